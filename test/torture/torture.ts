import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ended, run } from "./binary.js";
import { type Blow, type Boundaries, type Chain, chainsOf, nameOf, randomFrom } from "./blow.js";
import { wantedIn, writeProject } from "./project.js";
import { type DumpedInstance, type Rig, startRig } from "./rig.js";
import { doubledIn, recordedIn, verify } from "./verify.js";

/** What came of all blows of one kind. */
export interface Row {
  rounds: number;
  lost: number;
  doubled: number;
  notConverged: number;
  /** A torn state, a wrong exit code, a message for nobody. */
  wrong: number;
}

export interface TortureOptions {
  readonly binary: string;
  readonly rounds: number;
  readonly seed: number;
  readonly workers: number;
  /** Told of everything that is wrong, with what it takes to see it again. */
  readonly complain: (text: string) => void;
}

const EMPTY = {
  instances: [{ alias: "acme", region: "us-east-1", account: "123456789012", empty: true }],
};

/** Nothing is taken over by its name alone: what a run has made must be known by what it wrote down. */
const APPLY = ["apply", "--auto-approve", "--allow-delete", "--no-adopt", "--max-delete", "100%"];

/** Where a way begins: the instance as a document and the folder as it was. */
interface Start {
  readonly document: unknown;
  readonly folder: string;
}

/** Beats the program while it works and looks whether all is well afterwards; gives a row for each kind of blow. */
export async function torture(options: TortureOptions): Promise<ReadonlyMap<string, Row>> {
  const rigs = await Promise.all(Array.from({ length: options.workers }, () => startRig()));
  const base = mkdtempSync(join(tmpdir(), "connectctl-torture-"));
  try {
    const [first] = rigs;
    if (!first) throw new Error("somebody has to work");
    const { starts, ways } = await pave(options.binary, first, base);
    const chains = [...chainsOf(options.rounds, ways, randomFrom(options.seed))];
    const rows = new Map<string, Row>();
    const work = async (rig: Rig) => {
      for (let chain = chains.shift(); chain; chain = chains.shift()) {
        const start = starts.get(chain.from);
        if (start) await suffer(chain, start, rig, { ...options, base, rows });
      }
    };
    await Promise.all(rigs.map(work));
    return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  } finally {
    for (const rig of rigs) rig.stop();
    rmSync(base, { recursive: true, force: true });
  }
}

/** Goes through all versions once, undisturbed, and keeps where each way begins and what is passed on it. */
async function pave(binary: string, rig: Rig, base: string) {
  const starts = new Map<number, Start>();
  const ways = new Map<number, Boundaries>();
  const folder = join(base, "undisturbed");
  const counts = join(base, "counts.json");
  await rig.restore({ document: EMPTY });
  for (let version = 0; version <= 4; version++) {
    const kept = join(base, `start-${version - 1}`);
    if (existsSync(folder)) cpSync(folder, kept, { recursive: true });
    starts.set(version - 1, { document: await rig.dump(), folder: kept });
    const ended = await applied(binary, folder, version, rig, { hook: true, env: { TORTURE_COUNTS: counts } });
    if (ended.code !== 0) throw new Error(`the project cannot even be applied undisturbed: ${ended.stderr}`);
    ways.set(version - 1, JSON.parse(readFileSync(counts, "utf8")) as Boundaries);
  }
  return { starts, ways };
}

type Extra = Omit<Parameters<typeof run>[2], "folder">;

async function applied(binary: string, folder: string, version: number, rig: Rig, extra: Extra): Promise<Ended> {
  await writeProjectIn(folder, version, rig);
  return run(binary, APPLY, { folder, ...extra });
}

async function writeProjectIn(folder: string, version: number, rig: Rig): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeProject(folder, wantedIn(version), rig.url);
}

interface Suffering extends TortureOptions {
  readonly base: string;
  readonly rows: Map<string, Row>;
}

async function suffer(chain: Chain, start: Start, rig: Rig, around: Suffering): Promise<void> {
  const folder = mkdtempSync(join(around.base, "chain-"));
  if (existsSync(start.folder)) cpSync(start.folder, folder, { recursive: true });
  await rig.restore({ document: start.document });
  const version = chain.from + 1;
  const story: string[] = [];
  const count = (what: keyof Row, texts: readonly string[]) => {
    const blow = chain.blows[Math.min(story.length, chain.blows.length) - 1] ?? chain.blows[0];
    const name = blow ? nameOf(blow) : "";
    const row = around.rows.get(name) ?? { rounds: 0, lost: 0, doubled: 0, notConverged: 0, wrong: 0 };
    around.rows.set(name, row);
    row[what] += 1;
    if (what !== "rounds")
      around.complain(`${what} after ${JSON.stringify(chain)}\n  ${[...story, ...texts].join("\n  ")}`);
  };
  for (const blow of chain.blows) {
    const ended = await strike(blow, around.binary, folder, version, rig);
    story.push(`${nameOf(blow)}: ${ended.signal ?? ended.code}`);
    count("rounds", []);
    const done = await rig.done();
    const wrong = [...improper(blow, ended, done), ...(await torn(folder))];
    if (wrong.length > 0) count("wrong", [...wrong, ended.stderr]);
    const doubled = doubledIn(await instanceOf(rig));
    if (doubled.length > 0) count("doubled", doubled);
  }
  await rig.rules([]);
  await rig.restore({});
  await recover(around.binary, folder, version, rig, count);
  rmSync(folder, { recursive: true, force: true });
}

async function strike(blow: Blow, binary: string, folder: string, version: number, rig: Rig): Promise<Ended> {
  await rig.rules(blow.kind === "fault" ? [blow.rule] : []);
  if (blow.kind === "fault") {
    await rig.restore({ strictness: blow.strictness ?? {} });
    return applied(binary, folder, version, rig, { hook: true, env: { TORTURE_HURRY: "yes" } });
  }
  if (blow.kind === "kill") {
    return applied(binary, folder, version, rig, {
      hook: true,
      env: { TORTURE_KILL_AT: `${blow.at}:${blow.number}` },
    });
  }
  return applied(binary, folder, version, rig, {
    onStart: (child) => void setTimeout(() => child.kill("SIGKILL"), blow.afterMs),
  });
}

const UNCHANGED = new Set([1, 3, 4, 5, 6, 9]);

/** What a run may not do, however it was struck. */
function improper({ kind }: Blow, { code, signal, stderr }: Ended, done: readonly string[]): readonly string[] {
  const problems: string[] = [];
  if (kind === "fault" && signal !== null) problems.push(`it died of ${signal}`);
  if (stderr.includes("cli/bug") || /^ {4}at /m.test(stderr)) problems.push("it says that it has a bug");
  if (code !== null && UNCHANGED.has(code) && done.length > 0)
    problems.push(`it says ${code}, but has done ${done.join(", ")}`);
  return problems;
}

async function torn(folder: string): Promise<readonly string[]> {
  return recordedIn(folder).then(
    () => [],
    (error: unknown) => [`the state is torn: ${error}`],
  );
}

async function instanceOf(rig: Rig): Promise<DumpedInstance> {
  const [instance] = (await rig.dump()).instances;
  if (!instance) throw new Error("the rig has lost its instance");
  return instance;
}

const TRIES = 3;

/** The next runs, undisturbed: after a few at most all is as the manifest says, and one more has nothing to do. */
async function recover(
  binary: string,
  folder: string,
  version: number,
  rig: Rig,
  count: (what: keyof Row, texts: readonly string[]) => void,
): Promise<void> {
  const said: string[] = [];
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const ended = await applied(binary, folder, version, rig, {});
    said.push(`recovery ${attempt}: ${ended.code}`);
    if (ended.code === 0) break;
    said.push(ended.stderr);
    if (attempt === TRIES) return count("notConverged", said);
    await sleep(300);
  }
  const { lost, doubled, unlike } = await verify(folder, wantedIn(version), await instanceOf(rig));
  if (lost.length > 0) count("lost", [...said, ...lost]);
  if (doubled.length > 0) count("doubled", [...said, ...doubled]);
  if (unlike.length > 0) count("notConverged", [...said, ...unlike]);
  await rig.done();
  const last = await applied(binary, folder, version, rig, {});
  const again = await rig.done();
  if (last.code !== 0 || again.length > 0)
    count("notConverged", [...said, `the last run: ${last.code} ${again.join()}`, last.stderr]);
}
