// A service worker with no browser: what it keeps of a host and what it answers, for each case.
// In: a worker's text, and cases as JSON (see test_worker.py). Out: JSON, a row for each case.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const ORIGIN = "https://xa.example";
const SCOPE = `${ORIGIN}/bantin/2026-11/`;

const storage = (room) => {
  const all = new Map();
  let used = 0;
  const opened = (name) => {
    const entries = all.get(name);
    const address = (one) => (typeof one === "string" ? one : one.url);
    return {
      match: async (one) => entries.get(address(one))?.clone(),
      put: async (one, answer) => {
        if (answer.headers.get("Vary") === "*") throw new TypeError("Vary");
        used += (await answer.clone().arrayBuffer()).byteLength;
        if (used > room) throw new Error("QuotaExceededError");
        entries.set(address(one), answer);
      },
    };
  };
  return {
    open: async (name) => {
      if (!all.has(name)) all.set(name, new Map());
      return opened(name);
    },
    has: async (name) => all.has(name),
    keys: async () => [...all.keys()],
    delete: async (name) => all.delete(name),
    match: async (one) => {
      for (const name of all.keys()) {
        const found = await opened(name).match(one);
        if (found) return found;
      }
      return undefined;
    },
  };
};

// A host: what it answers to an address, by the case's rules.
const host = (site, { online = true, rules = {} }) => async (asked) => {
  const address = new URL(typeof asked === "string" ? asked : asked.url);
  if (!online) throw new TypeError("no network");
  const path = address.href.replace(SCOPE, "").replace(/\?.*/, "");
  const rule = rules[path + address.search] ?? rules[path] ?? {};
  const text = rule.text ?? site[path];
  const status = rule.status ?? (text === undefined ? 404 : 200);
  const type = rule.type ?? (path.endsWith(".html") ? "text/html; charset=utf-8" : "audio/mp4");
  const answer = new Response(text ?? "", { status, headers: { "Content-Type": type, ...rule.headers } });
  const url = rule.to ? new URL(rule.to, SCOPE).href : address.href;
  const named = (one) =>
    Object.defineProperties(one, {
      url: { value: url },
      redirected: { value: Boolean(rule.to) },
      clone: { value: () => named(Response.prototype.clone.call(one)) },
    });
  return named(answer);
};

const start = (text, caches, told, fetch, { sound = false, active = null } = {}) => {
  const listeners = {};
  const self = {
    registration: { scope: SCOPE, active },
    location: { origin: ORIGIN, search: sound ? "?sound" : "" },
    clients: { matchAll: async () => [{ postMessage: (one) => told.push(one) }], claim: async () => {} },
    skipWaiting: async () => {},
    addEventListener: (name, listener) => (listeners[name] = listener),
  };
  const redirect = (address) => new Response(null, { status: 302, headers: { Location: address } });
  class Answer extends Response {
    static redirect = redirect;
  }
  vm.runInNewContext(text, { self, caches, fetch, crypto, URL, Headers, Response: Answer, Uint8Array });
  return (name, event) => {
    const waited = [];
    listeners[name]({ waitUntil: (one) => waited.push(one), respondWith: (one) => waited.push(one), ...event });
    return Promise.all(waited);
  };
};

const installed = async (worker) => {
  try {
    await worker("install");
    await worker("activate");
    return true;
  } catch {
    return false;
  }
};

const shown = async (worker, { path, range }) => {
  const headers = new Headers(range ? { Range: range } : {});
  const url = new URL(path, SCOPE).href;
  const [answer] = await worker("fetch", { request: { method: "GET", url, headers } });
  if (!answer) return null;
  const where = answer.headers.get("Location") ?? answer.headers.get("Content-Range") ?? "";
  return [answer.status, where.replace(SCOPE, ""), await answer.text()];
};

const played = async ({ visits, room = Infinity }) => {
  const caches = storage(room);
  let active = null;
  const rows = [];
  for (const visit of visits) {
    const told = [];
    const network = host(visit.site, visit);
    const worker = start(visit.worker, caches, told, network, { sound: visit.sound, active });
    const now = await installed(worker);
    if (now) active = visit.worker;
    const serving = start(active ?? visit.worker, caches, told, host(visit.site, { ...visit, online: visit.later ?? false }), visit);
    const answers = [];
    for (const ask of visit.asks ?? []) {
      answers.push(active ? await shown(serving, ask).catch((error) => [0, "", error.message]) : null);
    }
    rows.push({ installed: now, renewed: told.some((one) => one.renewed), caches: await caches.keys(), answers });
  }
  return rows;
};

const cases = JSON.parse(readFileSync(0, "utf-8"));
const results = [];
for (const one of cases) results.push(await played(one));
process.stdout.write(JSON.stringify(results));
