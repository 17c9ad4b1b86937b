import { FIGURE_SCRIPT } from "./figure-script.js";

/**
 * What the page can do beyond reading: filter, zoom and pan, show one block, remember the colours, print all. Plain
 * script without markup of its own: it moves and copies what is there.
 */
export const PAGE_SCRIPT = String.raw`(() => {
"use strict";
const doc = document, root = doc.documentElement;
const all = (rule, within) => [...(within || doc).querySelectorAll(rule)];
root.classList.add("js");

const remember = (value) => { try { localStorage.setItem("connectctl-colours", value); } catch {} };
let colours = null;
try { colours = localStorage.getItem("connectctl-colours"); } catch {}
for (const input of all("input[name=colours]")) {
  if (input.value === colours) input.checked = true;
  input.addEventListener("change", () => remember(input.value));
}

const items = all("#changes .item"), query = doc.getElementById("filter-text"), status = doc.getElementById("filter-status");
const texts = new Map();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, all(":scope > summary, :scope > .body > :not(.fig)", item).map((one) => one.textContent).join(" ").toLowerCase());
  return texts.get(item);
};
const filter = () => {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = all(".filter select").filter((select) => select.value !== "");
  let shown = 0;
  for (const item of items) {
    const fits = chosen.every((select) => item.dataset[select.name] === select.value) &&
      words.every((word) => textOf(item).includes(word));
    if (item.hidden === fits) item.hidden = !fits;
    if (fits) shown++;
  }
  for (const wave of all(".wave")) wave.hidden = !wave.querySelector(".item:not([hidden])");
  status.textContent = shown === items.length ? items.length + " shown" : shown + " of " + items.length + " shown";
};
const clear = () => {
  query.value = "";
  for (const select of all(".filter select")) select.value = "";
  filter();
};
if (query) {
  for (const input of all(".filter input, .filter select")) input.addEventListener("input", filter);
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, select")) return;
    event.preventDefault();
    query.focus();
  });
  doc.getElementById("filter-clear").addEventListener("click", clear);
  const openAll = (open) => { for (const item of items) if (!item.hidden) item.open = open; };
  doc.getElementById("open-all").addEventListener("click", () => openAll(true));
  doc.getElementById("close-all").addEventListener("click", () => openAll(false));
  filter();
  const later = window.requestIdleCallback || ((act) => setTimeout(() => act({ timeRemaining: () => 8 }), 50));
  let read = 0;
  const readOn = (deadline) => {
    while (read < items.length && deadline.timeRemaining() > 2) textOf(items[read++]);
    if (read < items.length) later(readOn);
  };
  later(readOn);
}

const reveal = () => {
  const target = doc.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const item = target.closest(".item");
  if (item && item.hidden) clear();
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", reveal);
if (location.hash.length > 1) reveal();

const light = (svg, index) => {
  svg.classList.toggle("lit", index !== undefined);
  for (const line of all("[data-l]", svg)) line.classList.toggle("hot", index !== undefined && line.dataset.l.split(" ").includes(index));
};
const lighting = (svg) => {
  const blockOf = (event) => event.target.closest("[data-i]");
  svg.addEventListener("pointerover", (event) => { const block = blockOf(event); if (block) light(svg, block.dataset.i); });
  svg.addEventListener("pointerout", (event) => { if (blockOf(event)) light(svg, svg.dataset.chosen); });
  // On the box: a picture that listens for focus would be a stop of its own on the way of the tab key.
  svg.parentElement.addEventListener("focusin", (event) => { const block = blockOf(event); if (block) light(svg, block.dataset.i); });
  svg.parentElement.addEventListener("focusout", () => light(svg, svg.dataset.chosen));
};
for (const svg of all(".over svg.pic")) lighting(svg);

${FIGURE_SCRIPT}
const setUpOpen = () => {
  for (const figure of all(".fig")) {
    let shut = false;
    for (let at = figure.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS" && !at.open) shut = true;
    if (!shut) setUp(figure);
  }
};
doc.addEventListener("toggle", (event) => {
  if (event.target.open) for (const figure of all(".fig", event.target)) setUp(figure);
}, true);
// What is there can be read before it can be moved.
if (doc.hidden) setUpOpen();
else requestAnimationFrame(() => setTimeout(setUpOpen));

let folded = [];
addEventListener("beforeprint", () => {
  folded = all("details.item:not([hidden]):not([open]), details.over:not([open])");
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
  folded = [];
});
})();`;
