import { instanceIdOf, kindOfArn } from "../../model/arn.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject, pointerStep } from "../../model/json.js";
import type { ReferenceKind, ReferencePath } from "../blocks/block-facts.js";
import { blockFacts } from "../blocks/block-types.js";
import { type Block, readBlocks } from "../blocks/blocks.js";
import { findArns } from "./find-arns.js";
import { mayHoldArns } from "./survey.js";
import { pathOf, placeOf, type Spot, visitStrings } from "./walk.js";

/** An id without an ARN around it, in a place that says what kind of thing it names. */
export interface BareId {
  readonly pointer: string;
  readonly block: string;
  /** Readable steps from the block on: `Parameters.QueueId`. */
  readonly path: string;
  /** The whole string: the id and, behind a colon, its qualifier. */
  readonly text: string;
  readonly id: string;
  readonly qualifier?: string;
  readonly kind: ReferenceKind;
  /** True where it is the key of the member that `pointer` names. */
  readonly inKey?: true;
}

const BARE = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?::(.+))?$/i;

/** Where the console repeats the id of a parameter. */
const MIRRORS: readonly ReferencePath[] = [
  { path: "Hours.id", kind: "hours" },
  { path: "ContactFlow.id", kind: "flow" },
  { path: "contactFlow.id", kind: "flow" },
  { path: "audio.[].id", kind: "prompt" },
  { path: "audio.[].prompt.id", kind: "prompt" },
];

/**
 * Lists bare UUIDs, with a qualifier or not, that stand where the Flow language has a queue, hours, flow, module,
 * prompt, user, view, task template, data table or a part of Cases; then those in the console's metadata that mirror
 * them; at the end those in free places (an attribute, its key, an operand) that repeat the id of something that the
 * content names elsewhere.
 */
export function findBareIds(content: Json): readonly BareId[] {
  const placed = readBlocks(content).flatMap((block) => [...inParameters(block), ...inMetadata(block)]);
  if (placed.length === 0 && !mayHoldArns(content)) return placed;
  return [...placed, ...repeated(content, placed)];
}

function inParameters(block: Block): readonly BareId[] {
  const paths = blockFacts(block.type)?.references ?? [];
  return bareIdsAt(block, block.parameters, paths, {
    pointer: `/Actions/${block.index}/Parameters`,
    path: "Parameters",
  });
}

function inMetadata(block: Block): readonly BareId[] {
  const queue = { path: "queue.id", kind: Object.hasOwn(block.parameters, "AgentId") ? "user" : "queue" } as const;
  const pointer = `/Metadata/ActionMetadata${pointerStep(block.id)}`;
  return bareIdsAt(block, block.metadata, [queue, ...MIRRORS], { pointer, path: "Metadata" });
}

function bareIdsAt(
  block: Block,
  value: Json,
  paths: readonly ReferencePath[],
  at: { readonly pointer: string; readonly path: string },
): readonly BareId[] {
  return paths.flatMap(({ path, kind }) =>
    stringsAt(value, path).flatMap(({ text, pointer, inKey }) => {
      const match = BARE.exec(text);
      if (!match?.[1]) return [];
      const qualifier = match[2] === undefined ? {} : { qualifier: match[2] };
      const place = { pointer: at.pointer + pointer, block: block.id, path: `${at.path}.${path}` };
      return [{ ...place, text, id: match[1], ...qualifier, kind, ...(inKey ? { inKey } : {}) }];
    }),
  );
}

/** A free place does not say what kind of thing it names, but a UUID is that of one thing alone. */
function repeated(content: Json, placed: readonly BareId[]): readonly BareId[] {
  const kinds = kindsById(content, placed);
  if (kinds.size === 0) return [];
  const taken = new Set(placed.map(placeOfId));
  const found: BareId[] = [];
  const visit = (text: string, spot: Spot, inKey: boolean) => {
    const [, id, qualifier] = BARE.exec(text) ?? [];
    const kind = id === undefined ? undefined : kinds.get(id);
    const { pointer, block } = kind ? placeOf(spot) : { pointer: "" };
    const key = inKey ? { inKey: true as const } : {};
    if (id === undefined || !kind || block === undefined || !FREE.test(pointer)) return;
    if (taken.has(placeOfId({ pointer, ...key }))) return;
    const more = qualifier === undefined ? {} : { qualifier };
    found.push({ pointer, block, path: pathOf(spot), text, id, ...more, kind, ...key });
  };
  visitStrings(content, visit, mayBeId);
  return found;
}

const mayBeId = (text: string) => text.length >= 36;

/** Tells the place of a key from that of its value. */
export function placeOfId({ pointer, inKey }: Pick<BareId, "pointer" | "inKey">): string {
  return inKey ? `key ${pointer}` : pointer;
}

/** Tells by its pointer where a value of the author stands, and not one of the designer. */
export const FREE = /^\/Actions\/\d+\/(?:Parameters\/|Transitions\/Conditions\/\d+\/Condition\/Operands\/)/;

/** What a content names by ARN in an instance or by id; of an id that means two kinds nothing is known. */
function kindsById(content: Json, placed: readonly BareId[]): ReadonlyMap<string, ReferenceKind> {
  const byArn = findArns(content).flatMap(({ arn }) => (instanceIdOf(arn) === undefined ? [] : (kindOfArn(arn) ?? [])));
  const kinds = new Map<string, ReferenceKind>();
  const unclear = new Set<string>();
  for (const { kind, id } of [...placed, ...byArn]) {
    if ((kinds.get(id) ?? kind) !== kind) unclear.add(id);
    kinds.set(id, kind);
  }
  for (const id of unclear) kinds.delete(id);
  return kinds;
}

/** A string at the end of a path, and where it stands. */
interface TextAt {
  readonly text: string;
  readonly pointer: string;
  readonly inKey?: true;
}

/** The strings that a path leads to; `[]` is any item, `*` any member, `@` any key. Pointers begin at `value`. */
export function stringsAt(value: Json, path: string): readonly TextAt[] {
  return follow(value, path.split("."), "");
}

function follow(value: Json | undefined, steps: readonly string[], pointer: string): readonly TextAt[] {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === "string" ? [{ text: value, pointer }] : [];
  if (step === "[]") {
    if (!isJsonArray(value)) return [];
    return value.flatMap((item, index) => follow(item, rest, pointer + pointerStep(index)));
  }
  if (!isJsonObject(value)) return [];
  if (step === "@") return keysOf(value, pointer);
  const keys = step === "*" ? Object.keys(value) : [step].filter((key) => Object.hasOwn(value, key));
  return keys.flatMap((key) => follow(value[key], rest, pointer + pointerStep(key)));
}

function keysOf(value: JsonObject, pointer: string): readonly TextAt[] {
  return Object.keys(value).map((text) => ({ text, pointer: pointer + pointerStep(text), inKey: true }));
}
