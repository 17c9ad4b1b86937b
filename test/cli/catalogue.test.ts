import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CATALOGUE } from "../../src/cli/catalogue.js";

const CODE = /"((?:manifest|flow|plan|apply|state|connect|cli|pull|smoke)\/[a-z0-9-]+)"/g;

function codesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith("catalogue.ts"))
    .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(CODE)].map(([, code]) => code ?? ""));
}

test("explains every code that the sources write, and no other", () => {
  const written = [...new Set(codesIn("src"))].sort();
  const explained = Object.keys(CATALOGUE)
    .filter((code) => code.includes("/"))
    .sort();
  expect(explained).toEqual(written);
});

test("explains every exit code", () => {
  const codes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "130", "143"];
  expect(codes.filter((code) => !CATALOGUE[code])).toEqual([]);
});
