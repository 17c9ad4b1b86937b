import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bundled, bundle } from "../../scripts/build/bundle.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let folder = "";
let bundled: Bundled;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "connectctl-bundle-"));
  bundled = await bundle(ROOT, join(folder, "dist"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("a help and a version load yargs, what their text is made with, and nothing else", () => {
  const start = loadedBy("src/cli/run.ts", "src/cli/commands/version.ts");
  expect(start.packages).toEqual(START);
  expect(start.bytes).toBeLessThan(260_000);
});

test("checking a project loads no SDK, no compiler of schemas, no simulator, no planner and no skin of a plan", () => {
  const { packages, rooms, bytes } = loadedBy("src/cli/commands/validate.ts");
  expect(packages).toEqual(["ajv", "fast-deep-equal", "js-yaml", "yaml"]);
  expect(rooms).toEqual(["cli", "flow", "manifest", "model"]);
  expect(bytes).toBeLessThan(790_000);
});

test.each(["plan", "apply", "drift", "pull", "state", "show", "graph", "fmt"])(
  "`%s` loads no SDK before it calls the service",
  (command) => {
    const { packages } = loadedBy(`src/cli/commands/${command}.ts`);
    expect(packages.filter((name) => name.startsWith("@aws-sdk/") || name.startsWith("@smithy/"))).toEqual([]);
  },
);

test("a real instance loads the client of Amazon Connect alone, without bots, buckets and the simulator", () => {
  const { packages, rooms } = loadedBy("src/connect/index.ts", CONNECT_CLIENT);
  expect(packages).toContain("@aws-sdk/client-connect");
  expect(packages).not.toContain("@aws-sdk/client-lex-models-v2");
  expect(packages).not.toContain("@aws-sdk/client-s3");
  expect(rooms).not.toContain("sim");
});

test("the client of Amazon Connect holds the schemas of the operations that are used, and of no others", () => {
  const sdk = Object.values(bundled.program.outputs).find(({ entryPoint }) => entryPoint === CONNECT_CLIENT);
  const [bytes] = Object.entries(sdk?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
    input.endsWith("client-connect/dist-es/schemas/schemas_0.js") ? [bytesInOutput] : [],
  );
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(100_000);
});

test("no file of the program holds the simulator", () => {
  const inputs = Object.values(bundled.program.outputs).flatMap((output) => Object.keys(output.inputs));
  expect(inputs.filter((input) => input.startsWith("src/sim/"))).toEqual([]);
});

/** What reads a command line, and what colours and measures the text of a help and of a message. */
const START = [
  ...["ansi-regex", "ansi-styles", "chalk", "cliui", "escalade", "get-caller-file", "get-east-asian-width"],
  ...["string-width", "strip-ansi", "wrap-ansi", "y18n", "yargs", "yargs-parser"],
];

/** The file by which the first call loads the client. */
const CONNECT_CLIENT = "src/connect/client/sdk-connect.ts";

interface Loaded {
  /** Packages and rooms that have code in what is loaded, in the order of their names. */
  readonly packages: readonly string[];
  readonly rooms: readonly string[];
  readonly bytes: number;
}

/** What Node reads when these parts of the program are loaded: themselves and all they import at once. */
function loadedBy(...entries: readonly string[]): Loaded {
  const { outputs } = bundled.program;
  const files = new Set<string>();
  for (const entry of entries) follow(outputs, fileOf(outputs, entry), files);
  const read = [...files].flatMap((file) => outputs[file] ?? []);
  const inputs = read.flatMap((output) => Object.entries(output.inputs).filter(([, part]) => part.bytesInOutput > 0));
  const named = (pattern: RegExp) => [...new Set(inputs.flatMap(([input]) => pattern.exec(input)?.[1] ?? []))].sort();
  return {
    packages: named(/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/),
    rooms: named(/^src\/([a-z]+)\//),
    bytes: read.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function fileOf(outputs: Metafile["outputs"], entry: string): string {
  const found = Object.entries(outputs).find(([, output]) => output.entryPoint === entry);
  if (!found) throw new Error(`no file of the program begins with ${entry}`);
  return found[0];
}

function follow(outputs: Metafile["outputs"], file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  for (const { path, kind, external } of outputs[file]?.imports ?? []) {
    if (!external && kind === "import-statement") follow(outputs, path, files);
  }
}
