import { blockGraph, unreachableBlocks } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Change } from "../../model/change.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { listOf } from "../words/count-words.js";
import { blockTitles } from "./block-title.js";
import { unreadyTargets } from "./unready-targets.js";

/** What a plan tells of a change besides the change itself. */
export interface Surroundings {
  readonly diagnostics: readonly Diagnostic[];
  /** Changes that only wait until this one exists, because it waits for them in turn. */
  readonly waiting: readonly Address[];
  /** All changes of the plan by address. */
  readonly changes: ReadonlyMap<Address, Change>;
}

/** What a reviewer must know of a change as a whole: what disappears, gets a new ARN, or must not happen. */
export function changeAttention(change: Change, around: Surroundings): readonly string[] {
  const { action, address } = change;
  const { diagnostics, waiting, changes } = around;
  return [
    ...diagnostics.filter((one) => one.address === address && one.code.endsWith("/protected")).map(protectedWords),
    ...(action === "delete" ? [deletedWords(change)] : []),
    ...(action === "replace" ? [REPLACED] : []),
    ...(change.reason === "gone-live" && action === "create"
      ? ["gets a new ARN: the one that was recorded is gone from the instance"]
      : []),
    ...(change.reason === "conflict" && action !== "keep" ? ["overwrites what was changed in the instance"] : []),
    ...(change.reason === "drifted" && action !== "keep" ? ["takes back what was changed in the instance"] : []),
    ...(change.placeholder === null ? [] : [circleWords(change, waiting)]),
    ...unreadyTargets(change, changes),
    ...danglingLinks(change),
    ...cutOff(change),
  ];
}

const REPLACED = "gets a new ARN; what points to the old one from outside this manifest must be moved by hand";

/** Where all goes, nothing managed is left that could point to it. */
function deletedWords({ name, reason }: Change): string {
  const words = `"${name}" is deleted from the instance`;
  return reason === "destroy" ? words : `${words}; what still points to it stops working`;
}

function protectedWords({ summary }: Diagnostic): string {
  return `protected: ${summary}`;
}

/** `waiting` are those that only wait until it exists, because it waits for them in turn. */
function circleWords({ action, address, circular }: Change, waiting: readonly Address[]): string {
  const others = [...new Set([...circular, ...waiting])].filter((other) => other !== address).sort();
  const circle = others.length > 0 ? `it and ${listOf(others)} refer to each other` : "it refers to itself";
  if (action === "delete") return `its links are cut before the delete, because ${circle}`;
  return `created first as a placeholder and filled in later, because ${circle}`;
}

/** Links that stay as they are while the block they lead to goes. */
function danglingLinks({ before, after }: Change): readonly string[] {
  const contents = [after?.["content"], before?.["content"]];
  if (contents.includes(undefined)) return [];
  const [now, was] = contents.map((content) => blockGraph(content ?? null));
  const gone = new Set(was?.blocks.map(({ id }) => id));
  for (const { id } of now?.blocks ?? []) gone.delete(id);
  const titles = blockTitles(contents);
  const lost = (now?.links ?? []).filter(({ to }) => gone.has(to));
  const words = lost.map(
    ({ from, to }) => `"${titles(from).name}" still leads to "${titles(to).name}", which is removed`,
  );
  return [...new Set(words)];
}

/** Blocks that contacts cannot come to any more, or never could though they are new. */
function cutOff({ before, after }: Change): readonly string[] {
  const [now, was] = [after?.["content"], before?.["content"]];
  if (now === undefined || was === undefined) return [];
  const cut = unreachableBlocks(now);
  const known = new Set(cut.length === 0 ? [] : unreachableBlocks(was));
  const lost = cut.filter((id) => !known.has(id));
  const titles = blockTitles([now, was]);
  return lost.map((id) => `no way leads to "${titles(id).name}" from the start`);
}
