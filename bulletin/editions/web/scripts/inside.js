// Inside a chat app's browser: copy the page's address, to open it elsewhere. Loaded by early.js
// there and nowhere else.
import { copy } from "./copy.js";

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const address = document.getElementById("inside-address");
  const told = document.getElementById("inside-told");
  const done = await copy(address.textContent);
  told.textContent = done ? button.dataset.copied : button.dataset.failed;
  // Marked, it takes one long press to copy it by hand.
  if (!done) getSelection().selectAllChildren(address);
});
