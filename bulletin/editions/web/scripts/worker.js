// The service worker of one issue. It is registered only when a reader asks to save the issue:
// "worker.js" for the text, "worker.js?sound" with the voice. __RELEASE__ lists the files with
// their digests, so that a reissued issue is a changed worker and only changed files are fetched.
import { digestOf } from "./provenance.js";

const RELEASE = __RELEASE__;
const NAME = `bulletin ${new URL(self.registration.scope).pathname} `;
const OUTDATED = `${NAME}outdated`;
// Bytes of what is read at once to be compared; a film is not.
const LARGEST = 30000000;
const WANTED = self.location.search ? [...RELEASE.text, ...RELEASE.sound] : RELEASE.text;
const here = (path) => new URL(path, self.registration.scope).href;

const tell = async (message) => {
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
};

// An answer by itself, as if no host had led to it (page.html -> page): a browser refuses a
// redirected answer to whoever asked for a page. `Vary: *` could not be kept.
const asked = async (address, cache) => {
  const answer = await fetch(address, { cache });
  if (new URL(answer.url || address).origin !== self.location.origin) throw new Error(address);
  if (!answer.ok || answer.status === 206) throw new Error(`${answer.status} ${address}`);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  return new Response(await answer.blob(), { headers });
};

const isPage = (data) => data.type.startsWith("text/html");

const isSame = async (answer, digest) => {
  const data = await answer.clone().blob();
  if (data.size > LARGEST) return !isPage(data);
  return (await digestOf(await answer.clone().arrayBuffer())).startsWith(digest);
};

// Hosts add to pages, and pack styles, scripts and pictures anew: that does no harm. What does is
// something else in a file's place: some hosts answer so, and with 200, for what is not there, or
// for whoever has not logged in. A front page or a login says that it is the page of another
// folder; of sound and of all else nothing will do but the file itself.
const REMADE = [
  [/\.css$/, "text/css"],
  [/\.js$/, "javascript"],
  [/\.(avif|gif|jpe?g|png|svg|webp)$/, "image/"],
];
const isInItsPlace = async (path, answer) => {
  const { type } = await answer.clone().blob();
  if (!path.endsWith(".html")) return REMADE.some(([name, kind]) => name.test(path) && type.includes(kind));
  const text = await answer.clone().text();
  const [, own] = /<link\b[^>]*\bcanonical\b[^>]*\bhref="?([^">\s]*)/.exec(text) || [];
  return own !== undefined && own.endsWith(`/${RELEASE.id}/${path === "index.html" ? "" : path}`);
};

const fetched = async (path, digest) => {
  const answer = await asked(here(path), "no-cache");
  if (await isSame(answer, digest)) return answer;
  // A cache on the way may have an older one.
  const again = await asked(`${here(path)}?${digest}`, "reload");
  if ((await isSame(again, digest)) || (await isInItsPlace(path, again))) return again;
  throw new Error(path);
};

// A cache for each version: whole before it is used, and the last one stays until then.
const fill = async () => {
  const cache = await caches.open(NAME + RELEASE.version);
  let done = 0;
  for (const [path, digest] of WANTED) {
    const address = `${here(path)}?${digest}`;
    if (!(await cache.match(address))) {
      await cache.put(address, (await caches.match(address)) || (await fetched(path, digest)));
    }
    done += 1;
    await tell({ percent: Math.round((100 * done) / WANTED.length) });
  }
};

// A new version that cannot be kept (no room, a host half brought up to date) leaves nothing; the
// last one is outdated then: pages say so, and it is shown only where there is no network.
const renew = async () => {
  const begun = await caches.has(NAME + RELEASE.version);
  try {
    await fill();
  } catch (error) {
    if (!begun) {
      await caches.delete(NAME + RELEASE.version);
      if (self.registration.active) {
        await caches.open(OUTDATED);
        await tell({ renewed: true });
      }
    }
    throw error;
  }
  await self.skipWaiting();
};

self.addEventListener("install", (event) => {
  event.waitUntil(renew());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const mine = (await caches.keys()).filter((name) => name.startsWith(NAME));
    const old = mine.filter((name) => name !== NAME + RELEASE.version);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
    if (old.length) await tell({ renewed: true });
  };
  event.waitUntil(tidy());
});

// The part of a file that an audio element asks for (RFC 9110, section 14).
const part = async (answer, range) => {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range) || [];
  if (!from && !to) return answer;
  const data = await answer.blob();
  const start = from ? Number(from) : Math.max(0, data.size - Number(to));
  const end = from && to ? Math.min(Number(to), data.size - 1) : data.size - 1;
  if (start > end) {
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${data.size}` } });
  }
  return new Response(data.slice(start, end + 1), {
    status: 206,
    headers: {
      "Content-Type": answer.headers.get("Content-Type") || "audio/mp4",
      "Content-Range": `bytes ${start}-${end}/${data.size}`,
      "Content-Length": String(end - start + 1),
      "Accept-Ranges": "bytes",
    },
  });
};

// Of a picture's sizes one is kept; it stands in for the others of its kind.
const kind = (address) => address.replace(/-\d+\.[0-9a-f]+(\.\w+)$/, "-$1");
const KEPT = new Map();
for (const [path, digest] of WANTED) {
  const file = [here(path), digest];
  KEPT.set(file[0], file);
  if (path.startsWith("pictures/")) KEPT.set(kind(file[0]), file);
}

const fileFor = (address) => KEPT.get(address) || KEPT.get(`${address}.html`) || KEPT.get(kind(address));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  address.hash = address.search = "";
  const { href } = address;
  // Hosts that call page.html page/ : what it names lies beside page.html.
  const beside = href.endsWith("/") && KEPT.get(`${href.slice(0, -1)}.html`);
  const file = beside || fileFor(href.endsWith("/") ? `${href}index.html` : href);
  if (!file) return;
  const answer = async () => {
    if (await caches.has(OUTDATED)) {
      const fresh = await fetch(request).catch(() => null);
      if (fresh && (fresh.ok || fresh.type === "opaqueredirect")) return fresh;
    }
    if (beside) return Response.redirect(file[0]);
    const cache = await caches.open(NAME + RELEASE.version);
    const kept = await cache.match(`${file[0]}?${file[1]}`);
    if (!kept) return fetch(request);
    const range = request.headers.get("Range");
    return range ? part(kept, range) : kept;
  };
  event.respondWith(answer());
});
