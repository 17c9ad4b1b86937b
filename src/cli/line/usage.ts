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
/** An empty path would mean the folder that one is in: a variable of a script that was never set. */
const PLACES = new Set(["chdir", "manifest", "from", "to", "out", "markdown", "html", "junit", "lambda"]);
const MOST: Readonly<Record<string, number>> = { port: 65_535 };

/** Ends the command where a flag for a number has none, or one for a length of time. */
export function assertValues(args: Args, options: Readonly<Record<string, Options>>): void {
  for (const [flag, { type, default: usual }] of Object.entries(options)) {
    const value = args[flag];
    if (value === undefined) continue;
    if (value === "" && PLACES.has(flag)) {
      throw usageError(`\`--${flag}\` needs a value`, { help: `write --${flag} with a path, or leave it out` });
    }
    if (flag.endsWith("-timeout")) readDuration(String(value), flag);
    const [least, most] = [LEAST[flag] ?? 1, MOST[flag] ?? Number.POSITIVE_INFINITY];
    const isWithin = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
    if (type !== "number" || isWithin) continue;
    const range = Number.isFinite(most) ? `from ${least} to ${most}` : `${least} or more`;
    throw usageError(`\`--${flag}\` takes a whole number, ${range}`, { help: `write --${flag} ${usual ?? least}` });
  }
}

/** Ends the command where a switch is given a value that is neither true nor false: it would be taken for off. */
export function assertSwitches(argv: readonly string[], options: Readonly<Record<string, Options>>): void {
  for (const word of argv.slice(0, argv.includes("--") ? argv.indexOf("--") : undefined)) {
    const [, written = "", name = "", value = ""] = /^(--(?:no-)?([^=]+))=(.*)$/s.exec(word) ?? [];
    if (options[name]?.type !== "boolean" || value === "true" || value === "false") continue;
    throw usageError(`\`${written}\` takes no \`${value}\``, { help: `write ${written} alone, or leave it out` });
  }
}
