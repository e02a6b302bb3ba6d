// Asks the server what the fields mean while the user types, and draws the answer.
// Without it, or where it fails, the form is an ordinary one.
"use strict";

(() => {
  const PAUSE = 150; // milliseconds after the last key until the server is asked
  const SILENCE = 700; // and until the answer is read out
  const FIELDS = ["text", "tz"]; // the fields, called as `preview` calls its arguments

  const NOTHING = {
    summary: "There is no preview at the moment; saving works without it.", summary_lang: "en",
    sentence: "", lang: "en", occurrences: [], silence: "", picture: null, problems: [], unlisted: 0, segments: [],
  };

  const byId = (id) => document.getElementById(id);
  const form = byId("schedule");
  const answer = byId("answer");
  const status = byId("status");
  let question = new AbortController();
  let asking = 0;
  let telling = 0;

  const make = (name, className, ...content) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...content); // strings become text, whatever is in them
    return element;
  };

  const copyOf = (template) => byId(template).content.firstElementChild.cloneNode(true);

  const put = (element, selector, text) => {
    const place = element.querySelector(selector);
    if (text) place.textContent = text;
    else place.remove();
  };

  const offerButton = (about, offer) => {
    const button = copyOf("offer");
    button.name = about;
    button.value = offer.text;
    put(button, ".verb", offer.certain ? "Fix" : "Use");
    put(button, "code", offer.text);
    put(button, ".meaning", offer.sentence);
    return button;
  };

  const problemItem = (problem) => {
    const item = copyOf("problem");
    item.classList.add(problem.severity);
    put(item, ".severity", problem.severity);
    put(item, ".text", problem.message);
    put(item, ".hint", problem.hint);
    item.append(...problem.offers.map((offer) => offerButton(problem.about, offer)));
    return item;
  };

  const drawField = (name, told) => {
    const input = byId(name);
    const list = byId(`${name}-problems`);
    const found = told.problems.filter((problem) => problem.about === name);
    const hadFocus = list.contains(document.activeElement);
    list.replaceChildren(...found.map(problemItem));
    if (found.some((problem) => problem.refused)) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (hadFocus) (list.querySelector("button") ?? input).focus();
  };

  const drawMarks = (pieces) => {
    const marks = form.querySelector(".marks");
    marks.replaceChildren(
      ...pieces.map((piece) => make("span", `${piece.severity ?? ""} ${piece.text ? "" : "missing"}`, piece.text)),
    );
    marks.scrollLeft = byId("text").scrollLeft;
  };

  const run = (occurrence) => {
    const time = make("time", "", occurrence.text);
    time.dateTime = occurrence.at;
    return make("li", "", time, " ", make("span", "distance", occurrence.distance));
  };

  const drawMeaning = (told) => {
    answer.hidden = !told.sentence;
    byId("examples").hidden = !answer.hidden;
    byId("sentence").textContent = told.sentence;
    byId("sentence").lang = told.lang;
    byId("occurrences").replaceChildren(...told.occurrences.map(run));
    byId("silence").textContent = told.silence;
    const picture = byId("picture");
    picture.hidden = !told.picture;
    picture.alt = `The week, hour by hour: ${told.sentence}`;
    if (told.picture) picture.src = told.picture;
  };

  const tell = (text, lang) => {
    clearTimeout(telling);
    telling = setTimeout(() => { status.lang = lang; status.textContent = text; }, SILENCE);
  };

  const draw = (told) => {
    FIELDS.forEach((name) => drawField(name, told));
    if (told.unlisted) byId("text-problems").append(make("li", "more", `and ${told.unlisted} more`));
    drawMarks(told.segments);
    drawMeaning(told);
    tell(told.summary, told.summary_lang);
    document.documentElement.classList.toggle("live", told !== NOTHING);
  };

  const ask = async () => {
    question.abort(); // whatever was asked before is stale now
    question = new AbortController();
    const { signal } = question;
    try {
      const response = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), signal });
      if (!response.ok) throw new Error(response.statusText);
      const told = await response.json();
      if (!signal.aborted) draw(told);
    } catch (error) {
      if (signal.aborted) return;
      draw(NOTHING);
    }
  };

  form.addEventListener("input", () => {
    question.abort();
    drawMarks([]); // they stand under other characters now
    clearTimeout(telling);
    clearTimeout(asking);
    asking = setTimeout(ask, PAUSE);
  });

  document.addEventListener("click", (event) => {
    const offer = event.target.closest(".offer");
    if (!offer) return;
    event.preventDefault();
    byId(offer.name).value = offer.value;
    byId(offer.name).focus();
    ask();
  });

  byId("text").addEventListener("scroll", (event) => {
    form.querySelector(".marks").scrollLeft = event.target.scrollLeft;
  });

  document.documentElement.classList.add("live"); // until an answer fails to come
  if (byId("text").value) ask();
})();
