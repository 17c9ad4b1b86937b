import { type Fault, STOPPED } from "../../model/fault.js";
import { faultFor } from "./faults.js";

/** What is thrown for a request that was not sent because the command was told to stop. */
export function stoppedBefore(operation: string, cause: unknown): Fault {
  return faultFor("service", { code: STOPPED, summary: `Stopped before ${operation} was done` }, { cause });
}
