// Three ways through one DOM: scroll (the page as it is), slide (an article a slide, by
// scroll-snap), flip (a screen a page, by CSS columns). Style sheets lay out; this turns pages.
import { $, $$, main, root, setting } from "./page.js";
import { fill } from "./words.js";

export const flipping = () => setting("mode") === "flip";
const sliding = () => setting("mode") === "slide";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const pager = $("#pager");
const pages = { count: 1, now: 0 };

// Where the text begins to be in sight: below the bar, which scrolls away in a low window.
export const underBar = () => Math.max(0, $(".toolbar").getBoundingClientRect().bottom);

// What scrolls by itself, sideways or down.
const SCROLLS = ".table-scroll:not(.fits)";

// Where an element begins.
const boxOf = (element) => element.getClientRects()[0] || element.getBoundingClientRect();

// Where it lies in the row of pages, in pixels from the row's start.
const offsetOf = (element) => boxOf(element).left - main.getBoundingClientRect().left + main.scrollLeft;
const pageOf = (element) => Math.floor((offsetOf(element) + 1) / main.clientWidth);

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
    pages.count = [...main.children].filter((one) => one.offsetWidth).length;
  }
  showPage();
};

const showPage = () => {
  if (pager.hidden) return;
  pages.now = Math.min(Math.round(main.scrollLeft / main.clientWidth), pages.count - 1);
  const words = $("#page-now");
  words.textContent = fill(words.dataset[setting("mode")], { number: pages.now + 1, count: pages.count });
  $("[data-turn='-1']").disabled = pages.now === 0;
  $("[data-turn='1']").disabled = pages.now === pages.count - 1;
};

const turnTo = (page, smooth = true) => {
  const to = Math.min(Math.max(page, 0), pages.count - 1);
  if (smooth) rest(null);
  main.scrollTo({
    left: to * main.clientWidth,
    behavior: smooth && !calm.matches ? "smooth" : "instant",
  });
};

// Bring an element into view, in whichever way the reader reads.
export const bring = (element, smooth = true) => {
  if (!element) return;
  if (flipping()) {
    turnTo(pageOf(element), smooth);
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

// Where the reader is: the first piece of text in sight, and how far down it stands. One that only
// ends here counts where none begins: a long paragraph fills a page, and more than one. A title
// high up counts before the last lines of the article above it.
const inView = () => {
  const paged = setting("mode") !== "scroll";
  const frame = main.getBoundingClientRect();
  const top = underBar();
  const [left, right] = paged ? [frame.left, frame.right] : [0, innerWidth];
  const seen = (box) => box && box.height && box.bottom > top + 8 && box.top < innerHeight && box.right > left + 8 && box.left < right - 8;
  if (!paged && scrollY < 40) return null;
  const all = $$("#reading :is(h1, h2, h3, p, li, figure, table)");
  const title = (one) => one.matches("h1, h2") && boxOf(one).top < innerHeight / 2;
  const begun = all.filter((one) => seen(one.getClientRects()[0]));
  const element = begun.find(title) || begun[0] || all.find((one) => [...one.getClientRects()].some(seen));
  return element ? { element, top: boxOf(element).top } : null;
};

// Known while the reader rests: whatever lays the text out anew, again and again, comes back to
// the same place. `spot` is where it stands on the screen: scrolling that leaves it there is not
// the reader's. (No clock can tell the two apart: on a slow phone ours is told of much later.)
let place = null;
let spot = [];
let resting;
let holding = 0;

const spotOf = (element) => {
  if (flipping()) return [pageOf(element) - Math.round(main.scrollLeft / main.clientWidth), 0];
  const { left, top } = boxOf(element);
  return [left, top];
};
const moved = () => !place || spotOf(place.element).some((at, axis) => Math.abs(at - spot[axis]) > 2);
const rest = (here) => {
  clearTimeout(resting);
  place = here;
  if (here) spot = spotOf(here.element);
};

// Where the reader is now.
export const reading = () => place || inView();

// Back to that place after the text was laid out anew. What is far away gets its true height only
// when frames are drawn, so it is held for some of them, or until the reader moves.
export const back = (here, frames = 10) => {
  if (here && flipping()) {
    bring(here.element, false);
  } else if (here) {
    const page = sliding() && here.element.closest("#reading > *");
    if (page) main.scrollTo({ left: offsetOf(page), behavior: "instant" });
    (page || window).scrollBy({ top: boxOf(here.element).top - here.top, behavior: "instant" });
  }
  rest(here);
  cancelAnimationFrame(holding);
  holding = here && frames && requestAnimationFrame(() => back(here, frames - 1));
};
const letGo = () => {
  cancelAnimationFrame(holding);
  holding = 0;
};
for (const name of ["touchmove", "wheel", "keydown"]) {
  addEventListener(name, letGo, { passive: true, capture: true });
}

// To what an address names; there the reader is, whatever comes in later and moves the text.
export const arrive = () => {
  let target;
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    // "#100%" names nothing.
  }
  if (!target || setting("mode") === "scroll") return;
  bring(target, false);
  back({ element: target, top: boxOf(target).top });
};

main.addEventListener("scroll", () => requestAnimationFrame(showPage), { passive: true });
for (const target of [main, window]) {
  target.addEventListener(
    "scroll",
    () => {
      if (holding || !moved()) return;
      rest(null);
      resting = setTimeout(() => rest(inView()), 250);
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
// Faces that come in late, and what is opened, move the text within the same window.
const grown = () => flipping() && (place ? settle() : measure());
if (document.fonts) document.fonts.addEventListener("loadingdone", grown);
main.addEventListener("toggle", grown, true);

main.addEventListener("focusin", ({ target }) => flipping() && bring(target));
addEventListener("hashchange", arrive);

for (const button of $$("[data-turn]")) {
  button.addEventListener("click", () => turnTo(pages.now + Number(button.dataset.turn)));
}

document.addEventListener("keydown", (event) => {
  if (pager.hidden || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest(`input, select, textarea, audio, video, ${SCROLLS}`)) return;
  const to = {
    ArrowLeft: pages.now - 1,
    PageUp: flipping() && pages.now - 1,
    ArrowRight: pages.now + 1,
    PageDown: flipping() && pages.now + 1,
    " ": flipping() && !event.target.closest("button, summary") && pages.now + 1,
    Home: flipping() && 0,
    End: flipping() && pages.count - 1,
  }[event.key];
  if (typeof to === "number") {
    event.preventDefault();
    turnTo(to);
  }
});

// A wheel turns one page, however long its gesture runs on.
let wheeled = 0;
main.addEventListener(
  "wheel",
  (event) => {
    if (!flipping() || event.ctrlKey || event.target.closest(SCROLLS)) return;
    const more = event.timeStamp - wheeled < 150;
    wheeled = event.timeStamp;
    if (!more) turnTo(pages.now + Math.sign(event.deltaY || event.deltaX));
  },
  { passive: true },
);

// A page that two fingers made larger is moved about, not turned.
const zoomed = () => window.visualViewport && visualViewport.scale > 1.01;
if (window.visualViewport) {
  visualViewport.addEventListener("resize", () => (main.style.touchAction = zoomed() ? "auto" : ""));
}

// A finger that moves sideways turns the page; one that taps at an edge does too.
let touch = null;
main.addEventListener("pointerdown", (event) => {
  const busy = zoomed() || event.target.closest(`a, button, summary, audio, video, input, select, ${SCROLLS}`);
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
