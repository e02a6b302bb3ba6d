// Answer for croner or cron-parser.  In: {library, texts, start, count} as JSON.
// Out: for each text the next occurrences in milliseconds, or null where it is refused.
const { createRequire } = require("module");
const load = createRequire(require("path").resolve(process.env.CRONEXPR_NODE_MODULES) + "/");
const { library, texts, start, count } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const from = new Date(start);

const ask = {
  croner: (text) => new (load("croner").Cron)(text, { timezone: "UTC", paused: true }).nextRuns(count, from),
  "cron-parser": (text) => {
    const schedule = load("cron-parser").CronExpressionParser.parse(text, { currentDate: from, tz: "UTC" });
    return Array.from({ length: count }, () => schedule.next().toDate());
  },
};
const answers = texts.map((text) => {
  try {
    return ask[library](text).map((moment) => moment.getTime());
  } catch {
    return null;
  }
});
console.log(JSON.stringify(answers));
