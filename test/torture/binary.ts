import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Builds the program into a temporary folder, once for each state of the sources; gives the path of its binary. */
export async function builtBinary(): Promise<string> {
  const place = join(tmpdir(), `connectctl-build-${digestOf(join(ROOT, "src"))}`);
  if (!existsSync(place)) await build(place);
  return join(place, "dist", "cli", "bin.js");
}

function digestOf(folder: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest("hex").slice(0, 16);
}

async function build(place: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "connectctl-building-"));
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const outDir = join(folder, "dist");
  await ended(spawn(process.execPath, [tsc, "-p", join(ROOT, "tsconfig.build.json"), "--noCheck", "--outDir", outDir]));
  await copyFile(join(ROOT, "package.json"), join(folder, "package.json"));
  for (const name of ["schemas", "node_modules"]) await symlink(resolve(ROOT, name), join(folder, name));
  // Whoever comes second throws its build away.
  await rename(folder, place).catch(() => rm(folder, { recursive: true, force: true }));
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((done) => child.once("close", () => done()));
}

/** How a run of the program ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run takes besides its words. */
export interface RunOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Loads the hook that counts, kills and hurries. */
  readonly hook?: boolean;
  /** Gets hold of the process as soon as it runs. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
  /** Words before the program, such as a shell. */
  readonly input?: string;
}

const HOOK = new URL("./kill-hook.mjs", import.meta.url).href;

/** Runs the program as a user would, with credentials that mean nothing and nothing else of this environment. */
export async function run(binary: string, words: readonly string[], options: RunOptions): Promise<Ended> {
  await mkdir(options.folder, { recursive: true });
  const argv = [...(options.hook ? ["--import", HOOK] : []), binary, ...words];
  const env = { ...SURROUNDINGS, PATH: process.env["PATH"] ?? "", ...options.env };
  const child = spawn(process.execPath, argv, { cwd: options.folder, env, stdio: ["pipe", "pipe", "pipe"] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on("data", (text) => out.push(String(text)));
  child.stderr.on("data", (text) => err.push(String(text)));
  child.stdin.on("error", () => undefined).end(options.input ?? "");
  options.onStart?.(child);
  return new Promise((done) => {
    child.once("close", (code, signal) => done({ code, signal, stdout: out.join(""), stderr: err.join("") }));
  });
}

const SURROUNDINGS = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "not-a-secret",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/nonexistent/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
  NO_COLOR: "1",
};
