import type { Ended } from "./binary.js";
import type { Blow } from "./blow.js";
import { applied, recordAt, type Site } from "./home.js";
import { recordedIn } from "./verify.js";

/** What a struck run came to. */
export interface Struck {
  readonly ended: Ended;
  /** Whether the blow was met: a run may have been over before it. */
  readonly isMet: boolean;
  /** What the run did that it may not do, however it was struck. */
  readonly wrong: readonly string[];
}

/** Applies a version while something goes wrong. */
export async function strike(blow: Blow, site: Site, version: number): Promise<Struck> {
  const { rig } = site;
  await rig.rules(blow.kind === "fault" ? [blow.rule] : []);
  await rig.restore({ strictness: blow.kind === "fault" ? (blow.strictness ?? {}) : {} });
  await rig.clock(blow.kind === "clock" && blow.whose === "service" ? blow.ms : 0);
  await rig.done();
  const ended = await applied(site, version, extraFor(blow));
  const isMet = blow.kind === "fault" ? (await rig.played()) > 0 : isKill(blow) ? ended.signal === "SIGKILL" : true;
  const wrong = [...improper(blow, ended, await rig.done()), ...(await torn(site))];
  await rig.rules([]);
  await rig.clock(0);
  return { ended, isMet, wrong };
}

function isKill({ kind }: Blow): boolean {
  return kind === "kill" || kind === "kill-later";
}

function extraFor(blow: Blow): Parameters<typeof applied>[2] {
  if (blow.kind === "kill-later")
    return { onStart: (child) => void setTimeout(() => child.kill("SIGKILL"), blow.afterMs) };
  if (blow.kind === "kill") return { hook: true, env: { TORTURE_KILL_AT: `${blow.at}:${blow.number}` } };
  if (blow.kind === "fault") return { hook: true, env: { TORTURE_HURRY: "yes" } };
  const isSteady = blow.kind === "clock" && blow.whose === "machine";
  const jump = { TORTURE_JUMP: String(blow.ms), TORTURE_JUMP_AT: String(blow.kind === "jump" ? blow.afterLooks : 0) };
  // Everything is answered here, however loaded the machine is: a time-out would be none of the clock's doing.
  return { hook: true, env: { TORTURE_HURRY: "pauses", ...(isSteady || blow.kind === "jump" ? jump : {}) } };
}

/** Codes that say that the instance is as it was. */
const UNCHANGED = new Set([1, 3, 4, 5, 6, 8, 9]);

function improper(blow: Blow, { code, signal, stderr }: Ended, done: readonly string[]): readonly string[] {
  const problems: string[] = [];
  const isClock = blow.kind === "clock" || blow.kind === "jump";
  if (!isKill(blow) && signal !== null) problems.push(`it died of ${signal}`);
  if (stderr.includes("cli/bug") || /^ {4}at /m.test(stderr)) problems.push("it says that it has a bug");
  if (code !== null && UNCHANGED.has(code) && done.length > 0)
    problems.push(`it says ${code}, but has done ${done.join(", ")}`);
  // The service and the store tell their time with each answer, so that no wrong clock is an obstacle.
  if (isClock && code !== 0) problems.push(`it says ${code}, with no more amiss than a clock`);
  return problems.length > 0 ? [...problems, stderr] : [];
}

async function torn(site: Site): Promise<readonly string[]> {
  try {
    recordedIn(await recordAt(site));
    return [];
  } catch (error) {
    return [`the state is torn: ${error}`];
  }
}
