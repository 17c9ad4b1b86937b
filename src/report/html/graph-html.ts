import type { Sha256 } from "../../model/fingerprint.js";
import { waveGraphOf } from "../picture/graph-waves.js";
import type { ReferenceGraph } from "../picture/render-graph.js";
import { countOf } from "../words/count-words.js";
import { renderPage } from "./page.js";
import { html, type SafeHtml } from "./safe-markup.js";
import { waveFigure } from "./waves-section.js";

/** Writes what refers to what as one HTML page: a picture, and the same as a table. */
export function renderGraphHtml(graph: ReferenceGraph, sha256: Sha256): string {
  const words = `${countOf(graph.nodes.length, "address", "addresses")}, ${countOf(graph.edges.length, "reference")}`;
  const circles = graph.nodes.filter(({ circle }) => circle).length;
  const ringed = circles > 0 ? `; ${circles} in circles, with a ring` : "";
  return renderPage(
    {
      title: "What refers to what",
      aside: html`<div><h1>What refers to what</h1><p class="say">${words}${ringed}.</p></div>`,
      main: html`<section aria-label="Picture">${waveFigure(waveGraphOf(graph, nodeAnchors(graph)), "What is referred to stands left of what refers to it", true)}</section>${tableOf(graph)}`,
      skip: { id: "all", words: "Skip to the table" },
      foot: html`Made by connectctl. It needs no network and no script.`,
    },
    sha256,
  );
}

function nodeAnchors({ nodes }: ReferenceGraph): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ address }, index) => [address, `n${index + 1}`]));
}

function tableOf(graph: ReferenceGraph): SafeHtml {
  const anchors = nodeAnchors(graph);
  const to = new Map<string, string[]>();
  const from = new Map<string, string[]>();
  for (const edge of graph.edges) {
    to.set(edge.from, [...(to.get(edge.from) ?? []), edge.to]);
    from.set(edge.to, [...(from.get(edge.to) ?? []), edge.from]);
  }
  const linked = (addresses: readonly string[] = []) =>
    html`${addresses.map((address) => html`<a href="#${anchors.get(address) ?? "all"}">${address}</a> `)}`;
  const rows = graph.nodes.map(
    ({ address, kind, name, circle }) =>
      html`<tr id="${anchors.get(address) ?? ""}"><td><b>${address}</b>${circle ? " ↻" : ""}</td><td>${kind}</td><td><bdi>${name}</bdi></td><td>${linked(to.get(address))}</td><td>${linked(from.get(address))}</td></tr>`,
  );
  return html`<section aria-labelledby="all"><h2 id="all">All addresses</h2><table><thead><tr><th scope="col">Address</th><th scope="col">Kind</th><th scope="col">Name</th><th scope="col">Refers to</th><th scope="col">Referred to by</th></tr></thead><tbody>${rows}</tbody></table></section>\n`;
}
