// The panel and the keys with which the reader chooses: size, mode, colours.
import { $, $$, keep, root, setting } from "./page.js";
import { back, measure, reading } from "./modes.js";
import { fill } from "./words.js";

const SIZES = [100, 115, 130, 150, 175, 200];

const choose = (name, value) => {
  const here = reading();
  root.dataset[name] = value;
  keep("bulletin", { [name]: value });
  showChoices();
  if (name !== "scheme") {
    measure();
    back(here);
  }
};

export const showChoices = () => {
  for (const input of $$("#display input")) input.checked = setting(input.name) === input.value;
  const at = SIZES.indexOf(Number(setting("size")));
  $("[data-size-step='-1']").disabled = at <= 0;
  $("[data-size-step='1']").disabled = at === SIZES.length - 1;
};

const display = $("#display");
const opener = $("[aria-controls='display']");
const openDisplay = (open) => {
  display.hidden = !open;
  opener.setAttribute("aria-expanded", open);
};

document.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-size-step]");
  if (step) {
    const by = Number(step.dataset.sizeStep);
    const at = SIZES.indexOf(Number(setting("size")));
    choose("size", by ? SIZES[Math.min(Math.max(at + by, 0), SIZES.length - 1)] : 100);
    const words = $("#size-now");
    words.textContent = fill(words.dataset.words, { percent: setting("size") });
  } else if (target.closest("[aria-controls='display']")) {
    openDisplay(display.hidden);
  } else if (!display.contains(target) || target.closest("[data-close]")) {
    if (target.closest("#display [data-close]")) opener.focus({ preventScroll: true });
    openDisplay(false);
  }
});
display.addEventListener("change", ({ target }) => target.name && choose(target.name, target.value));
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !display.hidden) {
    openDisplay(false);
    opener.focus({ preventScroll: true });
  }
});
