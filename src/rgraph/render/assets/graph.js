"use strict";
const points = JSON.parse(document.getElementById("points").textContent);
const slider = document.getElementById("time");
const when = document.getElementById("when");
const picture = document.getElementById("picture");
const form = document.getElementById("controls");
let asked = 0;

function address(at, since) {
  const query = new URLSearchParams({ at, level: form.level.value, within: form.within.value });
  if (form.tests.checked) query.set("tests", "1");
  if (since) query.set("since", since);
  return "/graph.svg?" + query;
}

async function show() {
  const number = Number(slider.value);
  const [name, oid, day] = points[number];
  const mine = ++asked;
  when.textContent = `${name} ${day} …`;
  let markup = "the server does not answer any more";
  try {
    const answer = await fetch(address(oid, number > 0 ? points[number - 1][1] : ""));
    markup = await answer.text();
  } catch (error) {
    console.info(error);
  }
  if (mine !== asked) return;
  picture.replaceChildren(document.createRange().createContextualFragment(markup));
  when.textContent = `${name} ${day}`;
  when.dataset.shown = name;
}

function near(name) {
  for (const one of picture.querySelectorAll("g.node, path.link")) {
    const touches = one.dataset.node === name || one.dataset.from === name || one.dataset.to === name;
    const neighbour = name && [...picture.querySelectorAll("path.link")].some((path) =>
      (path.dataset.from === name && path.dataset.to === one.dataset.node) ||
      (path.dataset.to === name && path.dataset.from === one.dataset.node));
    one.classList.toggle("far", Boolean(name) && !touches && !neighbour);
    one.classList.toggle("near", Boolean(name) && touches);
  }
}

slider.max = points.length - 1;
slider.value = points.length - 1;
slider.addEventListener("input", show);
picture.addEventListener("pointerover", (event) => {
  const node = event.target.closest("g.node");
  near(node ? node.dataset.node : "");
});
picture.addEventListener("pointerleave", () => near(""));
show();
