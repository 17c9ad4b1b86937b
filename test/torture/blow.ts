import { type FaultRule, RIG_FAULTS, type RigFault, type RigStrictness } from "./fault-rule.js";

/** One thing that goes wrong while the program works. */
export type Blow =
  | { readonly kind: "kill"; readonly at: "disk" | "write" | "read"; readonly number: number }
  | { readonly kind: "kill-later"; readonly afterMs: number }
  | { readonly kind: "fault"; readonly rule: FaultRule; readonly strictness?: RigStrictness };

/** Blows that meet one apply after the other, from one version of the project to the next. */
export interface Chain {
  /** The version that the instance and the state hold at the beginning; -1 is nothing at all. */
  readonly from: number;
  readonly blows: readonly Blow[];
}

/** How often each boundary is passed on the way from one version to the next. */
export interface Boundaries {
  readonly disk: number;
  readonly write: number;
  readonly read: number;
}

/** What a blow is called in the table. */
export function nameOf(blow: Blow): string {
  if (blow.kind === "kill") return `SIGKILL at a ${blow.at} boundary`;
  if (blow.kind === "kill-later") return "SIGKILL at a random time";
  return `${blow.rule.fault}${blow.strictness ? ", shown late" : ""}`;
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

/**
 * So many blows, in chains of two to five. Four of ten are faults of the service, the others kills; enough of them pass
 * every boundary once before any comes a second time.
 */
export function chainsOf(
  rounds: number,
  ways: ReadonlyMap<number, Boundaries>,
  random: () => number,
): readonly Chain[] {
  const kills = new Map([...ways].map(([from, counts]) => [from, shuffled(killsIn(counts), random)]));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const starts = [...ways.keys()];
  const chains: Chain[] = [];
  let faults = Math.floor(random() * RIG_FAULTS.length);
  for (let left = rounds; left > 0; ) {
    const from = starts[chains.length % starts.length] ?? -1;
    const counts = ways.get(from) ?? { disk: 1, write: 1, read: 1 };
    const length = Math.min(left, 2 + Math.floor(random() * 4));
    const blows = Array.from({ length }, (): Blow => {
      if (random() < 0.4) return faultBlow(RIG_FAULTS[faults++ % RIG_FAULTS.length] ?? "slow", counts, random);
      if (random() < 0.15) return { kind: "kill-later", afterMs: 400 + Math.floor(random() * 900) };
      const stack = kills.get(from) ?? [];
      return stack.pop() ?? { kind: "kill", at: pick(["disk", "write"]), number: 1 + Math.floor(random() * 40) };
    });
    chains.push({ from, blows });
    left -= length;
  }
  return chains;
}

function killsIn(counts: Boundaries): Blow[] {
  return (["disk", "write", "read"] as const).flatMap((at) =>
    Array.from({ length: counts[at] }, (_, index): Blow => ({ kind: "kill", at, number: index + 1 })),
  );
}

/** Three boundaries are passed for each call. */
function faultBlow(fault: RigFault, counts: Boundaries, random: () => number): Blow {
  const operation = (["write", "write", "create", "read", "*"] as const)[Math.floor(random() * 5)] ?? "write";
  const calls = operation === "read" ? counts.read : operation === "*" ? counts.read + counts.write : counts.write;
  const call = 1 + Math.floor((random() * calls) / 3);
  const times = random() < 0.3 ? 20 : 1;
  const late = random() < 0.3 ? { strictness: { staleListMs: 300, notFoundAfterCreate: 2 } } : {};
  return { kind: "fault", rule: { operation, call, times, fault }, ...late };
}

function shuffled(blows: Blow[], random: () => number): Blow[] {
  return blows
    .map((blow) => ({ blow, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ blow }) => blow);
}
