import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../../scripts/build/bundle.js";
import { keepCompiled } from "../../scripts/build/keep-compiled.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Tells at the end how many parts were compiled from what was kept, and how many of these V8 refused. */
const COUNTING = `
const vm = require("node:vm");
const made = [];
vm.Script = class extends vm.Script {
  constructor(...given) {
    super(...given);
    made.push(this.cachedDataRejected);
  }
};
process.on("exit", () => process.stderr.write(JSON.stringify({ made: made.length, refused: made.filter(Boolean).length })));`;

const folder = mkdtempSync(join(tmpdir(), "connectctl-kept-"));
const kept = join(folder, "dist/compiled");

beforeAll(async () => {
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
  await bundle(ROOT, join(folder, "dist"));
  await keepCompiled(ROOT, join(folder, "dist"));
  writeFileSync(join(folder, "counting.cjs"), COUNTING);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function help() {
  const words = ["--require", join(folder, "counting.cjs"), join(folder, "dist/cli/bin.js"), "--help"];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: "utf8", env: { PATH: "" } });
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("connectctl <command>");
  return JSON.parse(stderr);
}

test("a start takes each part from what was compiled when the program was built", () => {
  const { made, refused } = help();
  expect(made).toBeGreaterThan(5);
  expect(refused).toBe(0);
  const parts = readdirSync(kept);
  expect(parts.filter((name) => /^cli-(?:plan|apply|sdk-connect|connect)-/.test(name))).toHaveLength(4);
  expect(parts).toContain("sim-index.js.bin");
});

test("what is cut short is compiled again", () => {
  for (const name of readdirSync(kept).filter((one) => one.startsWith("cli-run-")))
    truncateSync(join(kept, name), 1000);
  expect(help()).toMatchObject({ refused: 1 });
});

test("what another Node made is left alone", () => {
  const madeBy = join(kept, "made-by");
  writeFileSync(madeBy, readFileSync(madeBy, "utf8").replace(/^v\d+/, "v19"));
  expect(help()).toEqual({ made: 0, refused: 0 });
});
