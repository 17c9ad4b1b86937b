import { ACTION_WORDS, type Change, REASON_WORDS } from "../../model/change.js";
import type { Json } from "../../model/json.js";
import { KINDS } from "../../model/kind.js";
import { contentWords } from "../words/content-words.js";
import { countOf } from "../words/count-words.js";
import { changeAttention, type Surroundings } from "./change-attention.js";
import type { ChangeView, LineView, SectionView } from "./plan-view.js";
import { NOTHING, otherValue, shownValue } from "./shown-value.js";
import { layoutWords, viewSections } from "./view-sections.js";

/** Puts one change into words. */
export function viewChange(change: Change, around: Surroundings): ChangeView {
  const words = ACTION_WORDS[change.action];
  return {
    address: change.address,
    kind: KINDS[change.kind].label,
    name: change.name,
    action: change.action,
    verb: verbOf(change),
    symbol: words.symbol,
    past: words.past,
    why: whyOf(change),
    risk: change.risk,
    file: change.file,
    dependsOn: change.dependsOn,
    circular: change.circular,
    layoutOnly: change.layoutOnly,
    attention: changeAttention(change, around),
    notes: notesOf(change),
    sections: sectionsOf(change),
  };
}

/** What happens, in the words of who reads: a record that is moved or forgotten is kept in the instance alone. */
function verbOf({ action, reason }: Change): string {
  if (action !== "keep") return action;
  return reason === "removed" ? "forget" : reason === "moved" ? "move" : action;
}

function sectionsOf(change: Change): readonly SectionView[] {
  if (change.action === "create") return createdSections(change);
  if (change.action === "delete") return [];
  return change.reason === "dependency" ? viewSections(change).map(followed) : viewSections(change);
}

/** What only follows a resource that gets another id: the address is the same, and nobody chose another. */
function followed(section: SectionView): SectionView {
  return { ...section, lines: section.lines.map(followedLine) };
}

function followedLine(line: LineView): LineView {
  const { attention: _, after, ...rest } = line;
  if (after.type !== "reference") return line;
  const words = (text: string) => otherValue(`${text}${after.text}`);
  return { ...rest, before: words("the former "), after: words("the new ") };
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
