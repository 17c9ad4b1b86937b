import { type ApplyResult, applyPlan } from "../../src/apply/index.js";
import type { Address } from "../../src/model/address.js";
import type { ApplyEvent } from "../../src/model/event.js";
import type { Journal } from "../../src/model/journal.js";
import type { Plan } from "../../src/model/plan.js";
import type { LiveResource } from "../../src/model/snapshot.js";
import type { State } from "../../src/model/state.js";
import { foldJournal, type JournalEntry } from "../../src/state/index.js";
import { type MemoryInstance, TARGET } from "./memory-instance.js";
import { type MemoryProvider, type MemoryProviderOptions, memoryProvider } from "./memory-provider.js";
import { sha256 } from "./sha256.js";

/** A journal in memory. After a death nothing comes back, as from a disk that nobody waits for any more. */
export interface MemoryJournal extends Journal {
  readonly entries: () => readonly JournalEntry[];
}

export function memoryJournal(isDead: () => boolean = () => false): MemoryJournal {
  const entries: JournalEntry[] = [];
  const alive = async () => {
    if (isDead()) await new Promise<never>(() => {});
  };
  return {
    entries: () => [...entries],
    async begin(begin) {
      await alive();
      entries.push({ seq: entries.length + 1, begin });
      return entries.length;
    },
    async end(sequence, end) {
      await alive();
      const entry = entries[sequence - 1];
      if (!entry || entry.end) throw new Error(`write ${sequence} has no begin that waits for its end`);
      entries[sequence - 1] = { ...entry, end };
    },
  };
}

export interface ApplySeed extends MemoryProviderOptions {
  readonly parallelism?: number;
  readonly isStopped?: () => boolean;
  readonly assertHeld?: () => Promise<void>;
  readonly live?: ReadonlyMap<Address, LiveResource>;
  readonly state?: State | undefined;
  readonly journal?: MemoryJournal;
}

/** What one apply did and left. */
export interface Applied {
  /** Undefined where the program died. */
  readonly result: ApplyResult | undefined;
  readonly events: readonly ApplyEvent[];
  readonly provider: MemoryProvider;
  readonly journal: MemoryJournal;
  /** The state with the journal folded in. */
  readonly state: State;
}

const EMPTY_STATE: State = {
  formatVersion: "1.0",
  lineage: "lineage-1",
  serial: 1,
  instanceArn: TARGET.instanceArn,
  resources: [],
};

/** Carries out a plan on an instance in memory. */
export async function applyTo(instance: MemoryInstance, plan: Plan, seed: ApplySeed = {}): Promise<Applied> {
  const provider = memoryProvider(instance, seed);
  const journal = seed.journal ?? memoryJournal(provider.isDead);
  const events: ApplyEvent[] = [];
  const work = applyPlan({
    plan,
    provider,
    journal,
    live: seed.live ?? new Map(),
    sha256,
    parallelism: seed.parallelism ?? 8,
    isStopped: seed.isStopped ?? (() => false),
    assertHeld: seed.assertHeld ?? (async () => {}),
    emit: (event) => void events.push(event),
  });
  const result = await Promise.race([work, provider.death.then(() => undefined)]);
  const state = foldJournal(seed.state ?? EMPTY_STATE, journal.entries());
  return { result, events, provider, journal, state };
}

/** What was written, in order: `create flow main`. */
export function printWrites({ provider }: Pick<Applied, "provider">): string {
  return provider.writes.map(({ operation, name }) => `${operation} ${name}`).join("\n");
}

/** How each address ended: `done flow.main`, `failed …`, `blocked … by …`, `not started …`. */
export function printEnds({ result }: Pick<Applied, "result">): string {
  if (!result) return "died";
  return [
    ...result.done.map(({ address }) => `done ${address}`),
    ...result.failed.map(({ change }) => `failed ${change.address}`),
    ...result.blocked.map(({ change, by }) => `blocked ${change.address} by ${by}`),
    ...result.notStarted.map(({ address }) => `not started ${address}`),
  ].join("\n");
}

/** The diagnostics of a fault, or of what failed. */
export function failuresOf({ result }: Pick<Applied, "result">) {
  return (result?.failed ?? []).flatMap(({ diagnostics }) => diagnostics);
}
