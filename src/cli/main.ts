import { resolve } from "node:path";
import { Fault } from "../model/fault.js";
import { safeText } from "../report/index.js";
import { EXIT, exitCodeOfFault, isSignalExit } from "./exit-code.js";
import type { Args, Context } from "./line/command.js";
import { flagArg, textArg } from "./line/command.js";
import { isCommandWord, readCommandLine } from "./line/command-line.js";
import { isTruth, variableOf } from "./line/flags-by-environment.js";
import { UsageError } from "./line/usage.js";
import { Console } from "./screen/console.js";
import type { World } from "./world.js";

/** Runs one command line and gives its exit code; never throws, never exits by itself. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  const early = earlyConsole(argv, world);
  let out = early;
  let debug = isSet(world, "debug");
  try {
    const asked = await readCommandLine(argv, world.env, early.look.width);
    if (asked.type === "say") {
      world.stdout.write(`${asked.text}\n`);
      return EXIT.done;
    }
    out = consoleFor(asked.args, world, asked.command.events === true);
    debug ||= flagArg(asked.args, "debug");
    const code = await asked.command.run(contextFor(asked.args, world, out), asked.args);
    out.endEvents(isSignalExit(code) ? "stopped" : code === EXIT.done ? "done" : "failed");
    return code;
  } catch (error) {
    return sayFailure(error, out, debug);
  } finally {
    out.stand("");
  }
}

/** For a command line that is still to be read, and may turn out not to be readable. */
function earlyConsole(argv: readonly string[], world: World): Console {
  return new Console(world, {
    json: argv.includes("--json") || isSet(world, "json"),
    quiet: false,
    color: argv.includes("--no-color") || isSet(world, "no-color") ? false : undefined,
    events: tellsEvents(argv),
  });
}

function isSet({ env }: World, flag: string): boolean {
  const value = env[variableOf(flag)] ?? "";
  return value !== "" && isTruth(value);
}

/** Whether a command line that could not be read is one whose `--json` gives events. */
function tellsEvents(argv: readonly string[]): boolean {
  return ["apply", "destroy"].includes(argv.find((word) => isCommandWord(word)) ?? "");
}

function consoleFor(args: Args, world: World, events: boolean): Console {
  const color = typeof args["color"] === "boolean" ? args["color"] : undefined;
  return new Console(world, { json: flagArg(args, "json"), quiet: flagArg(args, "quiet"), color, events });
}

function contextFor(args: Args, world: World, out: Console): Context {
  return {
    world,
    out,
    folder: resolve(world.cwd, textArg(args, "chdir") ?? "."),
    manifest: textArg(args, "manifest"),
    environment: textArg(args, "env"),
    verbose: flagArg(args, "verbose"),
  };
}

function sayFailure(error: unknown, out: Console, debug: boolean): number {
  if (error instanceof UsageError || error instanceof Fault) {
    out.refuse(error.diagnostics);
    out.diagnostics(error.diagnostics);
    if (debug && error.cause !== undefined) out.alert(stackOf(error.cause));
    return error instanceof UsageError ? error.exitCode : exitCodeOfFault(error);
  }
  const bug = {
    severity: "error" as const,
    code: "cli/bug",
    summary: "This is a bug in connectctl",
    detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    help: "run it again with CONNECTCTL_DEBUG=1 and report what it says, with what you did",
  };
  out.refuse([bug]);
  out.diagnostics([bug]);
  if (debug && error instanceof Error) out.alert(stackOf(error));
  return EXIT.failed;
}

/** It begins with a message, which may be what the service or a file said. */
function stackOf(error: unknown): string {
  const text = String(error instanceof Error ? (error.stack ?? error) : error);
  return text.split("\n").map(safeText).join("\n");
}
