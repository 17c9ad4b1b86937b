import type { Options } from "yargs";
import type { Diagnostic } from "../../model/diagnostic.js";
import { EXIT } from "../exit-code.js";
import type { Args } from "./command.js";

/** A mistake in what was asked, found before anything was done. */
export class UsageError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: number;

  constructor(diagnostics: readonly Diagnostic[], exitCode: number = EXIT.invalid) {
    super(diagnostics.map(({ summary }) => summary).join("; "));
    this.name = "UsageError";
    this.diagnostics = diagnostics;
    this.exitCode = exitCode;
  }
}

export function usageError(summary: string, more: { readonly detail?: string; readonly help: string }): UsageError {
  return new UsageError([{ severity: "error", code: "cli/usage", summary, ...more }]);
}

/** Reads `30s`, `5m`, `500ms`; a bare number counts seconds. Gives milliseconds. */
export function readDuration(text: string, flag: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match?.[2] ?? "s"];
  if (!match || unit === undefined) {
    throw usageError(`\`${text}\` is no length of time`, { help: `write --${flag} 30s, 5m or 500ms` });
  }
  return Number(match[1]) * unit;
}

/** Reads `30%` or `30`. */
export function readPercent(text: string, flag: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text.trim());
  const value = Number(match?.[1]);
  if (!match || value > 100) throw usageError(`\`${text}\` is no share`, { help: `write --${flag} 30%` });
  return value;
}

/** Where the numbers of a flag begin; those of all others at 1. */
const LEAST: Readonly<Record<string, number>> = { port: 0, "max-tasks": 0 };

/** Ends the command where a flag for a number has none, or one for a length of time. */
export function assertValues(args: Args, options: Readonly<Record<string, Options>>): void {
  for (const [flag, { type, default: usual }] of Object.entries(options)) {
    const value = args[flag];
    if (value === undefined) continue;
    if (flag.endsWith("-timeout")) readDuration(String(value), flag);
    const least = LEAST[flag] ?? 1;
    if (type !== "number" || (Number.isInteger(value) && Number(value) >= least)) continue;
    throw usageError(`\`--${flag}\` takes a whole number, ${least} or more`, {
      help: `write --${flag} ${usual ?? least}`,
    });
  }
}
