import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { copyExample, exampleFile } from "./copy-example.js";
import { commandsIn, isAsShown } from "./shell-block.js";

const PAGE = readFileSync(exampleFile("..", "docs", "promotion.md"), "utf8");

/** Times of day are another each time. */
const anyTime = (text: string) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "(time)");

test("every command of the page on promotion says what the program says", async () => {
  const { run } = copyExample("promotion", 100);
  const shown = commandsIn(PAGE);
  expect(shown.length).toBeGreaterThan(11);
  for (const { command, output } of shown) {
    const { stdout, stderr } = await run(...command.split(" ").slice(1));
    const said = anyTime(stderr + stdout);
    expect(isAsShown(said, output.map(anyTime)), `$ ${command}\n${said}`).toBe(true);
  }
});

test("what comes from exported files goes to an instance that has the same names", async () => {
  const { run } = copyExample("promotion");
  const there = (...argv: readonly string[]) => run(...argv, "--chdir", "from-exports");
  expect((await there("simulator", "load", "instances.json")).code).toBe(0);
  expect((await there("pull", "--env", "prod", "--from", "from-exports/exports")).code).toBe(0);
  const applied = await there("apply", "--auto-approve");
  expect(applied.code, applied.stderr).toBe(0);
  expect((await there("plan", "--detailed-exitcode")).code).toBe(0);
});
