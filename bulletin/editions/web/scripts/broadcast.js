// Broadcasts that know what time it is. Without this a broadcast shows all that it has.
import { $, $$ } from "./page.js";

const show = (box, now) => {
  const state = now < Date.parse(box.dataset.from) ? "before" : now < Date.parse(box.dataset.until) ? "during" : "after";
  if (box.dataset.state === state) return;
  box.dataset.state = state;
  const said = $(".broadcast-state", box);
  if (said) said.textContent = said.dataset[state];
  for (const [kind, states] of [["live", ["before", "during"]], ["recording", ["after"]], ["later", ["before", "during", "after"]]]) {
    for (const part of $$(`.broadcast-${kind}`, box)) part.hidden = !states.includes(state);
  }
};

for (const box of $$(".broadcast[data-from]")) {
  const tell = () => show(box, Date.now());
  tell();
  setInterval(tell, 30000);
}
