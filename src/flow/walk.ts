import { isJsonArray, isJsonObject, type Json, pointerStep } from "../model/json.js";

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

/** Shows every string of a value, object keys too. Strings that do not concern the visitor cost next to nothing. */
export function visitStrings(value: Json, visit: Visit, concerns: (text: string) => boolean = () => true): void {
  if (typeof value === "string" && concerns(value)) visit(value, ROOT, false);
  else visitInside(value, ROOT, visit, concerns);
}

function visitInside(value: Json, spot: Spot, visit: Visit, concerns: (text: string) => boolean): void {
  if (typeof value !== "object" || value === null) return;
  if (isJsonArray(value)) {
    for (let index = 0; index < value.length; index++) visitItem(value[index] ?? null, spot, index, visit, concerns);
    return;
  }
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    if (concerns(key)) visit(key, below(spot, key, item), true);
    visitItem(item, spot, key, visit, concerns);
  }
}

function visitItem(
  item: Json,
  parent: Spot,
  step: string | number,
  visit: Visit,
  concerns: (text: string) => boolean,
): void {
  if (typeof item === "object" && item !== null) visitInside(item, below(parent, step, item), visit, concerns);
  else if (typeof item === "string" && concerns(item)) visit(item, below(parent, step, item), false);
}

/** Builds the value anew with every string, object keys too, put through `rewrite`. */
export function rewriteStrings(value: Json, rewrite: (text: string, spot: Spot, inKey: boolean) => string): Json {
  return rewriteAt(value, ROOT, rewrite);
}

function rewriteAt(value: Json, spot: Spot, rewrite: (text: string, spot: Spot, inKey: boolean) => string): Json {
  if (typeof value === "string") return rewrite(value, spot, false);
  if (typeof value !== "object" || value === null) return value;
  if (isJsonArray(value)) return value.map((item, index) => rewriteAt(item, below(spot, index, item), rewrite));
  const entries = Object.entries(value).map(([key, item]) => {
    const member = below(spot, key, item);
    return [rewrite(key, member, true), rewriteAt(item, member, rewrite)] as const;
  });
  return Object.fromEntries(entries);
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
