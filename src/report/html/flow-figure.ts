import { countOf, listOf } from "../count-words.js";
import { drawFlow } from "../picture/draw-flow.js";
import type { FlowView, Mark } from "../picture/flow-view.js";
import type { LayOut } from "../picture/lay-out.js";
import { blockEntries } from "./block-entry.js";
import { EMPTY, html, type SafeHtml } from "./safe-markup.js";

/** A flow with its switch, its picture, the place for one block's fields, and all blocks as a list. */
export function flowFigure(flow: FlowView, id: string, name: string, layOut: LayOut): SafeHtml {
  const anchor = (index: number) => `${id}-b${index}`;
  const { inside, x, y, width, height } = drawFlow(flow, layOut, anchor);
  const words = `${name}: ${flowWords(flow)}`.slice(0, 600);
  return html`<figure class="fig"><div class="bar">${flow.compared ? sideSwitch(id) : EMPTY}<span class="cap">${flowWords(flow)}</span>${ZOOM}</div>
<div class="stage"><div class="scroll"><svg class="pic" role="group" aria-label="${words}" viewBox="${x} ${y} ${width} ${height}" width="${Math.round(width * 0.8)}" height="${Math.round(height * 0.8)}">
${inside}</svg></div><aside class="panel js-only" aria-live="polite" aria-label="Fields of the chosen block" hidden></aside></div></figure>
${blockEntries(flow, anchor)}`;
}

/** `12 blocks: 1 added, 2 changed`. */
function flowWords({ blocks, marked }: FlowView): string {
  const count = (mark: Mark) => blocks.filter((one) => one.mark === mark).length;
  const counts = (["added", "removed", "changed", "kept"] as const).filter((mark) => count(mark) > 0);
  const words = listOf(counts.map((mark) => `${count(mark)} ${mark === "kept" ? "unchanged" : mark}`));
  return marked ? `${countOf(blocks.length, "block")}: ${words}` : countOf(blocks.length, "block");
}

function sideSwitch(id: string): SafeHtml {
  const choice = (side: string, words: string, checked: SafeHtml) =>
    html`<label><input type="radio" name="${id}-side" value="${side}"${checked}><span>${words}</span></label>`;
  return html`<fieldset class="seg"><legend class="vh">Which side is drawn</legend>${choice("both", "Both", html` checked`)}${choice("after", "After", EMPTY)}${choice("before", "Before", EMPTY)}</fieldset>`;
}

const ZOOM = html`<span class="zoom js-only" role="group" aria-label="View"><button type="button" data-do="next" title="Next change (n)">Next change</button><button type="button" data-do="out" aria-label="Smaller" title="Smaller (-)">−</button><button type="button" data-do="in" aria-label="Larger" title="Larger (+)">+</button><button type="button" data-do="fit" title="Fit the width (0)">Fit</button></span>`;
