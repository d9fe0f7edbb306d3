// Hand an article's address to the phone's own share sheet, or copy it.
import { copy } from "./copy.js";
import { $, $$ } from "./page.js";

for (const link of $$("[data-share]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const url = link.href;
    try {
      if (navigator.share) await navigator.share({ title: link.dataset.share, url });
      else if (await copy(url)) $(".words", link).textContent = link.dataset.copied;
      else location.href = url;
    } catch {
      // Closed without sharing.
    }
  });
}
