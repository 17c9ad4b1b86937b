import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatFiles, initProject, loadProject } from "../../../src/manifest/index.js";
import { problemsIn, projectFolder, sha256 } from "../project-folder.js";

const FILES = [
  "connectctl.yaml",
  "flows/main-ivr.json",
  "flows/waiting.json",
  "modules/greeting.json",
  "README.md",
  ".gitignore",
];

test("writes a project without a problem, in the stable form", () => {
  const folder = projectFolder({});
  expect(initProject(folder)).toEqual({ written: FILES, skipped: [] });
  expect(problemsIn(folder)).toEqual([]);
  const { value } = loadProject({ folder, sha256 });
  expect(value && formatFiles(value, { check: true }).changed).toEqual([]);
});

test("makes the folder, and takes any name", () => {
  const folder = join(projectFolder({}), "new/er");
  initProject(folder, { name: 'A: "b" #\n${c}' });
  expect(problemsIn(folder)).toEqual([]);
  expect(loadProject({ folder, sha256 }).value?.environments.demo?.vars).toEqual({ company: 'A: "b" #\n${c}' });
});

test("never overwrites, and adds to .gitignore only what it lacks", () => {
  const folder = projectFolder({ "connectctl.yml": "mine", ".gitignore": "dist/\n.connectctl/" });
  mkdirSync(join(folder, "flows"));
  writeFileSync(join(folder, "flows/main-ivr.json"), "mine");
  expect(initProject(folder)).toEqual({
    written: ["flows/waiting.json", "modules/greeting.json", "README.md", ".gitignore"],
    skipped: ["connectctl.yml", "flows/main-ivr.json"],
  });
  expect(readFileSync(join(folder, "connectctl.yml"), "utf8")).toBe("mine");
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe(
    "dist/\n.connectctl/\nstate/*.journal.ndjson\nstate/*.contacts.ndjson\nstate/*.lock\nstate/.history/\nstate/.*.tmp\nerrored.*.state.json\n",
  );
  expect(initProject(folder).written).toEqual([]);
});
