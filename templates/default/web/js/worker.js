// The service worker of one issue. It is registered only when a reader asks to save the issue:
// "worker.js" for the text, "worker.js?sound" with the voice. __RELEASE__ lists the files with
// their digests, so that a reissued issue is a changed worker and only changed files are fetched.
const RELEASE = __RELEASE__;
const NAME = `bulletin ${new URL(self.registration.scope).pathname} `;
const WANTED = self.location.search ? [...RELEASE.text, ...RELEASE.sound] : RELEASE.text;
const here = (path) => new URL(path, self.registration.scope).href;

const tell = async (message) => {
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
};

// A page that a host answered by way of a redirect (page.html -> page) is kept as if it had not:
// a browser refuses a redirected answer to whoever asked for a page.
const plain = async (answer) => {
  if (!answer.redirected) return answer;
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(await answer.blob(), { status: answer.status, headers });
};

// A cache for each version: whole before it is used, and the last one stays until then.
const fill = async () => {
  const cache = await caches.open(NAME + RELEASE.version);
  let done = 0;
  for (const [path, digest] of WANTED) {
    const address = `${here(path)}?${digest}`;
    if (!(await cache.match(address))) {
      const kept = await caches.match(address);
      const answer = kept || (await fetch(here(path), { cache: "no-cache" }));
      if (new URL(answer.url || here(path)).origin !== self.location.origin) throw new Error(path);
      if (!answer.ok) throw new Error(`${answer.status} ${path}`);
      await cache.put(address, await plain(answer));
    }
    done += 1;
    await tell({ percent: Math.round((100 * done) / WANTED.length) });
  }
};

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
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
  const data = await answer.blob();
  const [, from, to] = /bytes=(\d*)-(\d*)/.exec(range) || [];
  const start = from ? Number(from) : Math.max(0, data.size - Number(to));
  const end = from && to ? Math.min(Number(to), data.size - 1) : data.size - 1;
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
const KEPT = new Map(
  WANTED.flatMap(([path, digest]) => {
    const file = [here(path), digest];
    return path.startsWith("pictures/") ? [[kind(file[0]), file], [file[0], file]] : [[file[0], file]];
  }),
);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = address.search = "";
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  const file = KEPT.get(address.href) || KEPT.get(`${address.href}.html`) || KEPT.get(kind(address.href));
  if (request.method !== "GET" || !file) return;
  const answer = async () => {
    const cache = await caches.open(NAME + RELEASE.version);
    const kept = await cache.match(`${file[0]}?${file[1]}`);
    if (!kept) return fetch(request);
    const range = request.headers.get("Range");
    return range ? part(kept, range) : kept;
  };
  event.respondWith(answer());
});
