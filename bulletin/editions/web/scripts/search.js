// Search over all issues. Nothing of it is loaded before somebody wants to search. Words with
// the same accents come first, then those that differ only in accents.
import { fill } from "./words.js";

const form = document.getElementById("search");
const query = document.getElementById("query");
const found = document.getElementById("found");
const results = document.getElementById("results");
const more = document.getElementById("more-results");
const PAGE = 10;
// Vietnamese đ is indexed as d with a mark, so that it can be left out like the others.
const withStroke = (text) => text.normalize("NFC").replace(/đ/g, "d\u0335").replace(/Đ/g, "D\u0335");
const asWritten = (text) => text.replace(/d\u0335/g, "đ").replace(/D\u0335/g, "Đ");
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

// How often words stand in an article counts for more than how short it is: a notice that only
// mentions them came before the article that is about them.
const ranking = { pageLength: 0.2 };
let engine;
const load = () => {
  engine ||= import(new URL(form.dataset.index, document.baseURI)).then((pagefind) => ({
    exact: pagefind.createInstance({ exactDiacritics: true, ranking }),
    loose: pagefind.createInstance({ ranking }),
  }));
  return engine;
};

const search = async (words) => {
  const { exact, loose } = await load();
  const same = bare(words) === words ? [] : (await exact.search(words)).results;
  const all = (await loose.search(words)).results;
  const first = new Set(same.map(({ id }) => id));
  return [...same, ...all.filter(({ id }) => !first.has(id))];
};

// The excerpt has its words between <mark> and </mark>; all else in it is text.
const marked = (target, excerpt) => {
  for (const piece of excerpt.split(/(<mark>.*?<\/mark>)/s)) {
    const inside = /^<mark>(.*)<\/mark>$/s.exec(piece);
    if (inside) target.append(Object.assign(document.createElement("mark"), { textContent: asWritten(inside[1]) }));
    else target.append(asWritten(piece));
  }
};

const itemOf = async (hit) => {
  const { meta, excerpt } = await hit.data();
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: meta.path, textContent: asWritten(meta.title) });
  const where = Object.assign(document.createElement("small"), {
    textContent: meta.where || fill(results.dataset.issue, { number: meta.number }),
  });
  const words = document.createElement("p");
  marked(words, excerpt);
  item.append(link, where, words);
  return item;
};
const itemsOf = (hits) => Promise.all(hits.map(itemOf));

let asked = 0;
const run = async () => {
  const words = withStroke(query.value.trim());
  const turn = ++asked;
  more.hidden = true;
  if (!words) {
    results.textContent = "";
    found.textContent = "";
    return;
  }
  found.textContent = found.dataset.busy;
  try {
    const hits = await search(words);
    const items = await itemsOf(hits.slice(0, PAGE));
    // Somebody may have asked for something else meanwhile: only the last answer is shown.
    if (turn !== asked) return;
    results.textContent = "";
    results.append(...items);
    found.textContent = hits.length ? fill(found.dataset.some, { count: hits.length }) : found.dataset.none;
    let shown = PAGE;
    more.hidden = hits.length <= shown;
    more.onclick = async () => {
      const others = await itemsOf(hits.slice(shown, shown + PAGE));
      if (turn !== asked) return;
      results.append(...others);
      shown += PAGE;
      more.hidden = hits.length <= shown;
      results.children[shown - PAGE].querySelector("a").focus();
    };
  } catch {
    engine = undefined;
    found.textContent = found.dataset.failed;
  }
};

document.documentElement.classList.add("ready");
// An archive without issues has no form.
let resting;
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(resting);
  // The keyboard of a phone lies over what was found.
  if (matchMedia("(pointer: coarse)").matches) query.blur();
  run();
});
query?.addEventListener("focus", () => load().catch(() => (engine = undefined)), { once: true });
query?.addEventListener("input", () => {
  clearTimeout(resting);
  resting = setTimeout(run, 400);
});
// Opened from a folder, a page may not load the index.
if (form && location.protocol === "file:") form.hidden = true;
