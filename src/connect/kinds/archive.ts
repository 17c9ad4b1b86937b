import { Fault } from "../../model/fault.js";
import { isCausedBy, orMissing } from "../faults/thrown.js";

/** How to delete something that may have to be archived first. */
export interface Removal {
  readonly subject: string;
  readonly remove: () => Promise<unknown>;
  readonly archive: () => Promise<unknown>;
}

/** Refusals that may mean that only archived ones are deleted: the service does not say which one that is. */
const ARCHIVE_FIRST = [
  "InvalidRequestException",
  "InvalidParameterException",
  "ResourceInUseException",
  "ResourceConflictException",
  "ConflictException",
];

/**
 * Deletes, and where that is refused archives first and deletes then. What is gone already counts as deleted. The guide
 * says that flows and modules are archived before they can be deleted; live, deletes of active ones have worked.
 */
export async function removeArchivable({ subject, remove, archive }: Removal): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!isCausedBy(error, ...ARCHIVE_FIRST)) throw error;
    await orMissing(archive()).catch((second: unknown) => {
      throw explained(second, `${subject} can be neither deleted nor archived`);
    });
    await remove().catch((second: unknown) => {
      throw explained(second, `${subject} is archived now, but cannot be deleted`);
    });
  }
}

/** Default flows are never deleted; what a queue, quick connect or number uses must be taken out of use first. */
function explained(error: unknown, sentence: string): unknown {
  if (!(error instanceof Fault) || (error.kind !== "rejected" && error.kind !== "in-use")) return error;
  const summary = `${sentence[0]?.toUpperCase() ?? ""}${sentence.slice(1)}`;
  const diagnostics = error.diagnostics.map((diagnostic) => ({
    ...diagnostic,
    code: "connect/cannot-delete",
    summary,
    help: "Take it out of use in queues, quick connects and phone numbers; leave a default flow where it is (`removed`)",
  }));
  return new Fault("in-use", diagnostics, { cause: error.cause, uncertain: error.uncertain });
}
