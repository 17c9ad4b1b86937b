import type { State } from "../../model/state.js";
import { parseState } from "./parse-state.js";
import type { SchemaCheck } from "./schema-check.js";
import type { StateMedium } from "./state-medium.js";

/**
 * Removes states that were saved aside and tell nothing any more: those of this lineage, at most one write ahead of the
 * state that is there, whose every resource it knows by its id. Any other stays, and so does what cannot be read or
 * removed. Gives the files that were removed.
 *
 * One write ahead is what could not be written itself: where it only updated, the repaired state may be equal to the one
 * before. Left for later, it would never go, since the next apply may delete what it names.
 */
export async function dropOutdatedRescues(
  medium: StateMedium,
  check: SchemaCheck,
  state: State,
): Promise<readonly string[]> {
  const dropped: string[] = [];
  for (const { file, text } of await medium.rescued().catch(() => [])) {
    if (!tellsNothing(text, file, check, state)) continue;
    const isGone = await medium.dropRescued(file).then(
      () => true,
      () => false,
    );
    if (isGone) dropped.push(file);
  }
  return dropped;
}

function tellsNothing(text: string, file: string, check: SchemaCheck, state: State): boolean {
  const saved = parsed(text, file, check);
  if (!saved || saved.lineage !== state.lineage || saved.serial > state.serial + 1) return false;
  const known = new Set(idsIn(state));
  return idsIn(saved).every((id) => known.has(id));
}

/** What is damaged or of a newer version is for a person to look at. */
function parsed(text: string, file: string, check: SchemaCheck): State | undefined {
  try {
    return parseState(text, file, check);
  } catch {
    return undefined;
  }
}

function idsIn({ resources }: State): readonly string[] {
  return resources.flatMap(({ kind, id, superseded = [] }) => [id, ...superseded].map((one) => `${kind} ${one}`));
}
