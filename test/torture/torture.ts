import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { anyFault, anyKill, type Blow, type Home, killsIn, nameOf, type Passed, randomFrom } from "./blow.js";
import { applied, goBack, inspect, instanceOf, keep, type Moment, type Site } from "./home.js";
import { type Rig, startRig } from "./rig.js";
import { nameOfSmokeRound, smokeRounds } from "./smoke-rounds.js";
import { strike } from "./strike.js";
import { doubledIn } from "./verify.js";

/** What came of all blows of one kind; only those that were met count as rounds. */
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

const VERSIONS = 4;

/** The way from one version of the project to the next, undisturbed. */
interface Way {
  readonly start: Moment;
  readonly passed: Passed;
  readonly kills: readonly Blow[];
}

/** Ways by the version that they begin with; -1 is nothing at all. */
type Ways = Readonly<Record<Home, ReadonlyMap<number, Way>>>;

interface Work extends TortureOptions {
  readonly base: string;
  readonly ways: Ways;
  readonly rows: Map<string, Row>;
  /** Blows that were struck, met or not. */
  struck: number;
}

/** Beats the program while it works and looks whether all is well afterwards; gives a row for each kind of blow. */
export async function torture(options: TortureOptions): Promise<ReadonlyMap<string, Row>> {
  const rigs = await Promise.all(Array.from({ length: Math.max(2, options.workers) }, () => startRig()));
  const base = mkdtempSync(join(tmpdir(), "connectctl-torture-"));
  try {
    const [one, two] = rigs;
    if (!one || !two) throw new Error("somebody has to work");
    const pave = (rig: Rig, home: Home) => paved({ ...options, rig, home, folder: join(base, home) }, options.seed);
    const [folder, store] = await Promise.all([pave(one, "folder"), pave(two, "store")]);
    const work: Work = { ...options, base, ways: { folder, store }, rows: new Map(), struck: 0 };
    let chain = 0;
    const go = async (rig: Rig) => {
      while (!isEnough(work)) await suffer(chain++, rig, work);
    };
    await Promise.all(rigs.slice(0, options.workers).map(go));
    await Promise.all([sufferSmoke("folder", one, work), sufferSmoke("store", two, work)]);
    return new Map([...work.rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  } finally {
    for (const rig of rigs) rig.stop();
    rmSync(base, { recursive: true, force: true });
  }
}

/** Blows that nobody meets must not go on for ever. */
function isEnough({ rows, rounds, struck }: Work): boolean {
  return [...rows.values()].reduce((sum, row) => sum + row.rounds, 0) >= rounds || struck >= 3 * rounds;
}

/** Goes through all versions once, undisturbed, and keeps where each way begins and what is passed on it. */
async function paved(site: Site, seed: number): Promise<ReadonlyMap<number, Way>> {
  const ways = new Map<number, Way>();
  const counts = `${site.folder}-counts.json`;
  await site.rig.restore({ document: EMPTY });
  for (let version = 0; version <= VERSIONS; version++) {
    const start = await keep(site, `${site.folder}-${version}`);
    const began = performance.now();
    const ended = await applied(site, version, { hook: true, env: { TORTURE_COUNTS: counts } });
    if (ended.code !== 0) throw new Error(`the project cannot even be applied undisturbed: ${ended.stderr}`);
    const ms = performance.now() - began;
    const passed: Passed = { ...(JSON.parse(readFileSync(counts, "utf8")) as Omit<Passed, "ms">), ms };
    ways.set(version - 1, { start, passed, kills: killsIn(passed, randomFrom(seed + version)) });
  }
  return ways;
}

/** One chain of blows: what was broken off is gone on with under the next blow, what has converged is changed again. */
async function suffer(number: number, rig: Rig, work: Work): Promise<void> {
  const random = randomFrom(work.seed * 1_000 + number);
  const home: Home = number % 2 === 0 ? "folder" : "store";
  const versioning = number % 4 === 3;
  const site: Site = { ...work, rig, home, versioning, folder: mkdtempSync(join(work.base, "chain-")) };
  const from = (Math.floor(number / 2) % (VERSIONS + 1)) - 1;
  const length = 4 + Math.floor(random() * 5);
  const way = (version: number) => work.ways[home].get(version > VERSIONS ? version % VERSIONS : version - 1);
  const start = work.ways[home].get(from)?.start;
  if (start) await goBack(site, start);
  const story: string[] = [
    `${home}${versioning ? " with versions" : ""}, from version ${from}, seed ${work.seed}, chain ${number}`,
  ];
  let [version, isFresh, last] = [from + 1, true, ""];
  const count = (what: keyof Row, texts: readonly string[] = []) => {
    const row = work.rows.get(last) ?? { rounds: 0, lost: 0, doubled: 0, notConverged: 0, wrong: 0 };
    work.rows.set(last, row);
    row[what] += 1;
    if (what !== "rounds") work.complain(`${what}\n  ${[...story, ...texts].join("\n  ")}`);
  };
  for (let index = 0; index < length && !isEnough(work); index++) {
    const { passed, kills } = way(version) ?? { passed: { disk: 9, write: 9, read: 9, store: 9, ms: 500 }, kills: [] };
    const systematic = isFresh ? kills[(number * 3 + index) % Math.max(1, kills.length)] : undefined;
    const isFault = random() < 0.5;
    const blow = isFault
      ? anyFault(number * 5 + index, passed, home, random)
      : (systematic ?? anyKill(passed, home, random));
    last = nameOf(blow);
    work.struck += 1;
    const { ended, isMet, wrong } = await strike(blow, site, version);
    story.push(`version ${version}, ${JSON.stringify(blow)}: ${ended.signal ?? ended.code}`);
    if (isMet) count("rounds");
    if (wrong.length > 0) count("wrong", wrong);
    const doubled = doubledIn(await instanceOf(site));
    if (doubled.length > 0) return count("doubled", doubled);
    isFresh = ended.code === 0;
    if (!isFresh) continue;
    if (!(await hasConverged(site, version, count, []))) return;
    version += 1;
  }
  await rig.restore({});
  await recover(site, version, count);
  rmSync(site.folder, { recursive: true, force: true });
}

/** One round in twenty, for each home: smoke tests that are killed while their tasks run. */
async function sufferSmoke(home: Home, rig: Rig, work: Work): Promise<void> {
  const site = { ...work, rig, home, folder: mkdtempSync(join(work.base, "smoke-")) };
  for (const round of await smokeRounds(site, Math.ceil(work.rounds / 20), work.seed)) {
    const name = nameOfSmokeRound(round);
    const row = work.rows.get(name) ?? { rounds: 0, lost: 0, doubled: 0, notConverged: 0, wrong: 0 };
    work.rows.set(name, { ...row, rounds: row.rounds + 1, wrong: row.wrong + Math.min(1, round.wrong.length) });
    if (round.wrong.length > 0) work.complain([round.story, ...round.wrong].join("\n  "));
  }
}

type Count = (what: keyof Row, texts?: readonly string[]) => void;

async function hasConverged(site: Site, version: number, count: Count, said: readonly string[]): Promise<boolean> {
  const { lost, doubled, unlike } = await inspect(site, version);
  if (lost.length > 0) count("lost", [...said, ...lost]);
  if (doubled.length > 0) count("doubled", [...said, ...doubled]);
  if (unlike.length > 0) count("notConverged", [...said, ...unlike]);
  return lost.length + doubled.length + unlike.length === 0;
}

const TRIES = 3;

/** The next runs, undisturbed: after a few at most all is as the manifest says, and one more has nothing to do. */
async function recover(site: Site, version: number, count: Count): Promise<void> {
  const said: string[] = [];
  for (let attempt = 1; ; attempt++) {
    const ended = await applied(site, version);
    said.push(`recovery ${attempt}: ${ended.code}`);
    if (ended.code === 0) break;
    said.push(ended.stderr);
    if (attempt === TRIES) return count("notConverged", said);
    await sleep(300);
  }
  if (!(await hasConverged(site, version, count, said))) return;
  await site.rig.done();
  const last = await applied(site, version);
  const again = await site.rig.done();
  if (last.code !== 0 || again.length > 0)
    count("notConverged", [...said, `the last run: ${last.code} ${again.join()}`, last.stderr]);
}
