import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Builds the program into a temporary folder, once for each state of the sources; gives the path of its binary. */
export async function builtBinary(): Promise<string> {
  for (let digest = digestOf(BUILT_FROM); ; ) {
    const place = join(tmpdir(), `connectctl-build-${digest}`);
    if (!existsSync(place)) await build(place, digest);
    if (existsSync(place)) return join(place, "dist/cli/bin.js");
    digest = digestOf(BUILT_FROM);
  }
}

const BUILT_FROM = ["src", "scripts/build", "schemas", "examples/contact-centre", "package.json", "package-lock.json"];

function digestOf(places: readonly string[]): string {
  const hash = createHash("sha256").update(ROOT);
  for (const name of places.flatMap(filesIn)) hash.update(name).update(readFileSync(join(ROOT, name)));
  return hash.digest("hex").slice(0, 16);
}

function filesIn(place: string): readonly string[] {
  if (!statSync(join(ROOT, place)).isDirectory()) return [place];
  const found = readdirSync(join(ROOT, place), { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.map((file) => relative(ROOT, file)).sort();
}

/** Builds as a release is built. What changes meanwhile would go into half of it, so that is thrown away. */
async function build(place: string, digest: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "connectctl-building-"));
  await copyFile(join(ROOT, "package.json"), join(folder, "package.json"));
  for (const name of ["schemas", "node_modules"]) await symlink(resolve(ROOT, name), join(folder, name));
  const script = join(ROOT, "scripts/build/main.ts");
  const words = ["--import", "tsx", script, join(folder, "dist")];
  await ended(spawn(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] }));
  if (!existsSync(join(folder, "dist/compiled/made-by"))) throw new Error("the program cannot be built");
  const isWhole = digestOf(BUILT_FROM) === digest;
  // Whoever comes second throws its build away.
  const put = isWhole ? rename(folder, place) : Promise.reject(new Error("changed"));
  await put.catch(() => rm(folder, { recursive: true, force: true }));
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
