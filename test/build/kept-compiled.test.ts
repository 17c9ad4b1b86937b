import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../../scripts/build/bundle.js";
import { keepCompiled } from "../../scripts/build/keep-compiled.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Tells at the end how many parts there were, how many were compiled afresh, and of how many V8 refused what was kept. */
const COUNTING = `
const vm = require("node:vm");
const made = [];
vm.Script = class extends vm.Script {
  constructor(...given) {
    super(...given);
    made.push(this.cachedDataRejected);
  }
};
process.on("exit", () => {
  const [fresh, refused] = [undefined, true].map((how) => made.filter((one) => one === how).length);
  process.stderr.write(JSON.stringify({ made: made.length, fresh, refused }));
});`;

const folder = mkdtempSync(join(tmpdir(), "connectctl-kept-"));
const program = join(folder, "dist/cli/bin.js");
const kept = join(folder, "dist/compiled");

beforeAll(async () => {
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
  await bundle(ROOT, join(folder, "dist"));
  await keepCompiled(ROOT, join(folder, "dist"));
  writeFileSync(join(folder, "counting.cjs"), COUNTING);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function help() {
  const words = ["--require", join(folder, "counting.cjs"), program, "--help"];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: "utf8", env: { PATH: "" } });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("connectctl <command>");
  return JSON.parse(stderr);
}

/** The part that every command begins with, and what was compiled of it. */
function beginning() {
  const [name = ""] = readdirSync(kept).filter((one) => one.startsWith("cli-run-"));
  return { compiled: join(kept, name), part: join(folder, "dist/cli", name.replace(/^cli-|\.bin$/g, "")) };
}

test("a start takes each part from what was compiled when the program was built", () => {
  const { made, fresh, refused } = help();
  expect(made).toBeGreaterThan(5);
  expect([fresh, refused]).toEqual([0, 0]);
  const parts = readdirSync(kept);
  expect(parts.filter((name) => /^cli-(?:plan|apply|sdk-connect|connect)-/.test(name))).toHaveLength(4);
  expect(parts).toContain("sim-index.js.bin");
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["is cut short", (bytes) => bytes.subarray(0, 1000)],
  ["is empty", () => Buffer.alloc(0)],
  ["has lost its end", (bytes) => bytes.fill(0, bytes.length - 4096)],
])("what %s is compiled again", (_, damage) => {
  const { compiled } = beginning();
  const whole = readFileSync(compiled);
  writeFileSync(compiled, damage(Buffer.from(whole)));
  expect(help()).toMatchObject({ fresh: 1, refused: 0 });
  writeFileSync(compiled, whole);
});

test("a part that was changed is compiled again, though it is as long as before", () => {
  const { part } = beginning();
  const text = readFileSync(part, "utf8");
  writeFileSync(part, `${text.slice(0, -1)} `);
  expect(help()).toMatchObject({ fresh: 1, refused: 0 });
  writeFileSync(part, text);
});

test("what another Node made is left alone", () => {
  const madeBy = join(kept, "made-by");
  writeFileSync(madeBy, readFileSync(madeBy, "utf8").replace(/^v\d+/, "v19"));
  expect(help()).toEqual({ made: 0, fresh: 0, refused: 0 });
});
