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

/** Shows every string of a value, object keys too (then `inKey` is true and the spot is that of the member). */
export function visitStrings(value: Json, visit: (text: string, spot: Spot, inKey: boolean) => void): void {
  visitAt(value, ROOT, visit);
}

function visitAt(value: Json, spot: Spot, visit: (text: string, spot: Spot, inKey: boolean) => void): void {
  if (typeof value === "string") visit(value, spot, false);
  if (typeof value !== "object" || value === null) return;
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) visitAt(item, below(spot, index, item), visit);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const member = below(spot, key, item);
    visit(key, member, true);
    visitAt(item, member, visit);
  }
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
