"use strict";
(() => {
  const asked = document.getElementById("asked");
  const found = document.getElementById("found");
  const count = document.getElementById("count");
  const MOST = 200;
  const show = () => {
    const words = asked.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (row) => words.every((word) => (row[0] + " " + row[2]).toLowerCase().includes(word));
    const ends = (row) => (words.length && row[0].toLowerCase().endsWith(words[words.length - 1]) ? 0 : 1);
    const rows = words.length ? PAGES.filter(fits).sort((a, b) => ends(a) - ends(b)) : [];
    found.replaceChildren(...rows.slice(0, MOST).map((row) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = row[1];
      link.textContent = row[0];
      item.append(link, " " + row[2]);
      return item;
    }));
    count.textContent = words.length ? rows.length + " found" + (rows.length > MOST ? ", the first " + MOST + " shown" : "") : "";
  };
  asked.value = new URLSearchParams(location.search).get("q") || "";
  asked.addEventListener("input", show);
  show();
})();
