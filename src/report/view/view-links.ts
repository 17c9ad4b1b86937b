import { isJsonObject, type Json } from "../../model/json.js";
import { conditionWords, errorWords } from "../words/link-words.js";
import type { BlockTitles } from "./block-title.js";
import type { Step } from "./field-path.js";
import type { LinkView } from "./plan-view.js";

/** One link: what makes a contact take it, where it led and where it leads. */
interface LinkChange {
  readonly on: string;
  readonly was: string | undefined;
  readonly to: string | undefined;
}

/** Whether a step goes into the links of a block. */
export function isLinkStep({ steps }: Step): boolean {
  return steps[0] === "Transitions";
}

/** The links of block `from` that appear, move or vanish; `isGone` tells the blocks that this change removes. */
export function viewLinks(
  from: string,
  step: Step,
  titles: BlockTitles,
  isGone: (id: string) => boolean,
): readonly LinkView[] {
  return linkChanges(step.steps.slice(1), step.before, step.after).map(({ on, was, to }) => {
    const names = { from: titles(from).name, on };
    const lost = was !== undefined && isGone(was) && !isGone(from);
    const attention = lost ? { attention: `"${titles(was).name}" is removed` } : {};
    if (to === undefined) return { type: "vanishes", ...names, to: titles(was ?? "").name, ...attention };
    if (was === undefined) return { type: "appears", ...names, to: titles(to).name };
    return { type: "moves", ...names, to: titles(to).name, was: titles(was).name, ...attention };
  });
}

function linkChanges(steps: readonly string[], before: Json, after: Json): readonly LinkChange[] {
  if (isJsonObject(before) || isJsonObject(after)) return inner(steps, before, after);
  const [was, to] = [targetOf(before), targetOf(after)];
  return was === to ? [] : [{ on: wordsOf(steps), was, to }];
}

function inner(steps: readonly string[], before: Json, after: Json): readonly LinkChange[] {
  const [left, right] = [isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {}];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => linkChanges([...steps, key], left[key] ?? null, right[key] ?? null));
}

function targetOf(value: Json): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function wordsOf([group = "", key]: readonly string[]): string {
  if (group === "NextAction") return "next";
  if (key === undefined) return group;
  return group === "Errors" ? errorWords(key) : group === "Conditions" ? conditionWords(key) : key;
}
