/* A sentence of a preparation, of last year or of a line is taken over into one's own text.

   [data-take="id of the field"] holds sentences [data-sentence]; each gets a small button. A click on
   the sentence does the same, unless one is choosing text to copy. All the buttons of one text are one
   stop of the tab key; arrow keys move between them. The words are in conversations/_take_words.html.
   Without JavaScript one copies as from any page. */
(function () {
  "use strict";

  const source = document.querySelector("[data-words-take]");
  if (!source || !window.drafts.user) return;
  const words = source.dataset;

  function ready(root) {
    root.querySelectorAll("[data-take]").forEach(function (text) {
      const field = document.getElementById(text.dataset.take);
      if (text.dataset.takeOn || !field || field.tagName !== "TEXTAREA" || field.readOnly) return;
      text.dataset.takeOn = "1";
      const sentences = [...text.querySelectorAll("[data-sentence]")];
      sentences.forEach(function (sentence, index) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "take";
        button.tabIndex = index ? -1 : 0;
        button.setAttribute("aria-label", words.wordsTake.replace("{sentence}", sentence.textContent));
        button.title = button.getAttribute("aria-label").slice(0, 60);
        const sign = document.createElement("span");
        sign.className = "bi bi-plus-lg";
        sign.setAttribute("aria-hidden", "true");
        button.append(sign);
        sentence.after(button);
      });
      if (sentences.length > 1) {
        text.setAttribute("role", "toolbar");
        text.setAttribute("aria-label", words.wordsTakeGroup.replace("{name}", text.dataset.takeWhose));
      }
    });
  }

  function take(text, sentence) {
    const field = document.getElementById(text.dataset.take);
    const saving = field && field.form && field.form.autosave;
    if (!saving || field.readOnly) return;
    const before = field.value;
    const gap = !before || /\s$/.test(before) ? "" : " ";
    saving.change(field.name, before + gap + sentence.textContent.trim(), words.wordsTaken, words.wordsUndo);
    sentence.classList.add("taken");
    window.setTimeout(() => sentence.classList.remove("taken"), 1500);
    const say = document.querySelector("[data-live-say]") || document.querySelector("[data-save-say]");
    if (say) say.textContent = `${words.wordsTaken} ${sentence.textContent}`;
  }

  document.addEventListener("click", function (event) {
    const text = event.target.closest("[data-take-on]");
    if (!text) return;
    const button = event.target.closest(".take");
    const sentence = button ? button.previousElementSibling : event.target.closest("[data-sentence]");
    if (!sentence || (!button && String(window.getSelection()))) return;
    take(text, sentence);
  });

  document.addEventListener("keydown", function (event) {
    const button = event.target.closest && event.target.closest(".take");
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (!button || !(event.key in steps || event.key === "Home" || event.key === "End")) return;
    const all = [...button.closest("[data-take-on]").querySelectorAll(".take")];
    const here = all.indexOf(button);
    let next = (here + (steps[event.key] || 0) + all.length) % all.length;
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = all.length - 1;
    event.preventDefault();
    all.forEach((other) => (other.tabIndex = -1));
    all[next].tabIndex = 0;
    all[next].focus();
  });

  document.addEventListener("live:swapped", (event) => ready(event.target));
  ready(document);
})();
