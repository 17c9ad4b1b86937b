import { type FaultRule, RIG_FAULTS, type RigFault, type RigStrictness, STORE_FAULTS } from "./fault-rule.js";

/** A boundary that a process passes: of the disk, of a request to the service, of a request to the store of states. */
export type Boundary = "disk" | "write" | "read" | "store";

/** How often each boundary is passed on the way from one version to the next, and how long that takes. */
export interface Passed extends Readonly<Record<Boundary, number>> {
  readonly ms: number;
}

/** Where the state lies. */
export type Home = "folder" | "store";

/** One thing that goes wrong while the program works. */
export type Blow =
  | { readonly kind: "kill"; readonly at: Boundary; readonly number: number }
  | { readonly kind: "kill-later"; readonly afterMs: number }
  | { readonly kind: "fault"; readonly rule: FaultRule; readonly strictness?: RigStrictness }
  | { readonly kind: "clock"; readonly whose: "service" | "machine"; readonly ms: number }
  | { readonly kind: "jump"; readonly ms: number; readonly afterLooks: number };

/** What a blow is called in the table. */
export function nameOf(blow: Blow): string {
  if (blow.kind === "kill") return `SIGKILL at a ${blow.at} boundary`;
  if (blow.kind === "kill-later") return "SIGKILL at a random time";
  if (blow.kind === "clock") return `the clock of the ${blow.whose} is wrong`;
  if (blow.kind === "jump") return "the clock jumps during a run";
  const where = isForStore(blow.rule) ? "store: " : "";
  return `${where}${blow.rule.fault}${blow.strictness ? ", shown late" : ""}`;
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** All boundaries of a way, each once, in any order. */
export function killsIn(passed: Passed, random: () => number): readonly Blow[] {
  return (["disk", "write", "read", "store"] as const)
    .flatMap((at) => Array.from({ length: passed[at] }, (_, index): Blow => ({ kind: "kill", at, number: index + 1 })))
    .map((blow) => ({ blow, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ blow }) => blow);
}

/** A kill at one of the boundaries, sooner rather than later: what goes on with begun work passes fewer of them. */
export function anyKill(passed: Passed, home: Home, random: () => number): Blow {
  if (random() < 0.2) return { kind: "kill-later", afterMs: Math.floor(passed.ms * random()) };
  const at = pick(
    home === "store" ? (["store", "store", "write", "read"] as const) : (["disk", "write"] as const),
    random,
  );
  return { kind: "kill", at, number: 1 + Math.floor(passed[at] * random() ** 2) };
}

/** A fault of the service, of the store if there is one, or of a clock. */
export function anyFault(turn: number, passed: Passed, home: Home, random: () => number): Blow {
  if (random() < 0.15) return clockBlow(random);
  if (home === "store" && random() < 0.6) return storeBlow(turn, passed, random);
  return serviceBlow(RIG_FAULTS[turn % RIG_FAULTS.length] ?? "slow", passed, random);
}

const MINUTE = 60_000;

/** From what is nothing yet to what is far beyond all that is allowed, both ways. */
function clockBlow(random: () => number): Blow {
  const ms = pick([-1440, -60, -4, 4, 60, 1440], random) * MINUTE;
  if (random() < 0.4) return { kind: "jump", ms, afterLooks: Math.floor(random() * 300) };
  return { kind: "clock", whose: pick(["service", "machine"], random), ms };
}

/** Three boundaries are passed for each call. */
function serviceBlow(fault: RigFault, passed: Passed, random: () => number): Blow {
  const operation = pick(["write", "write", "create", "read", "*"], random);
  const calls = operation === "read" ? passed.read : operation === "*" ? passed.read + passed.write : passed.write;
  const late = random() < 0.3 ? { strictness: { staleListMs: 300, notFoundAfterCreate: 2 } } : {};
  return {
    kind: "fault",
    rule: { operation, call: someCall(calls, random), times: someTimes(random), fault },
    ...late,
  };
}

function storeBlow(turn: number, passed: Passed, random: () => number): Blow {
  const operation = pick(["PUT", "PUT", "PUT", "GET", "DELETE"], random);
  const calls = operation === "PUT" ? passed.store / 2 : passed.store / 4;
  const fault = STORE_FAULTS[turn % STORE_FAULTS.length] ?? "slow";
  return { kind: "fault", rule: { operation, call: someCall(calls, random), times: someTimes(random), fault } };
}

function isForStore({ operation }: FaultRule): boolean {
  return /^[A-Z]+$/.test(operation);
}

const someCall = (passed: number, random: () => number): number => 1 + Math.floor((random() ** 2 * passed) / 3);

const someTimes = (random: () => number): number => (random() < 0.3 ? 20 : 1);

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
