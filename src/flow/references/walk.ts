import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  pointerStep,
  renameMembers,
  withMember,
} from "../../model/json.js";

/** Where a walk is: a chain of steps up to the root, so that a pointer is written only where somebody asks for it. */
export interface Spot {
  readonly parent: Spot | undefined;
  readonly step: string | number;
  readonly depth: number;
  /** The identifier of the block that this place belongs to, in `Actions` or in `Metadata.ActionMetadata`. */
  readonly block: string | undefined;
}

const ROOT: Spot = { parent: undefined, step: "", depth: 0, block: undefined };

/** Takes a string, its place, and whether it is an object's key (the place is then that of the member). */
export type Visit = (text: string, spot: Spot, inKey: boolean) => void;

type Rewrite = (text: string, spot: Spot, inKey: boolean) => string;
type Concerns = (text: string) => boolean;

/** The steps that lead to where a walk is, and what each leads to: spots are made of it only where somebody asks. */
interface Trail {
  readonly steps: (string | number)[];
  readonly values: Json[];
}

const everything = () => true;

/** Shows every string of a value, object keys too. Strings that do not concern the visitor cost next to nothing. */
export function visitStrings(value: Json, visit: Visit, concerns: Concerns = everything): void {
  if (typeof value !== "string") visitInside(value, { steps: [], values: [] }, visit, concerns);
  else if (concerns(value)) visit(value, ROOT, false);
}

function visitInside(value: Json, trail: Trail, visit: Visit, concerns: Concerns): void {
  if (typeof value !== "object" || value === null) return;
  if (isJsonArray(value)) {
    for (let index = 0; index < value.length; index++) visitItem(value[index] ?? null, index, trail, visit, concerns);
    return;
  }
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    if (concerns(key)) visit(key, spotAt(trail, key, item), true);
    visitItem(item, key, trail, visit, concerns);
  }
}

function visitItem(item: Json, step: string | number, trail: Trail, visit: Visit, concerns: Concerns): void {
  if (typeof item === "object" && item !== null) {
    enter(trail, step, item);
    visitInside(item, trail, visit, concerns);
    leave(trail);
  } else if (typeof item === "string" && concerns(item)) visit(item, spotAt(trail, step, item), false);
}

/**
 * Puts every string that concerns the rewriter, object keys too, through `rewrite`. What nothing changed in is given
 * back as it came, not as a copy.
 */
export function rewriteStrings(value: Json, rewrite: Rewrite, concerns: Concerns = everything): Json {
  if (typeof value !== "string") return rewriteInside(value, { steps: [], values: [] }, rewrite, concerns);
  return concerns(value) ? rewrite(value, ROOT, false) : value;
}

function rewriteInside(value: Json, trail: Trail, rewrite: Rewrite, concerns: Concerns): Json {
  if (typeof value !== "object" || value === null) return value;
  return isJsonArray(value)
    ? rewriteItems(value, trail, rewrite, concerns)
    : rewriteMembers(value, trail, rewrite, concerns);
}

function rewriteItems(value: readonly Json[], trail: Trail, rewrite: Rewrite, concerns: Concerns): Json {
  let copy: Json[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const item = value[index] ?? null;
    const next = rewriteItem(item, index, trail, rewrite, concerns);
    if (!copy && next !== item) copy = value.slice(0, index);
    copy?.push(next);
  }
  return copy ?? value;
}

function rewriteMembers(value: JsonObject, trail: Trail, rewrite: Rewrite, concerns: Concerns): Json {
  let copy: Record<string, Json> | undefined;
  let renamed: Map<string, string> | undefined;
  for (const name of Object.keys(value)) {
    const item = value[name] ?? null;
    const key = concerns(name) ? rewrite(name, spotAt(trail, name, item), true) : name;
    if (key !== name) renamed = (renamed ?? new Map()).set(name, key);
    const next = rewriteItem(item, name, trail, rewrite, concerns);
    if (next !== item) copy = withMember(copy ?? { ...value }, name, next);
  }
  return renamed ? renameMembers(copy ?? value, renamed) : (copy ?? value);
}

function rewriteItem(item: Json, step: string | number, trail: Trail, rewrite: Rewrite, concerns: Concerns): Json {
  if (typeof item === "string") return concerns(item) ? rewrite(item, spotAt(trail, step, item), false) : item;
  if (typeof item !== "object" || item === null) return item;
  enter(trail, step, item);
  const next = rewriteInside(item, trail, rewrite, concerns);
  leave(trail);
  return next;
}

function enter({ steps, values }: Trail, step: string | number, value: Json): void {
  steps.push(step);
  values.push(value);
}

function leave({ steps, values }: Trail): void {
  steps.pop();
  values.pop();
}

function spotAt({ steps, values }: Trail, step: string | number, value: Json): Spot {
  const parent = steps.reduce<Spot>((spot, at, index) => below(spot, at, values[index] ?? null), ROOT);
  return below(parent, step, value);
}

function below(parent: Spot, step: string | number, value: Json): Spot {
  return { parent, step, depth: parent.depth + 1, block: parent.block ?? blockAt(parent, step, value) };
}

function blockAt(parent: Spot, step: string | number, value: Json): string | undefined {
  if (parent.depth === 1 && parent.step === "Actions" && isJsonObject(value)) {
    return typeof value.Identifier === "string" ? value.Identifier : undefined;
  }
  const inMetadata = parent.depth === 2 && parent.step === "ActionMetadata" && parent.parent?.step === "Metadata";
  return inMetadata ? String(step) : undefined;
}

/** The JSON pointer (RFC 6901) of a place. */
export function pointerOf(spot: Spot): string {
  let pointer = "";
  for (let at: Spot | undefined = spot; at?.parent; at = at.parent) pointer = pointerStep(at.step) + pointer;
  return pointer;
}

/**
 * The steps to a place with dots between them, array steps as `[]`: within a block from the block on
 * (`Parameters.QueueId`, `Metadata.queue.id` for what stands in its metadata), elsewhere from the root.
 */
export function pathOf(spot: Spot): string {
  const steps: string[] = [];
  for (let at: Spot | undefined = spot; at?.parent; at = at.parent) {
    steps.unshift(typeof at.step === "number" ? "[]" : at.step);
  }
  if (spot.block === undefined) return steps.join(".");
  return (steps[0] === "Actions" ? steps.slice(2) : ["Metadata", ...steps.slice(3)]).join(".");
}

/** Pointer and block of a place, the block only where there is one. */
export function placeOf(spot: Spot): { readonly pointer: string; readonly block?: string } {
  const pointer = pointerOf(spot);
  return spot.block === undefined ? { pointer } : { pointer, block: spot.block };
}
