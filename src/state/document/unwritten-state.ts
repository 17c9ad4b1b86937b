import { Fault } from "../../model/fault.js";

/**
 * The failure to write a state. What was to be written is not lost: it lies in `savedTo`, or, where that was not
 * possible either, the caller must print `lastResort`.
 */
export class UnwrittenState extends Fault {
  /** The whole text of the state. */
  readonly lastResort: string;
  /** The file that the text was saved to; absent where none could be written. */
  readonly savedTo?: string;

  constructor(cause: unknown, file: string, lastResort: string, savedTo: string | undefined) {
    super("state", [...(cause instanceof Fault ? cause.diagnostics : []), diagnosticOf(file, savedTo)], { cause });
    this.name = "UnwrittenState";
    this.lastResort = lastResort;
    if (savedTo !== undefined) this.savedTo = savedTo;
  }
}

function diagnosticOf(file: string, savedTo: string | undefined) {
  const where = savedTo === undefined ? "No file could be written, so it goes to stdout" : `It was saved to ${savedTo}`;
  const source = savedTo === undefined ? "save what is printed" : `move ${savedTo}`;
  return {
    severity: "error",
    code: "state/unwritten",
    summary: "The new state could not be written",
    detail: `${file} still holds the state before. The new one knows what was done. ${where}.`,
    file,
    help: `remove the cause, ${source} to ${file}, then run \`connectctl plan\``,
  } as const;
}
