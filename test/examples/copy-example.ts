import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { main } from "../../src/cli/index.js";
import { fakeWorld, type Told } from "../support/fake-world.js";

/** Runs command lines in one folder, one after the other. */
export type Run = (...argv: readonly string[]) => Promise<Told>;

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));

/** Where an example lies in the repository. */
export function exampleFile(...path: readonly string[]): string {
  return join(EXAMPLES, ...path);
}

/** Copies an example to a folder of its own, which goes with the test, and gives a way to run connectctl there. */
export function copyExample(name: string, columns = 100): { readonly folder: string; readonly run: Run } {
  const folder = mkdtempSync(join(tmpdir(), "connectctl-example-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(exampleFile(name), folder, { recursive: true });
  const { world, take } = fakeWorld(folder, 0, columns);
  const run: Run = async (...argv) => {
    const code = await main(argv, world);
    return { code, ...take() };
  };
  return { folder, run };
}
