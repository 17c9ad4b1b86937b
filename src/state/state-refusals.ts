import type { Diagnostic } from "../model/diagnostic.js";
import { Fault } from "../model/fault.js";
import type { State } from "../model/state.js";
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
      : "take the file from version control, or look at `connectctl state history` and run `connectctl state restore SERIAL`",
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

/** Says that no copy of a state has this serial, and which ones there are. */
export function notKept(file: string, serial: number, kept: readonly KeptState[]): Fault {
  const serials = kept.map((state) => state.serial).join(", ");
  return refusal("state/no-such-serial", "No state with this serial was kept", {
    detail: `Serial ${serial} was asked for; ${serials === "" ? "none is kept" : `kept are ${serials}`}.`,
    file,
    help: "choose a serial that `connectctl state history` lists",
  });
}

function refusal(code: string, summary: string, more: Partial<Diagnostic>): Fault {
  return new Fault("state", [{ severity: "error", code, summary, ...more }]);
}
