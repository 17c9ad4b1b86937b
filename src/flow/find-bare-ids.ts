import { isJsonArray, isJsonObject, type Json, pointerStep } from "../model/json.js";
import type { ReferenceKind, ReferencePath } from "./block-facts.js";
import { blockFacts } from "./block-types.js";
import { type Block, readBlocks } from "./blocks.js";

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
 * prompt, user, view, task template or case template; then those in the console's metadata that mirror them.
 */
export function findBareIds(content: Json): readonly BareId[] {
  return readBlocks(content).flatMap((block) => [...inParameters(block), ...inMetadata(block)]);
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
    stringsAt(value, path).flatMap(({ text, pointer }) => {
      const match = BARE.exec(text);
      if (!match?.[1]) return [];
      const qualifier = match[2] === undefined ? {} : { qualifier: match[2] };
      const place = { pointer: at.pointer + pointer, block: block.id, path: `${at.path}.${path}` };
      return [{ ...place, text, id: match[1], ...qualifier, kind }];
    }),
  );
}

/** The strings that a path leads to; `[]` is any item, `*` any member. Pointers begin at `value`. */
export function stringsAt(value: Json, path: string): readonly { readonly text: string; readonly pointer: string }[] {
  return follow(value, path.split("."), "");
}

function follow(
  value: Json | undefined,
  steps: readonly string[],
  pointer: string,
): readonly { readonly text: string; readonly pointer: string }[] {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === "string" ? [{ text: value, pointer }] : [];
  if (step === "[]") {
    if (!isJsonArray(value)) return [];
    return value.flatMap((item, index) => follow(item, rest, pointer + pointerStep(index)));
  }
  if (!isJsonObject(value)) return [];
  const keys = step === "*" ? Object.keys(value) : [step].filter((key) => Object.hasOwn(value, key));
  return keys.flatMap((key) => follow(value[key], rest, pointer + pointerStep(key)));
}
