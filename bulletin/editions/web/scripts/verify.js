// The page that says whether an issue is whole and whose it is. Nothing leaves the device.
import { examine, wordsOf } from "./provenance.js";
import { fill } from "./words.js";

const data = JSON.parse(document.getElementById("verify-data").textContent);
const says = data.says;
const verdict = document.getElementById("verdict");
const list = document.getElementById("faults");
const words = document.getElementById("key-words");
const form = document.getElementById("hosted");
const folder = document.getElementById("folder");

const line = (text) => list.append(Object.assign(document.createElement("li"), { textContent: text }));

const show = (state, text) => {
  verdict.dataset.state = state;
  verdict.textContent = text;
};

// A withdrawn issue is whole too: what is whole is the notice.
const takenBack = (results) =>
  results
    .filter(({ withdrawn }) => withdrawn)
    .map(({ title, withdrawn }) => fill(says.withdrawn, { title, why: withdrawn.why, date: inWords(withdrawn.date) }));

const inWords = (date) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));

const told = async (results) => {
  const all = results.map(({ where, faults: found }) => found.map(([path, what]) => [where + path, what]));
  const faults = [].concat(...all);
  for (const [path, what] of faults) line(`${path}: ${says[what]}`);
  const unknown = results.some(({ key }) => key === null);
  const titles = results.map(({ title, where }) => title || where).join("; ");
  if (faults.length) show("bad", fill(says.bad, { title: titles, count: faults.length }));
  else if (unknown) show("unknown", fill(says.unknown, { title: titles }));
  else show("good", [fill(says.good, { title: titles, publisher: data.publisher }), ...takenBack(results)].join(" "));
  const key = results.map((result) => result.key).find(Boolean);
  if (key && !faults.length) words.textContent = fill(says.words, { words: await wordsOf(key, data.words) });
};

const run = async (work) => {
  list.textContent = "";
  words.textContent = "";
  if (!window.isSecureContext || !window.crypto || !crypto.subtle) {
    show("unknown", says.insecure);
    return;
  }
  show("busy", fill(says.busy, { done: 0, total: "…" }));
  try {
    await told(await work((done, total) => show("busy", fill(says.busy, { done, total }))));
  } catch {
    show("unknown", says.failed);
  }
};

const hosted = (id) => async (progress) => {
  const get = async (path) => {
    const answer = await fetch(`${id}/${path.split("/").map(encodeURIComponent).join("/")}`, { cache: "no-store" });
    if (answer.status === 404 || answer.status === 410) return null;
    if (!answer.ok) throw new Error(answer.status);
    return answer.arrayBuffer();
  };
  return [{ where: `${id}/`, ...(await examine({ get, keys: data.keys, id, progress })) }];
};

// Of the list that lies beside the issues, what is in the folder of one of them.
const aroundOf = async (paths, parts) => {
  const top = parts.slice(0, -1).map((part) => `${part}/`).join("");
  const file = parts.length ? paths.get(`${top}.bulletin.json`) : null;
  try {
    const { files } = JSON.parse(await file.text());
    const start = `${parts[parts.length - 1]}/`;
    const own = Object.entries(files).filter(([path]) => path.startsWith(start));
    return new Map(own.map(([path, digest]) => [path.slice(start.length), digest]));
  } catch {
    return new Map();
  }
};

// What a folder holds: one issue, or several with what stands around them.
const taken = (files) => async (progress) => {
  const paths = new Map(Array.from(files, (file) => [file.webkitRelativePath || file.name, file]));
  const results = [];
  for (const path of paths.keys()) {
    const parts = path.split("/");
    if (parts.pop() !== "manifest.json" || parts.length > 2) continue;
    const where = parts.length ? `${parts.join("/")}/` : "";
    const get = async (inner) => {
      const file = paths.get(where + inner);
      return file ? new Response(file).arrayBuffer() : null;
    };
    const around = await aroundOf(paths, parts);
    const found = [...paths.keys()].filter((one) => one.startsWith(where)).map((one) => one.slice(where.length));
    results.push({ where, ...(await examine({ get, keys: data.keys, found, around, progress })) });
  }
  return results.length ? results : [{ where: "", faults: [["manifest.json", "missing"]], key: "" }];
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run(hosted(document.getElementById("issue").value));
});
folder.addEventListener("change", () => {
  if (folder.files.length) run(taken(folder.files));
});
// Opened from a folder, a page may fetch nothing: there the reader shows it the folder.
form.hidden = location.protocol === "file:" || !data.issues;
