import { drawFlow, type Picture } from "../picture/draw-flow.js";
import type { FlowView, Mark } from "../picture/flow-view.js";
import type { LayOut } from "../picture/lay-out.js";
import { countOf, listOf } from "../words/count-words.js";
import { blockEntries } from "./block-entry.js";
import { EMPTY, html, type SafeHtml } from "./safe-markup.js";

/** A flow with its switch, its picture, and all blocks as a list. */
export function flowFigure(flow: FlowView, id: string, name: string, layOut: LayOut): SafeHtml {
  const anchor = (index: number) => `${id}-b${index}`;
  const picture = drawFlow(flow, layOut, anchor);
  const words = `${name}: ${flowWords(flow)}`.slice(0, 600);
  return html`<figure class="fig"><div class="bar">${flow.compared ? sideSwitch(id) : EMPTY}<span class="cap">${flowWords(flow)}</span></div>
<div class="stage"><div class="panes">${onePane(picture, words, id)}${flow.compared ? otherPane(picture, id) : EMPTY}</div></div></figure>
${blockEntries(flow, anchor)}`;
}

/** The only pane, and the one before where there are two. */
function onePane(picture: Picture, words: string, id: string): SafeHtml {
  return html`<div class="pane one"><p class="side">Before</p><div class="scroll"><svg class="pic" role="group" aria-label="${words}" ${sizeOf(picture)}><g class="pic" id="${id}-g">
${picture.inside}</g></svg></div></div>`;
}

/** The pane after: the script makes it when it is wanted, since it is the same picture; without one it is here. */
function otherPane(picture: Picture, id: string): SafeHtml {
  return html`<noscript><div class="pane two"><p class="side">After</p><div class="scroll"><svg class="pic" role="img" aria-label="After" ${sizeOf(picture)}><use href="#${id}-g"/></svg></div></div></noscript>`;
}

function sizeOf({ x, y, width, height }: Picture): SafeHtml {
  return html`viewBox="${x} ${y} ${width} ${height}" width="${Math.round(width * 0.8)}" height="${Math.round(height * 0.8)}"`;
}

/** `12 blocks: 1 added, 2 changed`. */
function flowWords({ blocks, marked }: FlowView): string {
  const count = (mark: Mark) => blocks.filter((one) => one.mark === mark).length;
  const counts = (["added", "removed", "changed", "kept"] as const).filter((mark) => count(mark) > 0);
  const words = listOf(counts.map((mark) => `${count(mark)} ${mark === "kept" ? "unchanged" : mark}`));
  return marked ? `${countOf(blocks.length, "block")}: ${words}` : countOf(blocks.length, "block");
}

/** Two sides in one picture or beside each other, or one of them; what needs a second picture only where there is one. */
function sideSwitch(id: string): SafeHtml {
  const choice = (side: string, words: string, more = EMPTY) =>
    html`<label${more}><input type="radio" name="${id}-side" value="${side}"${side === "both" ? html` checked` : EMPTY}><span>${words}</span></label>`;
  return html`<fieldset class="seg"><legend class="vh">Which side is drawn</legend>${choice("both", "Overlaid")}${choice("beside", "Side by side", html` class="when"`)}${choice("before", "Before")}${choice("after", "After")}</fieldset>`;
}

const PANEL = html`<aside class="panel js-only" aria-live="polite" aria-label="Fields of the chosen block" hidden></aside>`;

const ZOOM = html`<span class="zoom js-only" role="group" aria-label="View"><button type="button" data-do="next" title="Next change (n)">Next change</button><button type="button" data-do="out" aria-label="Smaller" title="Smaller (-)">−</button><button type="button" data-do="in" aria-label="Larger" title="Larger (+)">+</button><button type="button" data-do="fit" title="Fit the width (0)">Fit</button></span>`;

/** What the script gives every figure that is opened: buttons for its bar, and the place for one block's fields. */
export const FIGURE_TOOLS = html`<template id="figure-tools">${ZOOM}${PANEL}</template>`;
