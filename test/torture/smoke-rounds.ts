import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REACHES_SALES, smokeProject } from "../cli/smoke-project.js";
import { type Ended, run } from "./binary.js";
import { type Boundary, killsIn, type Passed, randomFrom } from "./blow.js";
import { goBack, instanceOf, keep, type Moment, type Site } from "./home.js";

/** What came of a round: the boundary at which the process died, and all that was wrong after the next command. */
export interface SmokeRound {
  readonly at: Boundary;
  readonly story: string;
  readonly wrong: readonly string[];
}

const TESTS = { "reaches-sales": REACHES_SALES, "ends-at-once": { flow: "flow.bye", expect: { ended: true } } };
const COMMANDS = [["smoke"], ["apply", "--auto-approve"]] as const;

/** A project with smoke tests that was applied, and what a run of them passes. */
interface Prepared {
  readonly start: Moment;
  readonly passed: Passed;
}

/**
 * Kills runs of smoke tests at their boundaries, each at another one. The command after it leaves no contact running and
 * none in the record, and no task was started twice.
 */
export async function smokeRounds(site: Site, rounds: number, seed: number): Promise<readonly SmokeRound[]> {
  const { start, passed } = await prepare(site);
  const done: SmokeRound[] = [];
  for (const blow of killsIn(passed, randomFrom(seed))) {
    if (done.length >= rounds || blow.kind !== "kill") break;
    const folder = mkdtempSync(join(site.folder, "round-"));
    const here = { ...site, folder };
    await goBack(here, start);
    const killAt = `${blow.at}:${blow.number}`;
    const killed = await smoked(here, { TORTURE_KILL_AT: killAt });
    if (killed.signal !== "SIGKILL") continue;
    const words = COMMANDS[done.length % COMMANDS.length] ?? ["smoke"];
    const next = await run(site.binary, [...words, "--env", "demo"], { folder, hook: true, env: HURRY });
    const wrong = await wrongAfter(here, next);
    done.push({ at: blow.at, story: `smoke in a ${site.home}, killed at ${killAt}, then ${words[0]}`, wrong });
  }
  return done;
}

const HURRY = { TORTURE_HURRY: "yes" };

async function prepare(site: Site): Promise<Prepared> {
  const applied = { ...site, folder: join(site.folder, "applied") };
  await mkdir(applied.folder, { recursive: true });
  await site.rig.restore({
    document: { instances: [{ alias: "acme", region: "us-east-1", account: "123456789012" }] },
  });
  await site.rig.fillStore({});
  const state = site.home === "store" ? { s3: "s3://states/rig.json", endpoint: site.rig.store } : "state/rig.json";
  const place = { region: "us-east-1", instance: "acme", endpoint: site.rig.url, rate: "unlimited", state };
  const { "connectctl.json": manifest, ...contents } = smokeProject(TESTS, place);
  const { other: _, ...environments } = (manifest as { environments: Record<string, object> }).environments;
  const files = { "connectctl.json": { ...manifest, environments }, ...contents };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(applied.folder, name), JSON.stringify(text));
  }
  const ended = await run(site.binary, ["apply", "--auto-approve"], { folder: applied.folder });
  if (ended.code !== 0) throw new Error(`the project cannot be applied: ${ended.stderr}`);
  const start = await keep(applied, join(site.folder, "start"));
  const counts = join(site.folder, "counts.json");
  const whole = await smoked(applied, { TORTURE_COUNTS: counts });
  if (whole.code !== 0) throw new Error(`the smoke tests do not even pass undisturbed: ${whole.stdout}${whole.stderr}`);
  return { start, passed: { ...(JSON.parse(readFileSync(counts, "utf8")) as Omit<Passed, "ms">), ms: 0 } };
}

function smoked({ binary, folder }: Site, env: Readonly<Record<string, string>>): Promise<Ended> {
  return run(binary, ["smoke", "--env", "demo"], { folder, hook: true, env: { ...HURRY, ...env } });
}

async function wrongAfter(site: Site, next: Ended): Promise<readonly string[]> {
  const found = (await instanceOf(site)).contacts ?? [];
  const running = found.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => `${id} still runs`);
  const tokens = found.map(({ clientToken = "none" }) => clientToken);
  const twice = tokens.filter((token, index) => tokens.indexOf(token) !== index).map((token) => `${token} began twice`);
  const many = found.length > 2 * Object.keys(TESTS).length ? [`${found.length} tasks were started`] : [];
  const code = next.code === 0 ? [] : [`the next command ended with ${next.signal ?? next.code}`, next.stderr];
  return [...running, ...twice, ...many, ...(await left(site)), ...code];
}

async function left({ rig, home, folder }: Site): Promise<readonly string[]> {
  const keys = home === "store" ? Object.keys(await rig.objects()) : [];
  const kept = keys.filter((key) => /contacts|lock|journal/.test(key));
  const files = ["demo.contacts.ndjson", "demo.lock"].filter((name) => existsSync(join(folder, "state", name)));
  return [...kept, ...files].map((name) => `${name} was left behind`);
}

/** How a round is called in the table. */
export function nameOfSmokeRound({ at }: SmokeRound): string {
  return `smoke, SIGKILL at a ${at} boundary`;
}
