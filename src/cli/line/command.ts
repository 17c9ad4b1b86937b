import type { Options } from "yargs";
import type { Console } from "../screen/console.js";
import type { World } from "../world.js";

/** What every command is given. */
export interface Context {
  readonly world: World;
  readonly out: Console;
  /** The project folder, absolute. */
  readonly folder: string;
  readonly manifest: string | undefined;
  readonly environment: string | undefined;
  readonly verbose: boolean;
  /** Breaks off what is read or waited for. */
  readonly signal?: AbortSignal;
}

/** Flags and positionals as they came in, by their long names. */
export type Args = Readonly<Record<string, unknown>>;

/** A command in the list of commands, which is known before the command itself is loaded. */
export interface CommandEntry {
  /** Its words, with positionals in yargs' notation: `state mv <from> <to>`. */
  readonly usage: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** What a command takes and does. */
export interface Command {
  readonly positionals?: Readonly<Record<string, { readonly describe: string }>>;
  readonly options?: Readonly<Record<string, Options>>;
  readonly examples?: readonly (readonly [string, string])[];
  /** Whether `--json` gives events, one a line, instead of one document. */
  readonly events?: true;
  /** Gives the exit code. */
  readonly run: (context: Context, args: Args) => Promise<number>;
}

export function textArg(args: Args, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null ? undefined : String(value);
}

export function flagArg(args: Args, name: string): boolean {
  return args[name] === true;
}

export function listArg(args: Args, name: string): readonly string[] {
  const value = args[name];
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}

/** An address, or a pattern of addresses, in the form that addresses have however they were typed; empty where it is not given. */
export function addressArg(args: Args, name: string): string {
  return (textArg(args, name) ?? "").normalize("NFC");
}

export function addressesArg(args: Args, name: string): readonly string[] {
  return listArg(args, name).map((pattern) => pattern.normalize("NFC"));
}
