// The JavaScript peers, asked by remote.py: a line of JSON in, a line of JSON out.
//
//   node peers.mjs LIBRARY FOLDER        FOLDER is where its node_modules lie
//
// Each adapter takes the quickest way that its library documents.  Moments are milliseconds since 1970.

import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { join } from "node:path";

const [library, folder] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const began = performance.now();
const api = require(library);
const importMs = performance.now() - began;

class Unsupported extends Error {}
const cannot = () => { throw new Unsupported(); };

function croner() {
  const made = (text, zone) => new api.Cron(text, { timezone: zone });
  return {
    parse: (text) => made(text, "UTC"),
    next: (text, zone) => { const job = made(text, zone); return (after) => job.nextRun(new Date(after)); },
    previous: (text, zone) => {
      const job = made(text, zone);
      return (before) => job.previousRuns(1, new Date(before))[0] ?? null;
    },
    matches: (text, zone) => { const job = made(text, zone); return (moment) => job.match(new Date(moment)); },
    steps: (text, zone, from, reverse) => {
      const job = made(text, zone);
      let at = new Date(from);
      if (reverse) return () => (at = job.previousRuns(1, at)[0] ?? null);
      return () => (at = at && job.nextRun(at));
    },
    describe: cannot,
  };
}

function cronParser() {
  const { CronExpressionParser } = api;
  const made = (text, zone, from) => CronExpressionParser.parse(text, { tz: zone, currentDate: new Date(from) });
  return {
    parse: (text) => made(text, "UTC", 0),
    next: (text, zone) => {
      const expr = made(text, zone, 0);
      return (after) => { expr.reset(new Date(after)); return expr.next().toDate(); };
    },
    previous: (text, zone) => {
      const expr = made(text, zone, 0);
      return (before) => { expr.reset(new Date(before)); return expr.prev().toDate(); };
    },
    matches: (text, zone) => {
      const expr = made(text, zone, 0);
      return (moment) => expr.includesDate(new Date(moment));
    },
    steps: (text, zone, from, reverse) => {
      const expr = made(text, zone, from);
      return reverse ? () => expr.prev().toDate() : () => expr.next().toDate();
    },
    describe: cannot,
  };
}

function cronstrue() {
  return {
    parse: cannot, next: cannot, previous: cannot, matches: cannot, steps: cannot,
    describe: (text) => api.toString(text),
  };
}

const adapter = { croner, "cron-parser": cronParser, cronstrue }[library]();

const spelled = (value) => (value instanceof Date ? value.toISOString().slice(0, 19) : value);

function firstSteps(it) {
  const found = [];
  for (const from of it.checkFrom.length ? it.checkFrom : [it.reverse ? it.stop : it.start]) {
    const step = adapter.steps(it.text, it.zone, from, it.reverse);
    let left = it.checked;
    while (left > 0) {
      const moment = step();
      if (moment === null || moment.getTime() >= it.stop) break;
      if (moment.getTime() === from) continue;
      found.push(moment);
      left -= 1;
    }
  }
  return found;
}

function never(it) {
  // Refusing such a text, and giving up with an error, count as answers.
  try {
    const moment = adapter.steps(it.text, it.zone, it.start, false)();
    return moment === null ? [] : [moment];
  } catch (error) {
    if (error instanceof Unsupported) throw error;
    return [];
  }
}

const verb = (it) => it.action.split(" ")[0];

function sample(it) {
  switch (verb(it)) {
    case "iterate": return firstSteps(it);
    case "first": return firstSteps(it);
    case "never": return never(it);
    case "describe": return [adapter.describe(it.text).length > 0];
    case "parse": return [it.texts.every((text) => Boolean(adapter.parse(text)))];
    case "next": case "previous": case "matches": {
      const answer = adapter[verb(it)](it.text, it.zone);
      return it.asked.slice(0, it.checked).map(answer);
    }
    default: return cannot();
  }
}

// Return [work, units]: a function that does so many units of the case.
function work(it) {
  switch (verb(it)) {
    case "iterate": {
      const steps = 20 * it.checked;
      return [() => {
        const step = adapter.steps(it.text, it.zone, it.reverse ? it.stop : it.start, it.reverse);
        for (let n = 0; n < steps; n += 1) step();
      }, steps];
    }
    case "first": return [() => {
      const step = adapter.steps(it.text, it.zone, it.start, false);
      for (let n = 0; n < 5; n += 1) step();
    }, 1];
    case "never": return [() => never(it), 1];
    case "describe": return [() => it.texts.forEach((text) => adapter.describe(text)), it.texts.length];
    case "parse": return [() => it.texts.forEach((text) => adapter.parse(text)), it.texts.length];
    case "next": case "previous": case "matches": {
      const answer = adapter[verb(it)](it.text, it.zone);
      return [() => it.asked.forEach((moment) => answer(moment)), it.asked.length];
    }
    default: return cannot();
  }
}

let ready = null;

function prepare(it) {
  const [run, units] = work(it);
  // V8 compiles what runs often, so it may run first.
  const until = performance.now() + 30;
  let repeats = 0;
  do { run(); repeats += 1; } while (performance.now() < until);
  ready = { run, units, repeats: Math.max(1, Math.round(repeats / 7)) };
}

function round() {
  const start = performance.now();
  for (let n = 0; n < ready.repeats; n += 1) ready.run();
  return (performance.now() - start) / 1000 / (ready.units * ready.repeats);
}

// For growth.py: parse all of the texts and ask each for its next occurrence.
function grow(texts, after) {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const made = texts.map((text) => adapter.next(text, "UTC"));
  const parsed = performance.now();
  for (const answer of made) answer(after);
  const asked = performance.now();
  return [(parsed - start) / 1000, (asked - parsed) / 1000, process.memoryUsage().rss - before];
}

function answer(question) {
  switch (question.do) {
    case "hello": return [require(join(folder, "node_modules", library, "package.json")).version, importMs];
    case "sample": return sample(question.case).map(spelled);
    case "prepare": prepare(question.case); return null;
    case "grow": return grow(question.texts, question.after);
    default: return round();
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  let reply;
  try {
    reply = { answer: answer(JSON.parse(line)) };
  } catch (error) {
    reply = { error: error instanceof Unsupported ? "unsupported" : String(error) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
});
