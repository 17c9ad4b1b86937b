import type { Environment } from "../model/environment.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { PlanOptions } from "../model/plan.js";
import type { Desired } from "../model/resource.js";
import type { Snapshot } from "../model/snapshot.js";
import type { State } from "../model/state.js";

/** Everything a plan is computed from. The same facts always give the same plan. */
export interface PlanFacts {
  readonly tool: string;
  /** ISO 8601; the only part of a plan that changes with time, and in no hash but that of the file. */
  readonly createdAt: string;
  readonly environment: Environment;
  readonly mode: "normal" | "destroy";
  readonly desired: Desired;
  readonly snapshot: Snapshot;
  /** Undefined before the first apply. */
  readonly state: State | undefined;
  /** Hash of the state's bytes; null without a state. */
  readonly stateSha256: string | null;
  readonly manifest: { readonly sha256: string; readonly files: readonly string[] };
  readonly options: PlanOptions;
  readonly sha256: Sha256;
}
