// The page, and what the reader chose: kept on the reader's own device and nowhere else.
export const root = document.documentElement;
export const main = document.getElementById("reading");
export const $ = (selector, from = document) => from.querySelector(selector);
export const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

export const recall = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    return {};
  }
};
export const keep = (key, values) => {
  try {
    localStorage.setItem(key, JSON.stringify({ ...recall(key), ...values }));
  } catch {
    // Nowhere to keep it: the choice holds until the page is closed.
  }
};
export const setting = (name) => root.dataset[name] || { mode: "scroll", size: "100", scheme: "auto" }[name];
