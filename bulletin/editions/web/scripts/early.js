// Before the first paint: the reader's own settings, so that nothing jumps or flashes.
const root = document.documentElement;
let kept = {};
try {
  kept = JSON.parse(localStorage.getItem("bulletin")) || {};
} catch {
  // A browser without storage, or a page opened from a folder: the defaults hold.
}
for (const name of ["mode", "size", "scheme"]) {
  if (kept[name]) root.dataset[name] = kept[name];
}
root.classList.add("js");
// Inside a chat app's own browser, which keeps no files: said before anybody taps on one.
const { inside } = document.currentScript.dataset;
const APPS =
  /zalo|FB(AN|AV|_IAB)|Instagram|\bLine\/|MicroMessenger|TikTok|musical_ly|Bytedance|; wv\)|iP(hone|ad|od)(?!.*Safari)/i;
if (inside && !navigator.standalone && APPS.test(navigator.userAgent)) {
  root.dataset.inside = "";
  document.head.append(Object.assign(document.createElement("script"), { src: inside }));
}
