import { UnwrittenState } from "../../state/index.js";
import type { Context } from "../line/command.js";

/** A state that could be written nowhere, not even aside, goes to stdout: whoever reads that can still keep it. */
export function sayLastResort(error: unknown, { out }: Pick<Context, "out">): void {
  if (!(error instanceof UnwrittenState) || error.savedTo !== undefined) return;
  if (out.json) out.event({ type: "unwritten_state", state: JSON.parse(error.lastResort) });
  else out.raw(error.lastResort);
}
