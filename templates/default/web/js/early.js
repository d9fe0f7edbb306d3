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
