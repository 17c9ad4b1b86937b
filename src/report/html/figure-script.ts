/**
 * What a picture of a flow can do: zoom, pan, stand beside itself as before and after, walk from change to change and
 * from block to block, and show one block's fields. Stands inside the script of the page and uses its words `doc`,
 * `all` and `light`. A figure has one pane, or two that move together.
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

const visible = (block) => block.getBoundingClientRect().width > 0;
const blocksIn = (within) => all("a.b", within);
const rove = (block) => { for (const other of blocksIn(block.ownerSVGElement)) other.tabIndex = other === block ? 0 : -1; };
const centre = (block) => {
  const box = block.closest(".scroll"), a = block.getBoundingClientRect(), b = box.getBoundingClientRect();
  box.scrollBy(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
};

const within = (block) => {
  const a = block.getBoundingClientRect(), b = block.closest(".scroll").getBoundingClientRect();
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
};

const panning = (box) => {
  let drag = null;
  box.addEventListener("pointerdown", (event) => {
    delete box.dataset.moved;
    if (event.button === 0 && event.pointerType !== "touch") drag = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop };
  });
  box.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
    if (!box.dataset.moved && Math.hypot(dx, dy) < 5) return;
    if (!box.dataset.moved) box.setPointerCapture(event.pointerId);
    box.dataset.moved = "yes";
    box.classList.add("drag");
    box.scrollLeft = drag.left - dx;
    box.scrollTop = drag.top - dy;
  });
  const drop = () => { drag = null; box.classList.remove("drag"); };
  box.addEventListener("pointerup", drop);
  box.addEventListener("pointercancel", drop);
  box.addEventListener("dragstart", (event) => event.preventDefault());
};

let side = "both";
const setUp = (figure) => {
  if (figure.dataset.ready) return;
  figure.dataset.ready = "yes";
  const [zoomBar, panel] = doc.getElementById("figure-tools").content.cloneNode(true).children;
  figure.querySelector(".bar").append(zoomBar);
  figure.querySelector(".stage").append(panel);
  const panes = figure.querySelector(".panes");
  const boxes = all(".scroll", panes), svgs = all("svg", panes);
  const { width, height } = svgs[0].viewBox.baseVal;
  let scale = 1, chosen;
  const zoom = (to, x = boxes[0].clientWidth / 2, y = boxes[0].clientHeight / 2) => {
    const u = (boxes[0].scrollLeft + x) / scale, v = (boxes[0].scrollTop + y) / scale;
    scale = Math.min(2.5, Math.max(0.12, to));
    for (const svg of svgs) { svg.setAttribute("width", width * scale); svg.setAttribute("height", height * scale); }
    for (const box of boxes) box.scrollTo(u * scale - x, v * scale - y);
  };
  const fitting = () => Math.min(1, (boxes[0].clientWidth - 4) / width);
  const inSight = () => svgs.flatMap(blocksIn).filter(visible);
  const mark = () => {
    for (const svg of svgs) {
      if (chosen === undefined) delete svg.dataset.chosen; else svg.dataset.chosen = chosen;
      light(svg, chosen);
      for (const block of blocksIn(svg)) {
        if (block.dataset.i === chosen) block.setAttribute("aria-current", "true"); else block.removeAttribute("aria-current");
      }
    }
  };
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    figure.classList.remove("split");
    chosen = undefined;
    mark();
  };
  const show = (block) => {
    const copy = doc.getElementById(block.getAttribute("href").slice(1)).cloneNode(true);
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
    chosen = block.dataset.i;
    mark();
    rove(block);
  };
  let step = -1;
  const walk = (by) => {
    const sights = inSight().filter((block) => block.matches(".a, .r, .x"));
    const some = [...new Map(sights.map((block) => [Number(block.dataset.i), block])).entries()].sort((a, b) => a[0] - b[0]);
    if (some.length === 0) return;
    step = step < 0 && by < 0 ? some.length - 1 : (step + by + some.length) % some.length;
    const block = some[step][1];
    show(block);
    block.focus({ preventScroll: true });
    centre(block);
  };
  const start = () => {
    const fits = fitting();
    zoom(fits >= 0.55 ? fits : boxes.length > 1 ? 0.65 : 0.75);
    for (const box of boxes) box.scrollTo(0, 0);
    const first = inSight().find((block) => block.matches(".a, .r, .x")) || all(".in", panes).find(visible);
    if (first && !within(first)) centre(first);
    for (const svg of svgs) {
      const own = blocksIn(svg).filter(visible);
      if (own.length > 0) rove(own.find((block) => block.matches(".a, .r, .x")) || own[0]);
    }
  };
  const acts = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit: () => zoom(fitting()), next: () => walk(1) };
  for (const button of all("[data-do]", figure)) {
    if (button.dataset.do === "next" && !panes.querySelector("a.b.a, a.b.r, a.b.x")) button.remove();
    else button.addEventListener("click", acts[button.dataset.do]);
  }
  const addBox = (box) => {
    panning(box);
    box.addEventListener("scroll", () => {
      for (const other of boxes) if (other !== box && visible(other)) other.scrollTo(box.scrollLeft, box.scrollTop);
    });
    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const edge = box.getBoundingClientRect();
      zoom(scale * Math.exp(-event.deltaY / 400), event.clientX - edge.x, event.clientY - edge.y);
    }, { passive: false });
  };
  const addPane = () => {
    const pane = panes.querySelector(".one").cloneNode(true), svg = pane.querySelector("svg"), box = pane.querySelector(".scroll");
    pane.className = "pane two";
    pane.querySelector(".side").textContent = "After";
    svg.setAttribute("aria-label", svg.getAttribute("aria-label") + ", after");
    for (const one of all("[id]", pane)) one.removeAttribute("id");
    panes.append(pane);
    boxes.push(box);
    svgs.push(svg);
    lighting(svg);
    addBox(box);
    mark();
  };
  boxes.forEach(addBox);
  svgs.forEach(lighting);
  panes.addEventListener("click", (event) => {
    const block = event.target.closest("a.b");
    if (!block) return;
    event.preventDefault();
    if (!block.closest(".scroll").dataset.moved) show(block);
  });
  figure.addEventListener("keydown", (event) => {
    if (event.target.closest("input") || event.ctrlKey || event.metaKey || event.altKey) return;
    const block = event.target.closest("a.b");
    if (event.key === "Escape" && !panel.hidden) { close(); if (!block) inSight().find((one) => one.tabIndex === 0)?.focus({ preventScroll: true }); }
    else if (event.key === "+" || event.key === "=") acts.in();
    else if (event.key === "-") acts.out();
    else if (event.key === "0") acts.fit();
    else if (event.key === "n") walk(1);
    else if (event.key === "p") walk(-1);
    else if (block && event.key === " ") show(block);
    else if (block && event.key.startsWith("Arrow")) {
      const next = nearest(block, blocksIn(block.ownerSVGElement).filter(visible), event.key);
      if (next) { rove(next); next.focus({ preventScroll: true }); centre(next); }
    } else return;
    event.preventDefault();
  });
  const turn = () => {
    if (figure.querySelector("input[value=beside]:checked") && boxes.length === 1) addPane();
    step = -1;
    start();
  };
  for (const input of all("input[type=radio]", figure)) {
    if (input.value === side) input.checked = true;
    input.addEventListener("change", () => { side = input.value; turn(); });
  }
  scale = svgs[0].getBoundingClientRect().width / width || 1;
  turn();
};`;
