// A quiz that can be answered in the page. Without this the answers open by themselves.
import { $, $$ } from "./page.js";
import { fill } from "./words.js";

for (const quiz of $$(".quiz[data-count]")) {
  const told = new Map();
  const questions = $$(".quiz-question", quiz);
  const count = document.createElement("p");
  count.className = "quiz-told";
  count.setAttribute("role", "status");
  quiz.append(count);
  for (const question of questions) {
    const options = $$(".quiz-option", question);
    const verdict = document.createElement("p");
    verdict.className = "quiz-told";
    verdict.setAttribute("role", "status");
    question.querySelector(".quiz-options").after(verdict);
    options.forEach((option, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiz-choose";
      button.setAttribute("aria-pressed", "false");
      button.append(...option.childNodes);
      option.append(button);
      button.addEventListener("click", () => {
        const right = String(place) === question.dataset.right;
        for (const other of $$(".quiz-choose", question)) other.setAttribute("aria-pressed", String(other === button));
        verdict.textContent = right ? quiz.dataset.right : quiz.dataset.wrong;
        const open = $("details", question);
        if (open) open.open = true;
        if (!told.has(question)) told.set(question, right);
        const good = [...told.values()].filter(Boolean).length;
        count.textContent = told.size === questions.length ? fill(quiz.dataset.count, { right: good, all: questions.length }) : "";
      });
    });
  }
}
