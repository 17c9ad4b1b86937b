import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { copyExample, exampleFile, type Run } from "./copy-example.js";
import { commandsIn, isAsShown } from "./shell-block.js";

const ROOT = exampleFile("..");
const DOCUMENTS = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`),
  ...["", "small/", "contact-centre/", "bad/"].map((folder) => `examples/${folder}README.md`),
];
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

test("the tour of the README says what the program says", async () => {
  const { folder, run } = copyExample("small", 92);
  const shown = commandsIn(read("README.md"));
  expect(shown.length).toBeGreaterThan(8);
  for (const { command, output } of shown) {
    const said = await carryOut(command, folder, run);
    expect(isAsShown(said, output), `$ ${command}\n${said}`).toBe(true);
  }
});

/** Runs `connectctl …`, or the one other thing the tour does: replacing a text in a file. */
async function carryOut(command: string, folder: string, run: Run): Promise<string> {
  const edit = /^perl -pi -e 's\/(.*)\/(.*)\/' (\S+)$/.exec(command);
  if (!edit) {
    const { stdout, stderr } = await run(...command.split(" ").slice(1));
    return stderr + stdout;
  }
  const [, from = "", to = "", name = ""] = edit;
  const file = join(folder, name);
  const before = readFileSync(file, "utf8");
  const after = before.replace(new RegExp(from), to);
  expect(after, command).not.toBe(before);
  writeFileSync(file, after);
  return "";
}

test.each(DOCUMENTS)("every link of %s leads to a file that is there", (document) => {
  const links = [...read(document).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
  const inside = links.filter((link) => !/^[a-z]+:/.test(link));
  const lost = inside.filter((link) => !existsSync(join(ROOT, dirname(document), link)));
  expect(lost).toEqual([]);
});

test("the README names every command of the help", async () => {
  const { run } = copyExample("small");
  const { stdout } = await run("--help");
  const commands = [...stdout.matchAll(/^ {2}connectctl (\S+)/gm)].map(([, command = ""]) => command);
  const table = read("README.md").split("## Commands")[1]?.split("## Exit codes")[0] ?? "";
  expect(commands.length).toBeGreaterThan(12);
  expect(commands.filter((command) => !table.includes(`\`${command}\``))).toEqual([]);
});

test("the page on flow files has every code that a content can get", async () => {
  const { run } = copyExample("small");
  const codes = Object.keys(JSON.parse((await run("explain", "--json")).stdout));
  const page = read("docs/flow-files.md");
  const lint = codes.filter((code) => code.startsWith("flow/"));
  expect(lint.length).toBeGreaterThan(20);
  expect(lint.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});

test("the pages on exit codes have every one", async () => {
  const { run } = copyExample("small");
  const codes = Object.keys(JSON.parse((await run("explain", "--json")).stdout)).filter((code) => /^\d+$/.test(code));
  expect(codes.length).toBeGreaterThan(9);
  for (const page of ["README.md", "docs/exit-codes.md"]) {
    expect(
      codes.filter((code) => !new RegExp(`^\\|.*\\b${code}\\b`, "m").test(read(page))),
      page,
    ).toEqual([]);
  }
});
