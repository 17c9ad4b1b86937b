import type { Action } from "../../model/change.js";
import type { PlanView } from "../view/plan-view.js";
import { countOf } from "../words/count-words.js";
import { nextLine } from "./next-line.js";
import { EMPTY, html, type SafeHtml } from "./safe-markup.js";

/** Who, what, how much and when: the first thing on the page of a plan. */
export function planHead(view: PlanView): SafeHtml {
  const { environment, mode, sentence, obstacle, partial, next } = view;
  const title = mode === "destroy" ? "Destroy" : "Plan for";
  return html`<div><h1>${title} <bdi>${environment}</bdi></h1>
<p class="say">${sentence}</p>
${obstacle === undefined ? EMPTY : html`<p class="alarm" role="alert">${obstacle}</p>`}${
  partial === undefined ? EMPTY : html`<p class="alarm half">${partial}</p>`
}
${countsOf(view)}${metaOf(view)}${next ? nextLine(next) : EMPTY}</div>`;
}

const ORDER = ["create", "update", "replace", "adopt", "delete", "keep", "drift", "conflict"] as const;

const WORDS = { drift: "drifted", conflict: "in conflict" } as const;

function countsOf({ counts }: PlanView): SafeHtml {
  const shown = ORDER.filter((name) => counts[name] > 0);
  const words = (name: Action | "drift" | "conflict") =>
    name === "drift" || name === "conflict" ? WORDS[name] : `to ${name}`;
  return html`<ul class="counts">${shown.map((name) => html`<li class="${name}"><b>${counts[name]}</b><span>${words(name)}</span></li>`)}</ul>`;
}

function metaOf({ target, createdAt, state, manifest, planHash, fileHash }: PlanView): SafeHtml {
  const serial = state.lineage === null ? "none yet" : `serial ${state.serial}, lineage ${state.lineage}`;
  const facts = factList([
    ["Instance", target.instanceId],
    ["Account and region", `${target.accountId}, ${target.region}`],
    ["Planned", createdAt],
    ["State", serial],
    ["Manifest", filesWords(manifest.files)],
    ["Plan hash", planHash],
    ["File hash", fileHash],
  ]);
  return html`${facts}${fileList(manifest.files)}`;
}

/** More files than these are folded. */
const FEW_FILES = 3;

function filesWords(files: readonly string[]): string {
  return files.length > FEW_FILES ? `${files[0]} and ${countOf(files.length - 1, "other file")}` : files.join(", ");
}

function fileList(files: readonly string[]): SafeHtml {
  if (files.length <= FEW_FILES) return EMPTY;
  const names = files.map((name) => html`<li><code>${name}</code></li>`);
  return html`<details class="fold files"><summary>${countOf(files.length, "file")} of the manifest</summary><ul>${names}</ul></details>`;
}

/** Facts about a page as a whole. */
function factList(facts: readonly (readonly [string, string])[]): SafeHtml {
  return html`<dl class="meta">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd><code>${value}</code></dd></div>`)}</dl>`;
}
