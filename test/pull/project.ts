import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { run } from "../support/command-line.js";
import { type Holding, type InstanceSpec, instanceOf } from "../support/instance-builder.js";

export const STAGING: InstanceSpec = { alias: "staging", region: "ap-northeast-1", account: "111111111111" };
export const PROD: InstanceSpec = { alias: "prod", region: "us-east-1", account: "222222222222" };

export const MANIFEST = `# what our callers meet
version: 1
environments:
  staging: { simulator: true, region: ap-northeast-1, account: "111111111111" }   # drawn here
  prod:    { simulator: true, region: us-east-1, account: "222222222222" }
`;

/** A project folder with simulated instances. */
export async function project(
  holdings: { readonly staging?: Holding; readonly prod?: Holding },
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "pull-"));
  for (const [file, text] of Object.entries({ "connectctl.yaml": MANIFEST, ...files })) put(folder, file, text);
  await load(folder, {
    instances: [instanceOf(STAGING, holdings.staging ?? {}), instanceOf(PROD, holdings.prod ?? {})],
  });
  return folder;
}

export function put(folder: string, file: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

export async function load(folder: string, document: object): Promise<void> {
  put(folder, ".connectctl/load.json", JSON.stringify(document));
  const done = await run(folder, "simulator", "load", ".connectctl/load.json");
  if (done.code !== 0) throw new Error(done.stderr);
}

/** Every file that a person or git would see, by path. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const walk = (at: string): string[] =>
    readdirSync(at).flatMap((name) => {
      const path = join(at, name);
      return statSync(path).isDirectory() ? (name.startsWith(".") ? [] : walk(path)) : [path];
    });
  const paths = walk(folder).filter((path) => !path.endsWith(".lock") && !path.includes(".journal."));
  return Object.fromEntries(paths.sort().map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

export const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");
