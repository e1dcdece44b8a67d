"use strict";
(() => {
  const filter = document.getElementById("filter");
  const word = document.getElementById("word");
  const count = document.getElementById("count");
  const items = Array.from(document.querySelectorAll("tr.item"));
  const folds = Array.from(document.querySelectorAll("#changes details.crate"));
  for (const fold of folds) fold.dataset.open = fold.open ? "yes" : "no";
  const codeOf = (row) => {
    const next = row.nextElementSibling;
    return next && next.classList.contains("code") ? next : null;
  };
  const apply = () => {
    const wanted = filter.value.toLowerCase();
    let shown = 0;
    for (const row of items) {
      const fits = (!word.value || row.dataset.word === word.value) && row.textContent.toLowerCase().includes(wanted);
      row.hidden = !fits;
      const code = codeOf(row);
      if (code && !fits) code.hidden = true;
      if (fits) shown += 1;
    }
    const asked = wanted || word.value;
    for (const fold of folds) {
      const fits = Array.from(fold.querySelectorAll("tr.item")).some((row) => !row.hidden);
      fold.hidden = !fits;
      fold.open = asked ? fits : fold.dataset.open === "yes";
    }
    count.textContent = shown + " of " + items.length;
  };
  const toggle = (row) => {
    const code = codeOf(row);
    if (code) code.hidden = !code.hidden;
  };
  const move = (step) => {
    const visible = items.filter((row) => !row.hidden);
    if (!visible.length) return;
    const at = visible.indexOf(document.activeElement);
    const next = visible[Math.min(visible.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    const fold = next.closest("details");
    if (fold) fold.open = true;
    next.focus();
  };
  for (const row of items) row.addEventListener("click", () => toggle(row));
  filter.addEventListener("input", apply);
  word.addEventListener("change", apply);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === filter) {
      if (event.key === "Escape") { filter.value = ""; apply(); filter.blur(); }
      if (event.key === "Enter") { filter.blur(); move(0); }
      return;
    }
    if (event.key === "/") { event.preventDefault(); filter.focus(); }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "Enter" && items.includes(document.activeElement)) toggle(document.activeElement);
  });
  apply();
})();
