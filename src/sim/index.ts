/**
 * The simulator: an embedded Amazon Connect (and the reading half of Lex Models V2) that is met through an SDK client or
 * over loopback HTTP.
 *
 * It takes requests as the wire carries them and gives the service's answers and refusals; it keeps its instances in memory
 * or in a folder. It must know nothing of connectctl, must refuse what the service refuses, and must name what it lacks.
 */

import { groupCommit } from "./keep/group-commit.js";
import type { Simulator } from "./simulator.js";
import { type Served, type ServeOptions, serve } from "./wire/serve.js";

export type { LoadedInstance, SimulatorDocument } from "./keep/load-document.js";
export {
  type InstanceIdentity,
  openSimulator,
  type Simulator,
  type SimulatorOptions,
} from "./simulator.js";
export type { TaskTrace, TracedThing } from "./walk/trace.js";
export type { TraceRequest } from "./walk/trace-task.js";
export { LEX_OPERATIONS, OPERATIONS } from "./wire/operations.js";
export type { Served, ServeOptions } from "./wire/serve.js";

/**
 * Serves a simulator on a loopback port until `close`; port 0 takes any free one.
 *
 * Answers with what other processes have written to its instances before each request; requests that come together share a look.
 */
export const serveSimulator = (simulator: Simulator, options: ServeOptions): Promise<Served> => {
  const look = groupCommit(
    () => simulator.refresh(),
    () => false,
  );
  return serve(async (request) => {
    await look();
    return simulator.dispatch(request);
  }, options);
};
