import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { newFolder, program } from "../cli/program.js";

// Each input stands beside what is to be said about it: the exit code and stderr, in `NAME.golden`. To write them anew,
// run this test with UPDATE_GOLDEN=1 and read every difference.

const HERE = fileURLToPath(new URL(".", import.meta.url));

const MANIFEST = `version: 1
environments:
  demo: { simulator: true }
flows:
  main: { name: Main, type: CONTACT_FLOW, content: flows/main.json }
`;

const FLOW = `{
  "Version": "2019-10-30",
  "StartAction": "end",
  "Metadata": {},
  "Actions": [{ "Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {} }]
}
`;

/** Where an input of each area goes, and what is asked of the program. */
const AREAS: Readonly<Record<string, { readonly file: string; readonly argv: readonly string[] }>> = {
  manifests: { file: "connectctl.yaml", argv: ["plan"] },
  flows: { file: "flows/main.json", argv: ["plan"] },
  states: { file: "state/demo.json", argv: ["apply", "--auto-approve"] },
  plans: { file: "plan.json", argv: ["apply", "plan.json"] },
  environments: { file: "connectctl.yaml", argv: ["plan"] },
};

const CODES = [3, 4, 6, 8];

function casesIn(area: string): readonly string[] {
  return readdirSync(join(HERE, area)).filter((name) => !name.endsWith(".golden"));
}

function projectWith(area: string, name: string): string {
  const folder = newFolder();
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  put("connectctl.yaml", MANIFEST);
  put("flows/main.json", FLOW);
  put(AREAS[area]?.file ?? "", readFileSync(join(HERE, area, name)));
  return folder;
}

/** Every file of a project by its hash; the simulator's instances are none of ours. */
function hashes(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(".connectctl"));
  return Object.fromEntries(
    paths.sort().map((path) => [path, createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

/** `# asked: NAME` in an input chooses the environment. */
function argvFor(area: string, name: string): readonly string[] {
  const asked = /# asked: (\S+)/.exec(readFileSync(join(HERE, area, name), "latin1"))?.[1];
  return [...(AREAS[area]?.argv ?? []), ...(asked === undefined ? [] : ["--env", asked])];
}

const ALL = Object.keys(AREAS).flatMap((area) => casesIn(area).map((name) => [area, name] as const));

test("holds at least sixty inputs", () => {
  expect(ALL.length).toBeGreaterThanOrEqual(60);
});

test.each(ALL)("says what is wrong with %s/%s, and writes nothing", async (area, name) => {
  const folder = projectWith(area, name);
  const before = hashes(folder);
  const { code, stderr } = await program(folder, argvFor(area, name), {
    env: { AWS_REGION: "us-east-1", COLUMNS: "2000" },
  });
  const said = `exit code ${code}\n${stderr.replaceAll(folder, "FOLDER")}`;
  expect(CODES).toContain(code);
  expect(stderr).not.toMatch(/^ {4}at |cli\/bug/m);
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|^(?:::|##\[)/m);
  expect(hashes(folder)).toEqual(before);
  const golden = join(HERE, area, name.replace(/\.\w+$/, ".golden"));
  if (process.env["UPDATE_GOLDEN"] === "1" || !existsSync(golden)) writeFileSync(golden, said);
  expect(said).toBe(readFileSync(golden, "utf8"));
});

const MARK = "\ufeff";
const onWindows = (text: string) => `${MARK}${text.replaceAll("\n", "\r\n")}`;

test("takes files as Windows programs write them, with a mark at the beginning and two signs for a line end", async () => {
  const folder = newFolder();
  mkdirSync(join(folder, "flows"));
  const put = (path: string, text: string) => writeFileSync(join(folder, path), text);
  put("connectctl.yaml", onWindows(MANIFEST));
  put("flows/main.json", onWindows(FLOW));
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  const state = readFileSync(join(folder, "state/demo.json"), "utf8");
  put("state/demo.json", onWindows(state));
  expect(await program(folder, ["plan", "--detailed-exitcode"])).toMatchObject({ code: 0 });
  put(
    "flows/main.json",
    onWindows(FLOW.replace('"end", "Type"', '"the end", "Type"').replace('"end",\n', '"the end",\n')),
  );
  expect(await program(folder, ["apply", "--auto-approve"])).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, "state/demo.json"), "utf8")).toMatch(/^\{\n/);
});
