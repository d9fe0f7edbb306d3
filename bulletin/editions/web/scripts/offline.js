// "Save this issue": offered where the browser can, done only when the reader asks.
import { $, $$ } from "./page.js";
import { fill } from "./words.js";

const saving = $("#save");
let worker;
try {
  worker = navigator.serviceWorker;
} catch {
  // Forbidden here: nothing is saved, and all else works.
}
const tell = (key, percent) => {
  const status = $("#save-status");
  status.textContent = fill(status.dataset[key], { percent });
};

const showSaved = async () => {
  const saved = await worker.getRegistration(saving.dataset.scope);
  const active = saved?.active;
  for (const button of $$("[data-save]", saving)) button.disabled = false;
  $("[data-unsave]", saving).hidden = !active;
  if (active) tell(new URL(active.scriptURL).search ? "savedSound" : "savedText");
};

const save = async (button) => {
  for (const one of $$("[data-save]", saving)) one.disabled = true;
  tell("saving", 0);
  try {
    const made = await worker.register(saving.dataset.worker + button.dataset.save, {
      scope: saving.dataset.scope,
    });
    const next = made.installing || made.waiting;
    if (next) {
      await new Promise((done, failed) => {
        next.addEventListener("statechange", () => {
          if (next.state === "activated") done();
          if (next.state === "redundant") failed();
        });
      });
    }
    await showSaved();
  } catch {
    await showSaved();
    tell("failed");
  }
};

const unsave = async () => {
  const saved = await worker.getRegistration(saving.dataset.scope);
  await saved?.unregister();
  const mine = new URL(saving.dataset.scope, location).pathname;
  for (const name of await caches.keys()) if (name.startsWith(`bulletin ${mine} `)) await caches.delete(name);
  await showSaved();
  tell("removed");
};

if (saving && worker && isSecureContext && location.protocol.startsWith("http")) {
  saving.hidden = false;
  showSaved();
  saving.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-save]");
    if (button) save(button);
    if (target.closest("[data-unsave]")) unsave();
  });
  worker.addEventListener("message", ({ data }) => {
    if ("percent" in data) tell("saving", data.percent);
  });
}

// A saved page that was just replaced says so, wherever in the issue the reader is.
worker?.addEventListener("message", ({ data }) => {
  if (data.renewed) $("#renewed").hidden = false;
});
