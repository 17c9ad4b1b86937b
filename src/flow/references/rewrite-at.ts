import { isJsonArray, type Json, type JsonObject, renameMembers, withMember } from "../../model/json.js";
import type { Spot } from "./walk.js";

/** A string that is to be rewritten: a value, or the key of a member. */
export interface Marked {
  readonly spot: Spot;
  readonly inKey: boolean;
}

/** What is to be rewritten below a place, by step; a place may itself be one, and its key another. */
interface Way {
  readonly below: Map<string | number, Way>;
  value?: Spot;
  key?: Spot;
}

/**
 * Puts the marked strings of a value through `rewrite`, and looks at no other: the walk that marked them is not walked
 * again. What nothing changed in is given back as it came, not as a copy.
 */
export function rewriteAt(value: Json, marked: readonly Marked[], rewrite: (text: string, spot: Spot) => string): Json {
  const root: Way = { below: new Map() };
  for (const { spot, inKey } of marked) wayTo(root, spot)[inKey ? "key" : "value"] = spot;
  return rewriteBelow(value, root, rewrite);
}

function wayTo(root: Way, spot: Spot): Way {
  if (!spot.parent) return root;
  const { below } = wayTo(root, spot.parent);
  const known = below.get(spot.step);
  if (known) return known;
  const way: Way = { below: new Map() };
  below.set(spot.step, way);
  return way;
}

function rewriteBelow(value: Json, way: Way, rewrite: (text: string, spot: Spot) => string): Json {
  if (typeof value === "string") return way.value ? rewrite(value, way.value) : value;
  if (typeof value !== "object" || value === null) return value;
  return isJsonArray(value) ? rewriteItems(value, way, rewrite) : rewriteMembers(value, way, rewrite);
}

function rewriteItems(value: readonly Json[], way: Way, rewrite: (text: string, spot: Spot) => string): Json {
  let copy: Json[] | undefined;
  for (const [step, next] of way.below) {
    const item = value[Number(step)] ?? null;
    const made = rewriteBelow(item, next, rewrite);
    if (made === item) continue;
    copy ??= [...value];
    copy[Number(step)] = made;
  }
  return copy ?? value;
}

function rewriteMembers(value: JsonObject, way: Way, rewrite: (text: string, spot: Spot) => string): Json {
  let copy: Record<string, Json> | undefined;
  let renamed: Map<string, string> | undefined;
  for (const [step, next] of way.below) {
    const name = String(step);
    const key = next.key ? rewrite(name, next.key) : name;
    if (key !== name) renamed = (renamed ?? new Map()).set(name, key);
    const item = value[name] ?? null;
    const made = rewriteBelow(item, next, rewrite);
    if (made !== item) copy = withMember(copy ?? { ...value }, name, made);
  }
  return renamed ? renameMembers(copy ?? value, renamed) : (copy ?? value);
}
