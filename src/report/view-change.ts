import type { Address } from "../model/address.js";
import { ACTION_WORDS, type Change, REASON_WORDS } from "../model/change.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { Json } from "../model/json.js";
import { KINDS } from "../model/kind.js";
import { changeAttention } from "./change-attention.js";
import { contentWords } from "./content-words.js";
import { countOf } from "./count-words.js";
import type { ChangeView, LineView, SectionView } from "./plan-view.js";
import { NOTHING, shownValue } from "./shown-value.js";
import { layoutWords, viewSections } from "./view-sections.js";

/**
 * Puts one change into words. Diagnostics of its address tell whether it is protected; `circle` are the changes that
 * only wait for it to exist.
 */
export function viewChange(
  change: Change,
  diagnostics: readonly Diagnostic[],
  circle: readonly Address[] = [],
): ChangeView {
  const words = ACTION_WORDS[change.action];
  return {
    address: change.address,
    kind: KINDS[change.kind].label,
    name: change.name,
    action: change.action,
    symbol: words.symbol,
    past: words.past,
    why: whyOf(change),
    risk: change.risk,
    file: change.file,
    dependsOn: change.dependsOn,
    circular: change.circular,
    layoutOnly: change.layoutOnly,
    attention: changeAttention(change, diagnostics, circle),
    notes: notesOf(change),
    sections:
      change.action === "create" ? createdSections(change) : change.action === "delete" ? [] : viewSections(change),
  };
}

function whyOf({ action, reason, fields }: Change): string {
  const folded = fields.filter(({ path }) => path !== "layout").length;
  if (action === "update" && reason === "edited" && folded > 0) {
    return `${countOf(folded, "field")} ${folded === 1 ? "differs" : "differ"}`;
  }
  return REASON_WORDS[reason];
}

function notesOf(change: Change): readonly string[] {
  const layout = change.action === "create" || change.action === "delete" ? undefined : layoutWords(change.fields);
  const old = change.superseded.length;
  return [
    ...(change.movedFrom === null ? [] : [`was ${change.movedFrom} in the state`]),
    ...(change.action === "adopt" ? [adoptWords(change)] : []),
    ...(layout === undefined ? [] : [`layout: ${layout}, which callers do not notice`]),
    ...(old > 0 && change.action !== "delete" ? [`${countOf(old, "resource")} it replaced earlier: deleted last`] : []),
    ...(change.action === "delete" && old > 0 ? [`with ${countOf(old, "resource")} it replaced earlier`] : []),
  ];
}

function adoptWords({ name, fields }: Change): string {
  const differing = fields.filter(({ path }) => path !== "layout").length;
  if (fields.length === 0) return `takes over "${name}" as it is: nothing is written`;
  return `takes over "${name}" and writes ${differing > 0 ? countOf(differing, "field") : "its layout"}`;
}

/** What is created, folded: one line a field of the body, and one for the content. */
function createdSections({ after }: Change): readonly SectionView[] {
  const lines = Object.entries(after ?? {}).map(([path, value]): LineView => createdLine(path, value));
  return lines.length === 0 ? [] : [{ type: "added", lines, links: [] }];
}

function createdLine(path: string, value: Json): LineView {
  const after = path === "content" ? contentWords(value) : shownValue(value);
  return { path, before: NOTHING, after, spoken: path === "description" };
}

/** Everything in a change that a reviewer should not miss, as whole phrases. */
export function allAttention(change: ChangeView): readonly string[] {
  const ofSections = change.sections.flatMap((section) => {
    const where = section.block ? `"${section.block.name}": ` : "";
    const lines = section.lines.flatMap(({ attention, path, before, after }) =>
      attention === undefined ? [] : [`${where}${attention} (${path}: ${before.text} → ${after.text})`],
    );
    const links = section.links.flatMap(({ attention, from, on, to, was }) => {
      if (attention === undefined) return [];
      return [`${attention}; "${from}" —${on}→ led there${was === undefined ? "" : `, now to "${to}"`}`];
    });
    return [...lines, ...links];
  });
  return [...change.attention, ...ofSections];
}
