import { fault } from "../fault.js";
import type { Instance } from "../instance.js";
import { ChangedElsewhere } from "./changed-elsewhere.js";
import type { Disk } from "./disk.js";

/**
 * Refuses a write that came too late, after one of another process; any other failure goes on as it is.
 *
 * The instance is then as it is in its file, so that the call can be tried again: the refusal is one that clients repeat.
 */
export async function refuseStale(instances: Map<string, Instance>, disk: Disk, error: unknown): Promise<never> {
  if (!(error instanceof ChangedElsewhere)) throw error;
  const { alias } = error.instance.about;
  await disk.reread(instances, error);
  const message = `Another process has changed the simulated instance ${alias} at the same time: try again`;
  throw fault("InternalServiceException", message);
}
