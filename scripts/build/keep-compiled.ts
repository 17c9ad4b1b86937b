import { spawn } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { MADE_BY_FILE } from "./part-loader.js";

/** Command lines that between them compile what most runs need, in the example and on its simulator. */
const RUNS: readonly (readonly string[])[] = [
  ["--help"],
  ["simulator", "load", "instance.json"],
  ["apply", "--env", "demo", "--auto-approve"],
  ["plan", "--env", "demo"],
  ["drift", "--env", "demo"],
  ["pull", "--all", "--env", "demo"],
  ["validate"],
];

/** Milliseconds after which a run is given up, which takes a second. */
const LONGEST = 60_000;

/**
 * Leaves beside the program what V8 makes of its parts, so that the same Node need not compile them at each start. A
 * function is kept only when it was called, so the program is run for it; of several runs the one that compiled most of
 * a part counts.
 */
export async function keepCompiled(root: string, folder: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "connectctl-compiled-"));
  try {
    const collector = join(work, "collect.cjs");
    const entryPoints = [join(root, "scripts/build/collect-compiled.ts")];
    await build({
      entryPoints,
      outfile: collector,
      bundle: true,
      platform: "node",
      format: "cjs",
      logLevel: "warning",
    });
    const project = join(work, "project");
    await cp(join(root, "examples/contact-centre"), project, { recursive: true });
    const kept = join(folder, "compiled");
    await mkdir(kept, { recursive: true });
    for (const [index, words] of RUNS.entries()) {
      const made = join(work, String(index));
      await mkdir(made);
      await run([collector, join(folder, "cli/bin.js"), made, ...words], project);
      const parts = (await readdir(made)).filter((name) => name !== MADE_BY_FILE);
      for (const name of parts) await keepLarger(join(made, name), join(kept, name));
    }
    // Last, since nothing is taken from the folder without it.
    await copyFile(join(work, "0", MADE_BY_FILE), join(kept, MADE_BY_FILE));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function keepLarger(made: string, kept: string): Promise<void> {
  const sizeOf = (file: string) =>
    stat(file)
      .then(({ size }) => size)
      .catch(() => 0);
  if ((await sizeOf(made)) > (await sizeOf(kept))) await copyFile(made, kept);
}

async function run(words: readonly string[], cwd: string): Promise<void> {
  const child = spawn(process.execPath, words, {
    cwd,
    env: plainEnv(),
    stdio: ["ignore", "ignore", "pipe"],
    timeout: LONGEST,
  });
  let told = "";
  child.stderr.on("data", (text) => {
    told += text;
  });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0)
    throw new Error(`\`${words.slice(3).join(" ")}\` ended with ${code}, so that nothing is kept of it:\n${told}`);
}

/** The variables of this process without those that the program, the SDK or Node would heed. */
function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:CONNECTCTL_|AWS_|NODE_|CI$)/.test(name)),
  );
}
