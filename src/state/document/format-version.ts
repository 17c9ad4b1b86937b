import { Fault, type FaultKind } from "../../model/fault.js";

const VERSION = /^(\d+)\.(\d+)$/;

/**
 * Refuses a document that another version of connectctl wrote in a format we do not know. A value that is no version
 * at all is left to the schema.
 */
export function assertKnownFormat(found: unknown, known: string, file: string, kind: FaultKind = "state"): void {
  if (typeof found !== "string" || !VERSION.test(found) || found === known) return;
  const newer = isNewer(found, known);
  throw new Fault(kind, [
    {
      severity: "error",
      code: "state/unsupported-version",
      summary: `A file has ${newer ? "a newer" : "an unknown"} format`,
      detail: `${file} has the format version ${found}; this connectctl knows ${known}.`,
      file,
      pointer: "/formatVersion",
      help: newer
        ? "use the version of connectctl that wrote it, or a newer one"
        : kind === "precondition"
          ? "plan again with `connectctl plan --out FILE`, and let the new plan be reviewed"
          : "bring back a version of the file that this connectctl wrote",
    },
  ]);
}

function isNewer(found: string, known: string): boolean {
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const [knownMajor = 0, knownMinor = 0] = known.split(".").map(Number);
  return major > knownMajor || (major === knownMajor && minor > knownMinor);
}
