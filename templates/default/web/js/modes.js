// Three ways through one DOM: scroll (the page as it is), slide (an article a slide, by
// scroll-snap), flip (a screen a page, by CSS columns). Style sheets lay out; this turns pages.
import { $, $$, main, root, setting } from "./page.js";

export const flipping = () => setting("mode") === "flip";
const sliding = () => setting("mode") === "slide";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const pager = $("#pager");
const pages = { count: 1, now: 0 };

// Where an element lies in the row of pages, in pixels from the row's start.
const offsetOf = (element) => {
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  return box.left - main.getBoundingClientRect().left + main.scrollLeft;
};

export const measure = () => {
  // The pager takes room from the pages, so it has to be there when they are counted.
  pager.hidden = !(flipping() || sliding());
  if (flipping()) {
    // A table that is narrow enough may run from page to page; others scroll in their box.
    for (const box of $$(".table-scroll", main)) box.classList.toggle("fits", box.scrollWidth <= box.clientWidth);
    const last = main.lastElementChild.getClientRects();
    const end = last.length ? last[last.length - 1] : main.getBoundingClientRect();
    const left = end.left - main.getBoundingClientRect().left + main.scrollLeft;
    pages.count = Math.floor((left + 1) / main.clientWidth) + 1;
  } else if (sliding()) {
    pages.count = main.children.length;
  }
  showPage();
};

const showPage = () => {
  if (pager.hidden) return;
  pages.now = Math.min(Math.round(main.scrollLeft / main.clientWidth), pages.count - 1);
  const words = $("#page-now");
  words.textContent = words.dataset[setting("mode")]
    .replace("{number}", pages.now + 1)
    .replace("{count}", pages.count);
  $("[data-turn='-1']").disabled = pages.now === 0;
  $("[data-turn='1']").disabled = pages.now === pages.count - 1;
};

const turnTo = (page, smooth = true) => {
  const to = Math.min(Math.max(page, 0), pages.count - 1);
  main.scrollTo({
    left: to * main.clientWidth,
    behavior: smooth && !calm.matches ? "smooth" : "instant",
  });
};

// Bring an element into view, in whichever way the reader reads.
export const bring = (element, smooth = true) => {
  if (!element) return;
  if (flipping()) {
    turnTo(Math.floor((offsetOf(element) + 1) / main.clientWidth), smooth);
    return;
  }
  // Glide to what is near; a long way would be long, and what lies between changes its height.
  const near = Math.abs(element.getBoundingClientRect().top) < 2 * innerHeight;
  const behavior = smooth && near && !calm.matches ? "smooth" : "instant";
  const page = sliding() && element.closest("#reading > *");
  if (page && Math.abs(offsetOf(page) - main.scrollLeft) > 1) {
    main.scrollTo({ left: offsetOf(page), behavior: "instant" });
  }
  element.scrollIntoView({ block: element === page ? "start" : "center", inline: "nearest", behavior });
};

// Where the reader is: the first piece of text in sight, and how far down it stands.
const inView = () => {
  const paged = setting("mode") !== "scroll";
  const frame = main.getBoundingClientRect();
  const top = $(".toolbar").getBoundingClientRect().bottom;
  const [left, right] = paged ? [frame.left, frame.right] : [0, innerWidth];
  const seen = (box) => box && box.height && box.bottom > top + 8 && box.top < innerHeight && box.right > left + 8 && box.left < right - 8;
  if (!paged && scrollY < 40) return null;
  const element = $$("#reading :is(h1, h2, h3, p, li, figure, table)").find((one) => seen(one.getClientRects()[0]));
  return element ? { element, top: element.getClientRects()[0].top } : null;
};

// Known while the reader rests: whatever lays the text out anew, again and again, comes back to
// the same place. Scrolling that we do ourselves (until `ours`) does not count.
let place = null;
let ours = 0;
let resting;

// Where the reader is now.
export const reading = () => place || inView();

// Back to that place after the text was laid out anew.
export const back = (here) => {
  place = here;
  ours = performance.now() + 300;
  if (!here) return;
  if (flipping()) {
    bring(here.element, false);
    return;
  }
  const page = sliding() && here.element.closest("#reading > *");
  if (page) main.scrollTo({ left: offsetOf(page), behavior: "instant" });
  const by = here.element.getClientRects()[0].top - here.top;
  (page || window).scrollBy({ top: by, behavior: "instant" });
};

main.addEventListener("scroll", () => requestAnimationFrame(showPage), { passive: true });
for (const target of [main, window]) {
  target.addEventListener(
    "scroll",
    () => {
      if (performance.now() < ours) return;
      place = null;
      clearTimeout(resting);
      resting = setTimeout(() => (place = inView()), 250);
    },
    { passive: true, capture: true },
  );
}
const settle = () => {
  const here = place;
  measure();
  if (here) back(here);
  else if (flipping()) turnTo(pages.now, false);
};
let width = innerWidth;
let height = 0;
const resized = () => {
  if (!height) height = main.clientHeight;
  if (innerWidth === width && (!flipping() || main.clientHeight === height)) return;
  [width, height] = [innerWidth, main.clientHeight];
  settle();
};
if (window.ResizeObserver) new ResizeObserver(resized).observe(main);
else addEventListener("resize", resized);

main.addEventListener("focusin", ({ target }) => flipping() && bring(target));
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (setting("mode") !== "scroll") bring(target, false);
});

for (const button of $$("[data-turn]")) {
  button.addEventListener("click", () => turnTo(pages.now + Number(button.dataset.turn)));
}

document.addEventListener("keydown", (event) => {
  if (pager.hidden || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea, audio, video, .table-scroll")) return;
  const to = {
    ArrowLeft: pages.now - 1,
    PageUp: flipping() && pages.now - 1,
    ArrowRight: pages.now + 1,
    PageDown: flipping() && pages.now + 1,
    Home: flipping() && 0,
    End: flipping() && pages.count - 1,
  }[event.key];
  if (typeof to === "number") {
    event.preventDefault();
    turnTo(to);
  }
});

// A finger that moves sideways turns the page; one that taps at an edge does too.
let touch = null;
main.addEventListener("pointerdown", (event) => {
  const busy = event.target.closest("a, button, summary, audio, video, input, select, .table-scroll");
  touch = flipping() && event.isPrimary && !busy ? { x: event.clientX, y: event.clientY } : null;
});
main.addEventListener("pointerup", (event) => {
  if (!touch || !flipping()) return;
  const x = event.clientX - touch.x;
  const y = event.clientY - touch.y;
  touch = null;
  if (!getSelection().isCollapsed) return;
  if (Math.abs(x) > 40 && Math.abs(x) > Math.abs(y)) {
    turnTo(pages.now - Math.sign(x));
  } else if (Math.abs(x) < 10 && Math.abs(y) < 10) {
    const at = event.clientX / innerWidth;
    const edge = root.classList.contains("listening") ? 0.15 : 0.3;
    if (at < edge || at > 1 - edge) turnTo(pages.now + (at < edge ? -1 : 1));
  }
});
main.addEventListener("pointercancel", () => (touch = null));
