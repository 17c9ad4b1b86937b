import type { Environment, Target } from "../../model/environment.js";
import { Fault } from "../../model/fault.js";
import type { State } from "../../model/state.js";

/**
 * Refuses a state that was made for another instance: all it knows would seem gone and be made anew, and what it knew
 * would be forgotten. A simulated instance may be made anew at any time, so that its id says nothing.
 */
export function assertSameInstance(state: State | undefined, { instanceArn }: Target, environment: Environment): void {
  if (!state || environment.simulator || state.instanceArn === instanceArn) return;
  throw new Fault("precondition", [
    {
      severity: "error",
      code: "cli/other-instance",
      summary: "The state belongs to another instance",
      detail: `The state of \`${environment.name}\` is of ${state.instanceArn}; the environment leads to ${instanceArn}.`,
      help: "check `instance` of the environment, or give the other instance an environment (and a state) of its own",
    },
  ]);
}
