import yargs, { type Argv, type Options } from "yargs";
import { COMMANDS, GROUPS } from "../commands.js";
import type { Args, Command, CommandEntry } from "./command.js";
import { withEnvironment } from "./flags-by-environment.js";
import { assertSwitches, assertValues } from "./usage.js";
import { usageMistake } from "./usage-mistake.js";

/** What a command line asks for. */
export type Asked =
  | { readonly type: "run"; readonly command: Command; readonly args: Args }
  | { readonly type: "say"; readonly text: string };

const COMMON: Readonly<Record<string, Options>> = {
  env: {
    alias: "e",
    type: "string",
    describe: "Environment to work on; needed if there are several",
    requiresArg: true,
  },
  chdir: { type: "string", describe: "Folder of the project", requiresArg: true },
  manifest: { type: "string", describe: "Manifest, if not connectctl.yaml", requiresArg: true },
  json: { type: "boolean", describe: "One JSON document on stdout, and nothing else" },
  color: { type: "boolean", describe: "Colour; --no-color turns it off" },
  quiet: { alias: "q", type: "boolean", describe: "No progress, no warnings" },
  verbose: { type: "boolean", describe: "Every call to the service on stderr" },
};

/** The heading in a help of the flags that every command has. */
const COMMON_GROUP = "Common options:";

/** What `--json` says of itself where a command tells events. */
const EVENTS: Readonly<Record<string, Options>> = {
  json: { type: "boolean", describe: "Events on stdout, one JSON document a line, and nothing else" },
};

/** Reads a command line. Flags come before the environment (`CONNECTCTL_<FLAG>`). Mistakes are usage errors. */
export async function readCommandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  width: number,
): Promise<Asked> {
  let chosen: Asked | undefined;
  const choose = (command: Command, args: Args) => {
    chosen = { type: "run", command, args };
  };
  const parser = build(env, argv, choose).wrap(Math.min(width, 100));
  const said = await parse(parser, withVersionWord(withBareValues(argv)));
  if (said !== "") return { type: "say", text: said };
  if (chosen) return chosen;
  return { type: "say", text: await parser.getHelp() };
}

/** `--version` or `-V` in the place of a command, as other tools have it. */
function withVersionWord([first = "", ...rest]: readonly string[]): readonly string[] {
  return ["--version", "-V"].includes(first) ? ["version", ...rest] : first === "" ? rest : [first, ...rest];
}

/** Flags that may stand without a value, and the values that they may have: any other word behind them is no value. */
const BARE: Readonly<Record<string, readonly string[]>> = { "--smoke": ["affected", "all"] };

/** Gives such flags their first value where none follows, since the next word would be taken for it. */
function withBareValues(argv: readonly string[]): readonly string[] {
  return argv.map((word, index) => {
    const values = Object.hasOwn(BARE, word) ? BARE[word] : undefined;
    return values && !values.includes(argv[index + 1] ?? "") ? `${word}=${values[0]}` : word;
  });
}

type Choose = (command: Command, args: Args) => void;

type Variables = Readonly<Record<string, string | undefined>>;

function build(env: Variables, argv: readonly string[], choose: Choose): Argv {
  const parser = yargs([])
    .scriptName("connectctl")
    .locale("en")
    .usage("$0 <command>\n\nAmazon Connect flows as code: plan, review, apply, watch.")
    .parserConfiguration({ "camel-case-expansion": false, "strip-aliased": true })
    .version(false)
    .help("help")
    .alias("help", "h")
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .options(withEnvironment(COMMON, env))
    .group([...Object.keys(COMMON), "help"], COMMON_GROUP)
    .epilogue("Exit codes and messages: connectctl explain CODE");
  for (const command of COMMANDS)
    if (!command.usage.includes(" ") || !groupOf(command)) addCommand(parser, command, { env, argv, choose });
  for (const [group, summary] of Object.entries(GROUPS)) {
    const members = COMMANDS.filter((command) => groupOf(command) === group);
    parser.command(group, summary, (inner) => {
      for (const command of members) addCommand(inner, command, { env, argv, choose });
      return inner.demandCommand(1, `Say what to do: ${members.map(verbOf).join(", ")}`).strict();
    });
  }
  return parser;
}

const groupOf = ({ usage }: CommandEntry) => Object.keys(GROUPS).find((group) => usage.startsWith(`${group} `));

const verbOf = ({ usage }: CommandEntry) => usage.split(" ")[1] ?? "";

/** What a command line is read with, and who is told of the command that it names. */
interface Line {
  readonly env: Variables;
  readonly argv: readonly string[];
  readonly choose: Choose;
}

/** Makes a command known by its words; it is loaded when the line names it, for its flags or for its help. */
function addCommand(parser: Argv, entry: CommandEntry, { env, argv, choose }: Line): void {
  const group = groupOf(entry);
  const words = group === undefined ? entry.usage : entry.usage.slice(group.length + 1);
  const build = async (inner: Argv) => describe(inner, await entry.load(), env);
  const handle = async (args: object) => {
    const command = await entry.load();
    const options = { ...COMMON, ...command.options };
    const given = lastOfEach(args as Args, options);
    assertSwitches(argv, options);
    assertValues(given, options);
    choose(command, given);
  };
  parser.command(words, entry.summary, build, handle);
}

/** A flag that takes one value and was given several times has the last of them; a list has all. */
function lastOfEach(args: Args, options: Readonly<Record<string, Options>>): Args {
  const single = Object.entries(options).filter(([, { type }]) => type !== "array");
  const repeated = single.flatMap(([name]) => {
    const value = args[name];
    return Array.isArray(value) ? [[name, value.at(-1)] as const] : [];
  });
  return { ...args, ...Object.fromEntries(repeated) };
}

function describe(parser: Argv, command: Command, env: Readonly<Record<string, string | undefined>>): Argv {
  for (const [name, { describe }] of Object.entries(command.positionals ?? {})) {
    parser.positional(name, { describe, type: "string" });
  }
  const own = Object.keys(command.options ?? {});
  if (own.length > 0) parser.group(own, "Options:");
  parser.options(withEnvironment({ ...command.options, ...(command.events ? EVENTS : {}) }, env));
  for (const [line, says] of command.examples ?? []) parser.example(`$0 ${line}`, says);
  return parser;
}

/** Gives what yargs would print; a mistake becomes a usage error that keeps its words. */
async function parse(parser: Argv, argv: readonly string[]): Promise<string> {
  let said = "";
  let mistake: Error | undefined;
  const hear = (error: Error | undefined | null, _args: unknown, output: string) => {
    said = output;
    mistake = error ?? undefined;
  };
  // A mistake that is found once the command is loaded is thrown, and not told to the listener.
  await parser.parseAsync([...argv], {}, hear).catch((error: Error) => {
    mistake = error;
  });
  if (mistake) throw mistake.name === "YError" ? await sayMistake(mistake, argv) : mistake;
  return said;
}

/** Whether a word is the first of a command. */
export function isCommandWord(word: string): boolean {
  return COMMANDS.some(({ usage }) => usage.split(" ")[0] === word);
}

async function sayMistake(mistake: Error, argv: readonly string[]): Promise<Error> {
  const named = argv.filter((word) => !word.startsWith("-"));
  const first = named.find(isCommandWord) ?? "";
  const second = named[named.indexOf(first) + 1];
  const verbs = COMMANDS.filter((command) => groupOf(command) === first).map(verbOf);
  const entry = COMMANDS.find((one) =>
    groupOf(one) ? groupOf(one) === first && verbOf(one) === second : wordOf(one) === first,
  );
  const own = (await entry?.load())?.options;
  const words = [...new Set(COMMANDS.map(wordOf))];
  return usageMistake(mistake.message, { argv, entry, words, verbs, flags: { ...COMMON, help: {}, ...own } });
}

const wordOf = ({ usage }: CommandEntry) => usage.split(" ")[0] ?? "";
