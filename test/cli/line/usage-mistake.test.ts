import { describe, expect, test } from "vitest";
import { newFolder, program } from "../program.js";

/** A command line, what is said of it, and what to do. */
const MISTAKES: readonly (readonly [string, string, string])[] = [
  ["pln", "`pln` is no command", "run `connectctl plan`"],
  ["--env demo pln", "`pln` is no command", "run `connectctl plan`"],
  ["xyzzy", "`xyzzy` is no command", "look at `connectctl --help`"],
  ["state lst", "`state lst` is no command", "run `connectctl state list`"],
  ["task strat --flow flow.a", "`task strat` is no command", "run `connectctl task start`"],
  ["plan --targt flow.a", "`--targt` is no flag of `connectctl plan`", "write `--target`"],
  ["plan --targt=flow.a", "`--targt` is no flag of `connectctl plan`", "write `--target`"],
  ["plan -x", "`-x` is no flag of `connectctl plan`", "look at `connectctl plan --help`"],
  ["task start --qiet", "`--qiet` is no flag of `connectctl task start`", "write `--quiet`"],
  ["plan extra", "`connectctl plan` takes no `extra`", "look at `connectctl plan --help`"],
  ["render", "`connectctl render` needs <address>", "look at `connectctl render --help`"],
  ["state mv flow.a", "`connectctl state mv` needs <from> and <to>", "look at `connectctl state mv --help`"],
  ["simulator trace", "`connectctl simulator trace` needs `--flow`", "look at `connectctl simulator trace --help`"],
  ["plan --env", "`--env` needs a value", "look at `connectctl plan --help`"],
  ["plan --refresh maybe", "`--refresh` takes no `maybe`", "write one of full, none"],
  ["plan --on-conflict stp", "`--on-conflict` takes no `stp`", "write --on-conflict stop"],
  ["plan --parallelism many", "`--parallelism` takes a whole number, 1 or more", "write --parallelism 16"],
  ["apply --parallelism 0", "`--parallelism` takes a whole number, 1 or more", "write --parallelism 16"],
  ["simulator serve --port -1", "`--port` takes a whole number, from 0 to 65535", "write --port 0"],
  ["plan --lock-timeout soon", "`soon` is no length of time", "write --lock-timeout 30s, 5m or 500ms"],
  ["completion fish", "There is no completion for `fish`", "write `bash` or `zsh`"],
  ["explain plan/conflit", "`plan/conflit` is no code", "write `plan/conflict`"],
  ["explain 99", "`99` is no exit code of connectctl", "list them with `connectctl explain`"],
];

describe("a command line that cannot be read", () => {
  test.each(MISTAKES)("%s: says what was written and what was probably meant", async (line, summary, help) => {
    const { code, stdout, stderr } = await program(newFolder(), line.split(" "));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toBe(`error  cli/usage\n  ${summary}\n  help: ${help}\n\n1 error.\n`);
  });
});

test.each(["--version", "-V", "version"])("%s prints the version", async (word) => {
  const { code, stdout } = await program(newFolder(), [word]);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^connectctl \d+\.\d+\.\d+\n$/)]);
});

test.each(["bash", "zsh"])("with --json, the completion for %s is one document too", async (shell) => {
  const { stdout: script } = await program(newFolder(), ["completion", shell]);
  const { code, stdout } = await program(newFolder(), ["completion", shell, "--json"]);
  expect([code, JSON.parse(stdout)]).toEqual([0, { shell, script }]);
});

test("a help tells the flags of the command first, and those that all have below", async () => {
  const { stdout } = await program(newFolder(), ["plan", "--help"]);
  const places = ["\nOptions:\n", "--detailed-exitcode", "\nCommon options:\n", "--chdir", "\nExamples:\n"];
  const found = places.map((place) => stdout.indexOf(place));
  expect(found).toEqual([...found].sort((left, right) => left - right));
  expect(Math.min(...found)).toBeGreaterThan(0);
});
