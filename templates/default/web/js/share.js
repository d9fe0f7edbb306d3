// Hand an article's address to the phone's own share sheet, or copy it.
import { $, $$ } from "./page.js";

for (const link of $$("[data-share]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const url = link.href;
    try {
      if (navigator.share) await navigator.share({ title: link.dataset.share, url });
      else {
        await navigator.clipboard.writeText(url);
        $(".words", link).textContent = link.dataset.copied;
      }
    } catch {
      // Closed without sharing, or not allowed: the link still leads to the article's page.
      if (!navigator.share) location.href = url;
    }
  });
}
