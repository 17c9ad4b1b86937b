import type { FieldChange } from "../../model/change.js";
import { isJsonObject, type Json } from "../../model/json.js";
import type { Body } from "../../model/resource.js";
import { contentWords } from "../words/content-words.js";
import { type BlockTitles, blockTitles, titleOf } from "./block-title.js";
import { type Step, stepOf } from "./field-path.js";
import type { BlockView, LineView, SectionView } from "./plan-view.js";
import { NOTHING, otherValue } from "./shown-value.js";
import { viewLines } from "./view-lines.js";
import { isLinkStep, viewLinks } from "./view-links.js";

/** What differs, with the bodies that blocks get their names from. */
interface Differing {
  readonly fields: readonly FieldChange[];
  readonly before: Body | null;
  readonly after: Body | null;
}

/** Groups field changes: first those of the resource itself, then block by block in the order of the fields. */
export function viewSections({ fields, before, after }: Differing): readonly SectionView[] {
  const steps = fields.filter(({ path }) => path !== "layout").map(stepOf);
  const titles = blockTitles([after?.["content"], before?.["content"]]);
  const own = steps.filter(({ block }) => block === undefined).flatMap((step) => ownLines(step, titles));
  const sections: SectionView[] = own.length > 0 ? [{ type: "changed", lines: own, links: [] }] : [];
  const around = { named: nameWith(titles, steps), gone: goneIn(steps) };
  for (const [id, ofBlock] of grouped(steps)) sections.push(blockSection(id, ofBlock, around));
  return sections;
}

/** `12 positions moved`, where anything moved; what else the console keeps beside a flow is told where nothing else is. */
export function layoutWords(fields: readonly FieldChange[]): string | undefined {
  const field = fields.find(({ path }) => path === "layout");
  if (!field) return undefined;
  const count = countIn(field.after) ?? countIn(field.before);
  if (count === 0) return fields.length === 1 ? "what the console shows beside blocks differs" : undefined;
  return count === undefined ? "positions moved" : `${count} ${count === 1 ? "position" : "positions"} moved`;
}

function countIn(value: Json): number | undefined {
  if (typeof value === "number") return value;
  const counts = isJsonObject(value) ? Object.values(value) : [];
  return counts.find((count) => typeof count === "number");
}

function ownLines(step: Step, titles: BlockTitles): readonly LineView[] {
  const path = step.steps.join("/");
  if (path === "content/StartAction") return [entryLine(step, titles)];
  if (path !== "content") return viewLines(step);
  return [{ path, before: contentWords(step.before), after: contentWords(step.after), spoken: false }];
}

function entryLine({ before, after }: Step, titles: BlockTitles): LineView {
  const shown = (id: Json) => (typeof id === "string" ? otherValue(`"${titles(id).name}"`) : NOTHING);
  return {
    path: "entry point",
    before: shown(before),
    after: shown(after),
    spoken: false,
    attention: "contacts enter at another block",
  };
}

function grouped(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    if (step.block === undefined) continue;
    groups.set(step.block, [...(groups.get(step.block) ?? []), step]);
  }
  return groups;
}

/** What all blocks of a content are called, and which of them go. */
interface Around {
  readonly named: BlockTitles;
  readonly gone: (id: string) => boolean;
}

function blockSection(id: string, steps: readonly Step[], { named, gone }: Around): SectionView {
  const whole = steps.find((step) => step.steps.length === 0);
  const parts = whole ? partsOf(whole) : steps;
  return {
    block: named(id),
    type: whole?.before === null ? "added" : whole?.after === null ? "removed" : "changed",
    lines: parts.filter((step) => !isLinkStep(step) && step.steps[0] !== (whole ? "Type" : "")).flatMap(viewLines),
    links: parts.filter(isLinkStep).flatMap((step) => viewLinks(id, step, named, gone)),
  };
}

/** Names blocks by what the fields say of them where the bodies are not there to ask. */
function nameWith(titles: BlockTitles, all: readonly Step[]): BlockTitles {
  const wholes = new Map(all.flatMap((step) => (step.steps.length === 0 ? [[step.block, step] as const] : [])));
  return (id): BlockView => {
    const title = titles(id);
    const whole = wholes.get(id);
    const value = whole?.after ?? whole?.before;
    const type = isJsonObject(value) ? value["Type"] : undefined;
    return title.label === undefined && typeof type === "string" ? titleOf(id, type, title.name) : title;
  };
}

function goneIn(all: readonly Step[]): (id: string) => boolean {
  const gone = new Set(
    all.filter(({ steps, after }) => steps.length === 0 && after === null).map(({ block }) => block),
  );
  return (id) => gone.has(id);
}

/** A block that comes or goes whole, as steps into it. */
function partsOf({ before, after, block }: Step): readonly Step[] {
  const [left, right] = [isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {}];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((key) => key !== "Identifier");
  return keys.map((key) => ({
    steps: [key],
    ...(block === undefined ? {} : { block }),
    before: left[key] ?? null,
    after: right[key] ?? null,
  }));
}
