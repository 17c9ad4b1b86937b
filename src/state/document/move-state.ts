import type { State } from "../../model/state.js";
import { parseState } from "./parse-state.js";
import type { SchemaCheck } from "./schema-check.js";
import type { StateMedium } from "./state-medium.js";
import { assertBasis, missing, notAsWritten, notOlder, otherHistory } from "./state-refusals.js";
import { stateText } from "./state-text.js";

/** Writes a state that comes from another place, byte for byte, and reads it back. */
export async function moveIn(medium: StateMedium, check: SchemaCheck, state: State): Promise<void> {
  const there = await read(medium, check);
  const text = stateText(state);
  if (there === undefined) await assertSameHistory(medium, check, state);
  else if (there.lineage !== state.lineage) throw otherHistory(medium.file, there.lineage, state.lineage);
  else if (stateText(there) === text) return;
  else if (there.serial >= state.serial) throw notOlder(medium.file, there, state);
  await medium.keep(there?.serial);
  await medium.write(text);
  if ((await medium.read()) !== text) throw notAsWritten(medium.file);
}

/** Removes a state that is safe elsewhere. A copy stays, which keeps the place from being taken for a new one. */
export async function moveOut(medium: StateMedium, check: SchemaCheck, state: State): Promise<void> {
  const there = await read(medium, check);
  if (there === undefined) throw missing(medium.file, []);
  assertBasis(medium.file, there, state);
  await medium.keep(there.serial);
  await medium.retire();
}

/** A state may come back to where it was, but not to where another one was. */
async function assertSameHistory(medium: StateMedium, check: SchemaCheck, state: State): Promise<void> {
  const [newest] = await medium.kept();
  const text = newest && (await medium.readKept(newest.serial));
  if (newest === undefined || text === undefined) return;
  const kept = parseState(text, newest.file, check);
  if (kept.lineage !== state.lineage) throw otherHistory(newest.file, kept.lineage, state.lineage);
}

async function read(medium: StateMedium, check: SchemaCheck): Promise<State | undefined> {
  const text = await medium.read();
  return text === undefined ? undefined : parseState(text, medium.file, check);
}
