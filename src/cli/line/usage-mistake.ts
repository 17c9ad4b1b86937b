import type { Options } from "yargs";
import { nearNames } from "../../model/near-name.js";
import type { CommandEntry } from "./command.js";
import { type UsageError, usageError } from "./usage.js";

/** What of a command line could be understood before it went wrong. */
export interface Misread {
  readonly argv: readonly string[];
  /** The command that its words name, where they name one. */
  readonly entry: CommandEntry | undefined;
  /** First words of all commands, and the second ones of the group that the first word names. */
  readonly words: readonly string[];
  readonly verbs: readonly string[];
  /** All flags of the command, or those of every command where none is named. */
  readonly flags: Readonly<Record<string, Options>>;
}

/** Puts a mistake that yargs found into our words: what was written, and what was probably meant. */
export function usageMistake(message: string, misread: Misread): UsageError {
  const [, kind = "", rest = ""] = /^([^:]+): *\n? *([\s\S]*?)\.?$/.exec(message) ?? [];
  const names = rest.split(", ");
  // Of a command that is not there no flag is known either: its name is the mistake.
  const name = (misread.entry ? undefined : names.find((one) => misread.argv.includes(one))) ?? names[0] ?? rest;
  if (/^Unknown (?:argument|command)/.test(kind)) return unknown(name, misread);
  if (kind === "Invalid values") return wrongValue(rest, misread);
  if (kind === "Missing required argument") return missing(name, misread);
  if (kind === "Not enough arguments following") {
    return usageError(`\`${dashed(name)}\` needs a value`, { help: lookAt(misread) });
  }
  if (kind === "Not enough non-option arguments") return tooFew(misread);
  return usageError(message.replace(/\.$/, ""), { help: lookAt(misread) });
}

function unknown(name: string, misread: Misread): UsageError {
  const { argv, entry, words, verbs, flags } = misread;
  const isFlag = argv.some((word) => /^--?[^-]/.test(word) && word.replace(/^--?(?:no-)?/, "").split("=")[0] === name);
  if (isFlag) {
    const near = nearNames(name, Object.keys(flags))[0];
    return usageError(`\`${dashed(name)}\` is no flag${entry ? ` of \`connectctl ${nameOf(entry)}\`` : ""}`, {
      help: near === undefined ? lookAt(misread) : `write \`--${near}\``,
    });
  }
  if (entry) return usageError(`\`connectctl ${nameOf(entry)}\` takes no \`${name}\``, { help: lookAt(misread) });
  const [group] = verbs.length > 0 ? argv.filter((word) => words.includes(word)) : [];
  const start = group === undefined ? "" : `${group} `;
  const known = group === undefined ? words : verbs;
  const near = nearNames(name, known)[0];
  return usageError(`\`${start}${name}\` is no command`, {
    help: near === undefined ? lookAt(misread) : `run \`connectctl ${start}${near}\``,
  });
}

/** `Argument: refresh, Given: "maybe", Choices: "full", "none"`. */
function wrongValue(told: string, misread: Misread): UsageError {
  const [, flag = "", given = "", choices = ""] = /Argument: (\S+), Given: (.*?), Choices: (.*)/.exec(told) ?? [];
  const listed = choices.replace(/"/g, "").split(", ");
  const value = given.replace(/"/g, "");
  const [near] = nearNames(value, listed);
  const help = near === undefined ? `write one of ${listed.join(", ")}` : `write --${flag} ${near}`;
  return flag === ""
    ? usageError(told, { help: lookAt(misread) })
    : usageError(`\`--${flag}\` takes no \`${value}\``, { help });
}

function missing(name: string, misread: Misread): UsageError {
  const { entry } = misread;
  return usageError(`\`connectctl ${entry ? nameOf(entry) : ""}\` needs \`--${name}\``, { help: lookAt(misread) });
}

function tooFew(misread: Misread): UsageError {
  const { entry } = misread;
  const needed = (entry?.usage.match(/<[^>]+>/g) ?? []).join(" and ");
  const what = needed === "" ? "a command" : needed;
  return usageError(`\`connectctl ${entry ? nameOf(entry) : ""}\` needs ${what}`, { help: lookAt(misread) });
}

const nameOf = ({ usage }: CommandEntry) => usage.replace(/ *[<[].*/, "");

const dashed = (name: string) => (name.length === 1 ? `-${name}` : `--${name}`);

function lookAt({ entry, argv, words, verbs }: Misread): string {
  const group = argv.find((word) => words.includes(word));
  const name = entry ? nameOf(entry) : verbs.length > 0 ? group : undefined;
  return `look at \`connectctl ${name === undefined ? "" : `${name} `}--help\``;
}
