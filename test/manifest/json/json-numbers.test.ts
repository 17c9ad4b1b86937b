import { expect, test } from "vitest";
import { editManifest, formatFiles, loadProject } from "../../../src/manifest/index.js";
import { editJson } from "../../../src/manifest/json/edit-json.js";
import { firstInexactNumber } from "../../../src/manifest/json/json-numbers.js";
import { problemsOf, projectFolder, sha256, withDemo } from "../project-folder.js";

test.each(["12345678901234567890", "9007199254740993", "-9007199254740993", "1e400", "-1E+999"])(
  "finds %s, which would be read as another number",
  (word) =>
    expect(firstInexactNumber(`{"a": "${word}", "b": [1, ${word}]}`)).toEqual({ word, offset: 19 + word.length }),
);

test.each([
  "12345678901234567000",
  "9007199254740992",
  "1000000000000000000000",
  "1e21",
  "1.10",
  "-0",
  "1e-400",
  "1e308",
])("takes %s, which stays what it is", (word) => expect(firstInexactNumber(`{"a": ${word}}`)).toBeUndefined());

test("a content with such a number is an error in its place, and is not formatted", () => {
  const files = withDemo("flows: { main: { name: Main, content: flows/main.json } }\n", {
    "flows/main.json": '{\n  "Version": "2019-10-30", "Big": 12345678901234567890 }\n',
  });
  expect(problemsOf(files)).toMatchObject([
    { code: "manifest/wrong-value", address: "flow.main", file: "flows/main.json", line: 2, column: 35 },
  ]);
  const { value } = loadProject({ folder: projectFolder(files), sha256 });
  expect(value && formatFiles(value, { check: true }).changed).toEqual([]);
});

test("an edited JSON text keeps how its numbers are written", () => {
  const text = '{\n  "a": 1.10,\n  "b": 12345678901234567890,\n  "c": "1.10",\n  "d": 2\n}\n';
  expect(editJson(text, [{ path: ["d"], value: 3 }])).toBe(text.replace("2\n}", "3\n}"));
});

test("variables of a JSON manifest are what is written there", () => {
  const vars = '{ "v": 1.10, "long": 12345678901234567890, "yes": true, "text": "1.0" }';
  const folder = projectFolder({
    "connectctl.json": `{ "version": 1, "environments": { "demo": { "simulator": true, "vars": ${vars} } } }`,
  });
  const { value } = loadProject({ folder, sha256 });
  expect(value?.environments.demo?.vars).toEqual({ v: "1.10", long: "12345678901234567890", yes: "true", text: "1.0" });
  const lookups = [{ address: "queue.a", kind: "queue" as const, key: "A" }];
  const [edit] = value ? editManifest(value, { entries: [], lookups, removedLookups: [] }) : [];
  expect(edit?.text).toContain('"v": 1.10,');
});

test("a text that is no JSON is told for that alone, whatever digits it has", () => {
  const files = withDemo("flows: { main: { name: Main, content: flows/main.json } }\n", {
    "flows/main.json": "oid sha256:12345678901234567890\n",
  });
  expect(problemsOf(files).map(({ code }) => code)).toEqual(["manifest/json-syntax"]);
});
