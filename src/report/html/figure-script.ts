/**
 * What a picture of a flow can do: zoom, pan, walk from change to change and from block to block, and show one block's
 * fields beside it. Stands inside the script of the page and uses its words `doc`, `all` and `light`.
 */
export const FIGURE_SCRIPT = `const nearest = (from, blocks, key) => {
  const middle = (block) => { const r = block.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; };
  const [x, y] = middle(from);
  let best = null, least = Infinity;
  for (const block of blocks) {
    if (block === from) continue;
    const [u, v] = middle(block);
    const dx = u - x, dy = v - y;
    const along = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key];
    const across = key === "ArrowRight" || key === "ArrowLeft" ? Math.abs(dy) : Math.abs(dx);
    if (along <= 4) continue;
    const far = along + 2 * across;
    if (far < least) { least = far; best = block; }
  }
  return best;
};

const setUp = (figure) => {
  if (figure.dataset.ready) return;
  figure.dataset.ready = "yes";
  const box = figure.querySelector(".scroll"), svg = box.querySelector("svg"), panel = figure.querySelector(".panel");
  const { width, height } = svg.viewBox.baseVal;
  const blocks = all("a.b", svg), marked = all("a.b.a, a.b.r, a.b.x", svg);
  let scale = 1;
  const zoom = (to, x = box.clientWidth / 2, y = box.clientHeight / 2) => {
    const next = Math.min(2.5, Math.max(0.12, to));
    const u = (box.scrollLeft + x) / scale, v = (box.scrollTop + y) / scale;
    scale = next;
    svg.setAttribute("width", width * scale);
    svg.setAttribute("height", height * scale);
    box.scrollLeft = u * scale - x;
    box.scrollTop = v * scale - y;
  };
  const fitting = () => (box.clientWidth - 4) / width;
  const centre = (block) => {
    const a = block.getBoundingClientRect(), b = box.getBoundingClientRect();
    box.scrollBy(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
  };
  const rove = (block) => { for (const other of blocks) other.tabIndex = other === block ? 0 : -1; };
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    figure.classList.remove("split");
    delete svg.dataset.chosen;
    light(svg, undefined);
    for (const other of blocks) other.removeAttribute("aria-current");
  };
  const show = (block) => {
    const entry = doc.getElementById(block.getAttribute("href").slice(1));
    const copy = entry.cloneNode(true);
    const card = doc.createElement("div"), button = doc.createElement("button");
    card.className = "card " + copy.className;
    card.append(...copy.childNodes);
    button.type = "button";
    button.className = "shut";
    button.textContent = "Close";
    button.addEventListener("click", () => { close(); block.focus({ preventScroll: true }); });
    panel.replaceChildren(button, card);
    panel.hidden = false;
    figure.classList.add("split");
    for (const other of blocks) other.removeAttribute("aria-current");
    block.setAttribute("aria-current", "true");
    svg.dataset.chosen = block.dataset.i;
    light(svg, block.dataset.i);
    rove(block);
  };
  let step = -1;
  const visible = (block) => block.getBoundingClientRect().width > 0;
  const walk = (by) => {
    const some = marked.filter(visible);
    if (some.length === 0) return;
    step = (step + by + some.length) % some.length;
    show(some[step]);
    some[step].focus({ preventScroll: true });
    centre(some[step]);
  };
  const acts = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit: () => zoom(Math.min(1, fitting())), next: () => walk(1) };
  for (const button of all("[data-do]", figure)) {
    if (button.dataset.do === "next" && marked.length === 0) button.remove();
    else button.addEventListener("click", acts[button.dataset.do]);
  }
  let drag = null, moved = false;
  box.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.button === 0 && event.pointerType !== "touch") drag = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop };
  });
  box.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    if (!moved && Math.hypot(dx, dy) < 5) return;
    if (!moved) box.setPointerCapture(event.pointerId);
    moved = true;
    box.classList.add("drag");
    box.scrollLeft = drag.left - dx;
    box.scrollTop = drag.top - dy;
  });
  const drop = () => { drag = null; box.classList.remove("drag"); };
  box.addEventListener("pointerup", drop);
  box.addEventListener("pointercancel", drop);
  box.addEventListener("dragstart", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const block = event.target.closest("a.b");
    if (!block) return;
    event.preventDefault();
    if (!moved) show(block);
  });
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const edge = box.getBoundingClientRect();
    zoom(scale * Math.exp(-event.deltaY / 400), event.clientX - edge.x, event.clientY - edge.y);
  }, { passive: false });
  figure.addEventListener("keydown", (event) => {
    if (event.target.closest("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const block = event.target.closest("a.b");
    if (event.key === "Escape" && !panel.hidden) { close(); if (!block) blocks.find((one) => one.tabIndex === 0)?.focus({ preventScroll: true }); }
    else if (event.key === "+" || event.key === "=") acts.in();
    else if (event.key === "-") acts.out();
    else if (event.key === "0") acts.fit();
    else if (event.key === "n") walk(1);
    else if (event.key === "p") walk(-1);
    else if (block && event.key === " ") show(block);
    else if (block && event.key.startsWith("Arrow")) {
      const next = nearest(block, blocks.filter(visible), event.key);
      if (next) { rove(next); next.focus({ preventScroll: true }); centre(next); }
    } else return;
    event.preventDefault();
  });
  if (blocks.length > 0) rove(marked[0] || blocks[0]);
  scale = svg.getBoundingClientRect().width / width || 1;
  const fits = fitting();
  zoom(fits >= 0.55 ? Math.min(1, fits) : 0.75);
  const first = marked[0] || svg.querySelector(".in");
  if (first) centre(first);
};`;
