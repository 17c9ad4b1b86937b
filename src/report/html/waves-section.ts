import { drawWaves } from "../picture/draw-waves.js";
import type { WaveGraph, WaveNode } from "../picture/wave-graph.js";
import type { ChangeView, PlanView } from "../view/plan-view.js";
import { countOf } from "../words/count-words.js";
import type { Item } from "./item.js";
import { EMPTY, html, type SafeHtml } from "./safe-markup.js";

/** The order of the changes as a picture: waves from left to right, what is needed before what needs it. */
export function wavesSection(view: PlanView, items: ReadonlyMap<ChangeView, Item>): SafeHtml {
  const graph = graphOf(view, items);
  const count = graph.columns.reduce((sum, { nodes }) => sum + nodes.length, 0);
  if (count < 2) return EMPTY;
  const circles = graph.edges.some(({ circular }) => circular) ? ", ringed where they wait for each other" : "";
  return html`<section aria-labelledby="order-title"><h2 id="order-title">Order</h2>${waveFigure(graph, `${countOf(count, "change")} in ${countOf(graph.columns.length, "wave")}, from left to right${circles}`, count <= 80)}</section>\n`;
}

/** A picture of waves in a box that can be folded. */
export function waveFigure(graph: WaveGraph, words: string, open: boolean): SafeHtml {
  const { inside, x, y, width, height } = drawWaves(graph);
  return html`<details class="over"${open ? html` open` : EMPTY}><summary>${words}</summary><div class="scroll" tabindex="0" role="region" aria-label="Picture of the order"><svg class="pic" role="group" aria-label="${words}" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}">
${inside}</svg></div></details>`;
}

function graphOf({ waves }: PlanView, items: ReadonlyMap<ChangeView, Item>): WaveGraph {
  const columns = waves.map(({ title, changes }) => ({
    title,
    nodes: changes.map((one) => nodeOf(one, items.get(one))),
  }));
  const waveOf = new Map(waves.flatMap(({ changes }, index) => changes.map(({ address }) => [address, index])));
  const edges = waves.flatMap(({ changes }) =>
    changes.flatMap(({ address, dependsOn, circular }) =>
      dependsOn
        .filter((other) => waveOf.has(other) && other !== address)
        .map((other) => {
          const late = (waveOf.get(other) ?? 0) > (waveOf.get(address) ?? 0);
          const [from, to] = late && !circular.includes(other) ? [address, other] : [other, address];
          return { from, to, circular: circular.includes(other) };
        }),
    ),
  );
  return { columns, edges };
}

function nodeOf({ address, name, action, symbol, circular }: ChangeView, item: Item | undefined): WaveNode {
  return {
    ...{ address, symbol, look: action, circle: circular.length > 0 },
    title: `${action} ${address} (${name})`,
    ...(item ? { anchor: item.id } : {}),
  };
}
