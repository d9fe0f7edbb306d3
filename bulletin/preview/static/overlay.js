// What is shown over a page of the preview: findings where they are and in a list, how far the
// work is, and what can be asked for. Reloads the page when there is another one.
const OWN = "/_preview/";
const words = await (await fetch(`${OWN}words`)).json();
const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

export const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null && child !== ""));
  return made;
};

// -- where findings are -----------------------------------------------------------------------

const INSIDE = "ul,ol,dl,table,thead,tbody,tfoot,tr,picture,p,span,a,svg,button,summary,h1,h2,h3,h4,h5,h6";
const here = decodeURIComponent(location.pathname.split("/").pop() || "index.html");

const placeOf = (finding) => {
  for (const id of finding.fragments) {
    const found = document.getElementById(id);
    if (found) return found;
  }
  return null;
};

const about = (finding) => [
  make("b", {}, `${finding.code} `),
  finding.message,
  make("i", {}, finding.hint ? `→ ${finding.hint}` : ""),
  make("small", {}, `${finding.file}:${finding.line}:${finding.column}`),
];

const unmark = () => {
  for (const one of document.querySelectorAll(".bulletin-finding")) one.remove();
  for (const one of document.querySelectorAll(".bulletin-place")) one.classList.remove("bulletin-place", "is-error");
};

const mark = (findings) => {
  unmark();
  const number = new Map();
  findings.forEach((finding, index) => {
    const place = placeOf(finding);
    if (!place) return;
    const grave = finding.severity === "error";
    place.classList.add("bulletin-place");
    if (grave) place.classList.add("is-error");
    let outer = place;
    while (outer.parentElement?.matches(INSIDE)) outer = outer.parentElement;
    const note = make(
      "aside",
      { class: `bulletin-finding${grave ? " is-error" : ""}`, id: `bulletin-finding-${index}`, lang: words.lang },
      ...about(finding),
    );
    outer.before(note);
    number.set(index, note);
  });
  return number;
};

// -- the bar and the list -----------------------------------------------------------------------

const host = make("bulletin-preview", { lang: words.lang });
const shadow = host.attachShadow({ mode: "open" });
const bar = make("div", { class: "bar", role: "status" });
const panel = make("section", { class: "panel", "aria-label": words.title, hidden: true });
const over = make("div", { class: "over", role: "alert", hidden: true });
shadow.append(make("link", { rel: "stylesheet", href: `${OWN}preview.css` }), over, bar, panel);
document.head.append(make("link", { rel: "stylesheet", href: `${OWN}marks.css` }));
document.body.append(host);

let open = sessionStorage.getItem("bulletin-preview") === "open";
const unfold = () => {
  panel.hidden = !open;
  bar.hidden = open;
};
const toggle = (value) => {
  open = value;
  sessionStorage.setItem("bulletin-preview", open ? "open" : "");
  unfold();
};

const counted = (findings) => {
  const errors = findings.filter((one) => one.severity === "error").length;
  const warnings = findings.length - errors;
  const text = [
    errors && (errors === 1 ? words.error_one : say(words.errors, { count: errors })),
    warnings && (warnings === 1 ? words.warning_one : say(words.warnings, { count: warnings })),
  ].filter(Boolean);
  return { errors, warnings, text: text.join(", ") || words.sound_ok };
};

const wish = (name, token) => fetch(`${OWN}wish/${name}`, { method: "POST", headers: { "X-Bulletin-Token": token } });

const progress = (making) => {
  const what = words.steps[making.what] ?? making.what;
  const far = making.total > 1 ? ` ${making.done}/${making.total}` : "";
  return `${say(words.making, { what })}${far}`;
};

const actions = (state) => {
  const { pdf, sound } = state.makings;
  const made = make("div", { class: "actions" });
  const button = (text, name) => make("button", { type: "button", "data-wish": name, onclick: () => wish(name, state.token) }, text);
  if (pdf.status === "making") made.append(make("p", {}, progress(pdf)));
  if (sound.status === "making") made.append(make("p", {}, progress(sound)));
  for (const one of [pdf, sound]) {
    if (one.status === "failed") made.append(make("p", { class: "is-error" }, `${one.message} ${one.hint}`));
  }
  if (pdf.file) made.append(make("a", { href: `${OWN}pdf`, target: "_blank" }, words.pdf_open));
  if (state.token && pdf.status !== "making" && !pdf.current) made.append(button(pdf.file ? words.pdf_old : words.pdf, "pdf"));
  if (state.voice) {
    if (state.token && sound.status !== "making" && !sound.current) made.append(button(sound.file ? words.sound_old : words.sound, "sound"));
    made.append(make("a", { href: `${OWN}proof` }, `${words.proof} (${state.worth})`));
    made.append(make("p", {}, sound.current ? words.sound_made : words.silent));
  }
  return made;
};

const listed = (state, marked) =>
  make(
    "ol",
    {},
    ...state.findings.map((finding, index) => {
      const item = make("li", { class: finding.severity === "error" ? "is-error" : "" }, ...about(finding));
      const note = marked.get(index);
      if (note) {
        const go = (event) => {
          event.preventDefault();
          if (matchMedia("(max-width: 30rem)").matches) toggle(false);
          note.scrollIntoView({ block: "center", inline: "center" });
        };
        item.append(make("a", { href: `#${note.id}`, onclick: go }, words.show));
      } else if (finding.page && finding.page !== here) {
        item.append(make("a", { href: `/${state.issue}/${finding.page}#${finding.fragments[0] ?? ""}` }, words.show));
      }
      return item;
    }),
  );

const draw = (state) => {
  const marked = mark(state.findings);
  const { errors, warnings, text } = counted(state.findings);
  const kind = state.building ? "is-busy" : errors || state.failure ? "is-error" : warnings ? "is-warning" : "";
  const shown = state.building ? words.building : text;
  bar.className = `bar ${kind}`;
  bar.replaceChildren(
    make("button", { type: "button", "aria-expanded": "false", onclick: () => toggle(true) }, make("span", { class: "dot" }), shown),
  );
  panel.replaceChildren(
    make("header", {}, make("h2", {}, shown), make("button", { type: "button", onclick: () => toggle(false) }, words.close)),
    actions(state),
    listed(state, marked),
  );
  over.hidden = !state.failure;
  const why = errors ? text : `${state.failure} ${state.hint}`;
  over.replaceChildren(make("p", {}, `${state.site === "0" ? words.failed_first : words.failed} ${why}`));
  unfold();
};

// -- news ------------------------------------------------------------------------------------

const waiting = document.querySelector("#waiting");
// Which site this page is of stands in the address of this script: it may be an older one than
// that of the first news.
const shown = new URL(import.meta.url).searchParams.get("site");
let stream = null;

const told = (state) => {
  if (`${state.boot}-${state.site}` !== shown) {
    location.reload();
    return;
  }
  if (waiting) waiting.textContent = state.failure ? words.failed_first : words.waiting;
  draw(state);
};

// A browser keeps few connections to one server: pages that nobody sees let theirs go.
const listen = () => {
  stream?.close();
  stream = null;
  if (document.hidden) return;
  stream = new EventSource(`${OWN}events`);
  stream.onmessage = ({ data }) => told(JSON.parse(data));
  stream.onerror = () => {
    bar.className = "bar is-error";
    bar.replaceChildren(make("button", { type: "button" }, make("span", { class: "dot" }), words.lost));
    bar.hidden = false;
  };
};
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => stream?.close());
if (document.querySelector("[data-waiting]")) open = true;
listen();
