// Proof-listening by exception: the sentences worth hearing, what is written beside what is said,
// each to be heard, and "say it so".
const OWN = "/_preview/";
const words = await (await fetch(`${OWN}words`)).json();
const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const main = document.querySelector("#proof");
document.title = words.proof;

const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null && child !== ""));
  return made;
};

let state = null;
let shown = "";
let only = "";
const told = new Map();

// -- hearing -----------------------------------------------------------------------------------

const player = new Audio();
let queue = [];

const next = () => {
  for (const one of document.querySelectorAll(".is-heard")) one.classList.remove("is-heard");
  const item = queue.shift();
  document.querySelector("#all")?.replaceChildren(item ? words.proof_stop : words.proof_all);
  if (!item) return;
  item.classList.add("is-heard");
  if (queue.length) item.scrollIntoView({ block: "center" });
  player.src = `${OWN}clip/${item.dataset.clip}.wav`;
  player.play().catch(() => next());
};
player.addEventListener("ended", next);
player.addEventListener("error", async () => {
  const heard = document.querySelector(".is-heard");
  queue = [];
  next();
  if (!heard) return;
  const answer = await fetch(`${OWN}clip/${heard.dataset.clip}.wav`);
  const { message, hint } = answer.ok ? {} : await answer.json().catch(() => ({}));
  if (message) heard.querySelector(".both").after(make("p", { class: "told is-error", role: "alert" }, `${message} ${hint}`));
});

const playAll = () => {
  const playing = !player.paused && queue.length > 0;
  player.pause();
  queue = playing ? [] : [...document.querySelectorAll("li.sentence:not([hidden])")].filter((one) => one.dataset.clip);
  next();
};

// -- saying it so --------------------------------------------------------------------------------

const write = async (word, how, language, key) => {
  const answer = await fetch(`${OWN}lexicon`, {
    method: "POST",
    headers: { "X-Bulletin-Token": state.token, "Content-Type": "application/json" },
    body: JSON.stringify({ word, say: how, language }),
  });
  const given = await answer.json().catch(() => ({ message: answer.statusText }));
  told.set(key, answer.ok
    ? { good: true, text: say(words.saved, { word: given.word, say: given.say }) }
    : { good: false, text: `${given.message ?? ""} ${given.hint ?? ""}` });
  draw();
};

const spotForm = (spot, key) => {
  const input = make("input", { value: spot.say, required: true, maxlength: 3000, autocomplete: "off" });
  const form = make(
    "form",
    { onsubmit: (event) => { event.preventDefault(); write(spot.word, input.value, "", key); } },
    make("label", {}, say(words.say_how, { word: spot.word }), input),
    make("button", { disabled: !state.token }, words.say_it_so),
  );
  const senses = spot.senses.length > 1 && make(
    "p",
    { class: "senses" },
    words.sense,
    ...spot.senses.map((sense) => make("button", { type: "button", class: "sense", disabled: !state.token, onclick: () => write(spot.word, sense, "", key) }, sense)),
  );
  return make("div", {}, senses || "", form);
};

// -- the page --------------------------------------------------------------------------------------

let hearings = null;

const paceOf = (pace) => (pace > 1 ? say(words.pace_slow, { times: pace }) : say(words.pace_fast, { times: (1 / pace).toFixed(1) }));

const sentence = (one) => {
  const key = `${one.page} ${one.fragment}`;
  const grave = one.doubts.some((doubt) => doubt === "guess" || doubt === "unknown");
  const note = told.get(key);
  return make(
    "li",
    { class: "sentence", "data-clip": one.clip, hidden: only !== "" && !one.doubts.includes(only) },
    make(
      "p",
      { class: "where soft" },
      one.clip ? make("button", { type: "button", class: "play", onclick: (event) => { player.pause(); queue = [event.target.closest("li")]; next(); } }, `▶ ${words.play}`) : "",
      ...one.doubts.map((doubt) => make("span", { class: `chip ${doubt}` }, doubt === "pace" ? paceOf(one.pace) : words.doubts[doubt])),
      make("a", { href: `/${state.issue}/${one.page}#${one.fragment}` }, one.title),
      ` ${one.place}`,
    ),
    make(
      "div",
      { class: "both" },
      make("p", {}, make("b", {}, words.written), ...one.pieces.map(([text, doubt]) => (doubt ? make("mark", { class: doubt }, text) : text))),
      make("p", {}, make("b", {}, words.said), one.said),
    ),
    note ? make("p", { class: `told${note.good ? "" : " is-error"}`, role: "status" }, note.text) : "",
    one.spots.length
      ? make("details", { open: grave }, make("summary", {}, words.say_it_so), make("div", { class: "words" }, ...one.spots.map((spot) => spotForm(spot, key))))
      : "",
  );
};

const draw = () => {
  const top = scrollY;
  const opened = new Set([...document.querySelectorAll("details[open]")].map((one) => one.closest("li").dataset.clip));
  const counts = {};
  for (const one of hearings.worth) for (const doubt of one.doubts) counts[doubt] = (counts[doubt] ?? 0) + 1;
  if (only && !counts[only]) only = "";
  const filter = (name, text) => make("button", { type: "button", "aria-pressed": String(only === name), onclick: () => { only = name; draw(); } }, text);
  const empty = state.voice ? words.proof_none : words.proof_voiceless;
  main.replaceChildren(
    make(
      "header",
      {},
      make("a", { href: `/${state.issue}/` }, words.proof_back),
      make("h1", {}, hearings.worth.length ? say(words.proof_count, { count: hearings.worth.length, all: hearings.sentences }) : empty),
      hearings.worth.length ? make("p", { class: "soft" }, words.proof_what) : "",
      state.token ? "" : make("p", { class: "soft" }, words.readonly),
    ),
    make(
      "nav",
      { class: "bar", hidden: !hearings.worth.length },
      make("button", { type: "button", id: "all", class: "play", onclick: playAll }, words.proof_all),
      filter("", `${words.every} ${hearings.worth.length}`),
      ...Object.keys(words.doubts).filter((doubt) => counts[doubt]).map((doubt) => filter(doubt, `${words.doubts[doubt]} ${counts[doubt]}`)),
    ),
    make("section", { "aria-live": "polite" }, ...[...told.values()].slice(-1).map((note) => make("p", { class: `told${note.good ? "" : " is-error"}` }, note.text))),
    make("ol", {}, ...hearings.worth.map(sentence)),
  );
  for (const one of document.querySelectorAll("details")) if (opened.has(one.closest("li").dataset.clip)) one.open = true;
  main.setAttribute("aria-busy", "false");
  scrollTo(0, top);
};

const refresh = async () => {
  hearings = await (await fetch(`${OWN}hearings`)).json();
  draw();
};

const stream = new EventSource(`${OWN}events`);
stream.onmessage = async ({ data }) => {
  state = JSON.parse(data);
  const now = `${state.boot} ${state.heard}`;
  if (now === shown) return;
  shown = now;
  await refresh();
};
addEventListener("pagehide", () => stream.close());
