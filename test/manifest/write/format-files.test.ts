import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatContent } from "../../../src/flow/index.js";
import { formatFiles, loadProject } from "../../../src/manifest/index.js";
import { content, type Files, projectFolder, sha256, withDemo } from "../project-folder.js";

const SECTIONS = `flows:
  main: { name: Main, content: flows/main.json }
  other: { name: Other, content: ./flows/other.json }
  broken: { name: Broken, content: flows/broken.json }
`;

function project(files: Files) {
  const folder = projectFolder(files);
  const { value } = loadProject({ folder, sha256 });
  if (!value) throw new Error("no project");
  return { folder, value };
}

const FILES = withDemo(SECTIONS, {
  "flows/main.json": JSON.stringify(JSON.parse(content("a"))),
  "flows/other.json": formatContent(JSON.parse(content("b"))),
  "flows/broken.json": "{",
});

test("only says what differs with check", () => {
  const { folder, value } = project(FILES);
  expect(formatFiles(value, { check: true })).toEqual({ changed: ["flows/main.json"], diagnostics: [] });
  expect(readFileSync(join(folder, "flows/main.json"), "utf8")).toBe(FILES["flows/main.json"]);
});

test("writes the stable form, keeps the file's mode and leaves nothing behind", () => {
  const { folder, value } = project(FILES);
  chmodSync(join(folder, "flows/main.json"), 0o640);
  expect(formatFiles(value, { check: false })).toEqual({ changed: ["flows/main.json"], diagnostics: [] });
  expect(readFileSync(join(folder, "flows/main.json"), "utf8")).toBe(formatContent(JSON.parse(content("a"))));
  expect(statSync(join(folder, "flows/main.json")).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(folder, "flows")).sort()).toEqual(["broken.json", "main.json", "other.json"]);
  const again = loadProject({ folder, sha256 }).value;
  expect(again && formatFiles(again, { check: true }).changed).toEqual([]);
});

test("never drops a key that stands twice", () => {
  const twice = '{ "Version": "1", "Version": "2" }';
  const { folder, value } = project({ ...FILES, "flows/main.json": twice });
  expect(formatFiles(value, { check: false }).changed).toEqual([]);
  expect(readFileSync(join(folder, "flows/main.json"), "utf8")).toBe(twice);
});
