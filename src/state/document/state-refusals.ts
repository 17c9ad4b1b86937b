import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault } from "../../model/fault.js";
import type { State } from "../../model/state.js";
import type { KeptState, StateMedium } from "./state-medium.js";

/** Refuses where there is no state although something shows that there was one. */
export async function assertNeverWas(medium: StateMedium): Promise<void> {
  const traces = await medium.traces();
  if (traces.length > 0) throw missing(medium.file, traces);
}

const RESCUED = /\berrored\.[^/\\]+\.state\.json$/;

/** Says that a state is gone, and what shows that it was there. */
export function missing(file: string, traces: readonly string[]): Fault {
  const [trace] = traces;
  const saved = traces.find((file) => RESCUED.test(file));
  const sign = trace === undefined ? "the work was based on one that was there" : `${trace} shows that there was one`;
  return refusal("state/missing", "The state file is missing", {
    detail: `${file} does not exist, but ${sign}. What is managed must not be taken for nothing.`,
    file,
    help: saved
      ? `look at ${saved}, which an earlier run could not write there, and move it to ${file}`
      : "take the file from version control, or look at `connectctl state history` and run `connectctl state restore SERIAL`; if it was migrated, correct `state` of the environment",
  });
}

/** Refuses to write over a state that is not the one the work was based on. */
export function assertBasis(file: string, there: State, state: State): void {
  if (there.lineage === state.lineage && there.serial === state.serial) return;
  const found = `lineage ${there.lineage}, serial ${there.serial}`;
  const expected = `lineage ${state.lineage}, serial ${state.serial}`;
  throw refusal("state/moved-on", "The state has moved on since it was read", {
    detail: `${file} has ${found}; the work was based on ${expected}. Nothing was written.`,
    file,
    help: "plan again, so that the plan is made from the state as it is now",
  });
}

/** Says that a state is sound, so that there is no reason to make it anew. */
export function stillThere(file: string): Fault {
  return refusal("state/still-there", "The state is there and sound", {
    detail: `${file} can be read, so nothing has to be made anew from the instance.`,
    file,
    help: "run `connectctl plan`; to take over what is not in the state yet, apply: it is adopted by name",
  });
}

/** Says that no copy of a state has this serial, and which ones there are. */
export function notKept(file: string, serial: number, kept: readonly KeptState[]): Fault {
  const serials = kept.map((state) => state.serial).join(", ");
  return refusal("state/no-such-serial", "No state with this serial was kept", {
    detail: `Serial ${serial} was asked for; ${serials === "" ? "none is kept" : `kept are ${serials}`}.`,
    file,
    help: "choose a serial that `connectctl state history` lists",
  });
}

/** Says that a place belongs to a state of another history. */
export function otherHistory(file: string, there: string, lineage: string): Fault {
  return refusal("state/other-lineage", "Another state is, or was, in this place", {
    detail: `${file} is of lineage ${there}; the state that was to be moved there is of lineage ${lineage}.`,
    file,
    help: "choose another place for the state",
  });
}

/** Says that a place holds what is newer, or differs. */
export function notOlder(file: string, there: State, state: State): Fault {
  return refusal("state/moved-on", "The place holds a newer state", {
    detail: `${file} has serial ${there.serial}; the state that was to be moved there has serial ${state.serial}. Nothing was written.`,
    file,
    help: "find out which of the two was applied last, and point `state` of the environment to it",
  });
}

/** Says that a write was answered well, and something else is there. */
export function notAsWritten(file: string): Fault {
  return refusal("state/not-as-written", "What was read back is not what was written", {
    detail: `${file} does not hold the state that was written there a moment ago. The old one was left as it is.`,
    file,
    help: "look at who else writes there, or choose another place",
  });
}

function refusal(code: string, summary: string, more: Partial<Diagnostic>): Fault {
  return new Fault("state", [{ severity: "error", code, summary, ...more }]);
}
