// Hand an article's address to the phone's own share sheet, or copy it.
import { $, $$ } from "./page.js";
import { copy } from "./copy.js";

for (const link of $$("[data-share]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const url = link.href;
    try {
      await navigator.share({ title: link.dataset.share, url });
    } catch (error) {
      // Closed without sharing; else there is no sheet, or it is not allowed here.
      if (error.name === "AbortError") return;
      if (await copy(url)) $(".words", link).textContent = link.dataset.copied;
      else location.href = url;
    }
  });
}
