import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { editManifest, loadProject, writeFiles } from "../../../src/manifest/index.js";
import type { ManifestEdits } from "../../../src/model/pull.js";
import { content, type Files, projectFolder, sha256 } from "../project-folder.js";

const NOTHING: ManifestEdits = { entries: [], lookups: [], removedLookups: [] };

function edited(files: Files, edits: Partial<ManifestEdits>) {
  const folder = projectFolder({ "flows/main.json": content(), ...files });
  const { value: project } = loadProject({ folder, sha256 });
  if (!project) throw new Error("no project");
  return Object.fromEntries(editManifest(project, { ...NOTHING, ...edits }).map(({ file, text }) => [file, text]));
}

const HEAD = "version: 1\nenvironments:\n  demo: { simulator: true }\n";
const FLOW = {
  address: "flow.new",
  set: { name: "New: one", type: "CONTACT_FLOW", content: "flows/new.json" },
  unset: [],
};

describe("an edited manifest", () => {
  test("keeps comments, blank lines, quotes and alignment of what is not changed", () => {
    const text = [
      "# top",
      "version:   1      # one",
      "environments:",
      "    demo:   {simulator:   true}   # here",
      "",
      "flows:",
      "    main:    # the door",
      "        name:    'Main'   # its name",
      "        content: flows/main.json",
      "",
      "# the end",
      "",
    ].join("\n");
    const { "connectctl.yaml": result } = edited({ "connectctl.yaml": text }, { entries: [FLOW] });
    for (const line of text.split("\n")) expect(result?.split("\n")).toContain(line);
    expect(result).toContain('    new:\n        name: "New: one"\n        type: CONTACT_FLOW\n');
  });

  test("changes a field in its place, with its quotes and its comment", () => {
    const text = `${HEAD}flows:\n  main:\n    name: "Main" # its name\n    description: old\n    content: flows/main.json\n`;
    const edit = { address: "flow.main", set: { name: "Front" }, unset: ["description"] };
    const { "connectctl.yaml": result } = edited({ "connectctl.yaml": text }, { entries: [edit] });
    expect(result).toBe(`${HEAD}flows:\n  main:\n    name: "Front" # its name\n    content: flows/main.json\n`);
  });

  test("makes sections that are missing or empty", () => {
    const text = `${HEAD}flows:\nlookups: {}\n`;
    const lookups = [{ address: "queue.sales", kind: "queue" as const, key: "Sales" }];
    const { "connectctl.yaml": result } = edited({ "connectctl.yaml": text }, { entries: [FLOW], lookups });
    expect(result).toBe(
      `${HEAD}flows:\n  new:\n    name: "New: one"\n    type: CONTACT_FLOW\n    content: flows/new.json\nlookups:\n  queue:\n    sales: Sales\n`,
    );
  });

  test("keeps names that look like something else as texts", () => {
    const set = { name: "0123", type: "CONTACT_FLOW", content: "flows/main.json" };
    const files = { "connectctl.yaml": HEAD };
    const { "connectctl.yaml": result = "" } = edited(files, { entries: [{ address: "flow.null", set, unset: [] }] });
    const folder = projectFolder({ "connectctl.yaml": result, "flows/main.json": content() });
    const { value, diagnostics } = loadProject({ folder, sha256 });
    expect(diagnostics).toEqual([]);
    expect(value?.entries.map(({ address, fields }) => [address, fields.name])).toEqual([["flow.null", "0123"]]);
  });

  test("may be JSON, with its own indentation", () => {
    const json = { version: 1, environments: { demo: { simulator: true } }, flows: {} };
    const files = { "connectctl.json": JSON.stringify(json, null, 4) };
    const { "connectctl.json": result } = edited(files, { entries: [FLOW] });
    expect(result).toBe(`${JSON.stringify({ ...json, flows: { new: FLOW.set } }, null, 4)}\n`);
  });

  test("is changed in the fragment where the entry stands", () => {
    const fragment = "# team a\nflows:\n  main: { name: Main, content: flows/main.json }\n";
    const files = { "connectctl.yaml": `${HEAD}include: [team.yaml]\n`, "team.yaml": fragment };
    const edit = { address: "flow.main", set: { name: "Front" }, unset: [] };
    expect(edited(files, { entries: [edit] })).toEqual({ "team.yaml": fragment.replace("Main", "Front") });
  });

  test("loses a lookup that becomes managed, and nothing else", () => {
    const text = `${HEAD}lookups:\n  flow:\n    new: New # looked up\n    other: Other # stays\n`;
    const { "connectctl.yaml": result } = edited(
      { "connectctl.yaml": text },
      { entries: [FLOW], removedLookups: ["flow.new"] },
    );
    expect(result).toContain("  flow:\n    other: Other # stays\n");
    expect(result).not.toContain("looked up");
  });

  test("keeps the line ends of Windows", () => {
    const text = `${HEAD}flows:\n  main: { name: Main, content: flows/main.json }\n`.replace(/\n/g, "\r\n");
    const { "connectctl.yaml": result = "" } = edited({ "connectctl.yaml": text }, { entries: [FLOW] });
    expect(result.replace(/\r\n/g, "")).not.toContain("\n");
  });

  test("is not given at all where nothing changes", () => {
    const text = `${HEAD}flows:\n  main: { name: Main, content: flows/main.json }\n`;
    expect(edited({ "connectctl.yaml": text }, {})).toEqual({});
  });
});

describe("files that are written", () => {
  test("get their folders and replace what was there", () => {
    const folder = projectFolder({ "a.json": "old" });
    const writes = [
      { file: "a.json", text: "new", before: "old" },
      { file: "deep/b.json", text: "b", before: undefined },
    ];
    expect(writeFiles(folder, writes)).toEqual([]);
    expect([readFileSync(join(folder, "a.json"), "utf8"), readFileSync(join(folder, "deep/b.json"), "utf8")]).toEqual([
      "new",
      "b",
    ]);
  });

  test("are none at all when one of them was changed meanwhile", () => {
    const folder = projectFolder({ "a.json": "other" });
    const writes = [
      { file: "b.json", text: "b", before: undefined },
      { file: "a.json", text: "new", before: "old" },
    ];
    expect(writeFiles(folder, writes).map(({ code }) => code)).toEqual(["manifest/file-moved-on"]);
    expect(readFileSync(join(folder, "a.json"), "utf8")).toBe("other");
    expect(() => readFileSync(join(folder, "b.json"))).toThrow("ENOENT");
  });

  test("never leave the project folder", () => {
    const folder = projectFolder({ "in/a.json": "x" });
    const codes = ["../a.json", "/a.json", "in/../../a.json"].flatMap((file) =>
      writeFiles(folder, [{ file, text: "x", before: undefined }]).map(({ code }) => code),
    );
    expect(codes).toEqual(["manifest/outside-project", "manifest/outside-project", "manifest/outside-project"]);
  });

  test("never replace a file that nobody knew of", () => {
    const folder = projectFolder({});
    mkdirSync(join(folder, "flows"));
    writeFileSync(join(folder, "flows/a.json"), "mine");
    expect(writeFiles(folder, [{ file: "flows/a.json", text: "x", before: undefined }]).length).toBe(1);
    expect(readFileSync(join(folder, "flows/a.json"), "utf8")).toBe("mine");
  });
});
