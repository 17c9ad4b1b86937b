import { findReferences } from "../../src/flow/index.js";
import { ACTION_WORDS, type Change, isWrite } from "../../src/model/change.js";
import type { Environment } from "../../src/model/environment.js";
import type { Plan, PlanOptions } from "../../src/model/plan.js";
import type { Desired } from "../../src/model/resource.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import type { State } from "../../src/model/state.js";
import { buildPlan, matchResources, type PlanFacts, readsFor } from "../../src/plan/index.js";
import { MemoryInstance, TARGET } from "./memory-instance.js";
import { sha256 } from "./sha256.js";

/** What a plan is made from besides the manifest. */
export interface PlanSeed {
  /** Empty when not given. */
  readonly live?: MemoryInstance;
  readonly state?: State | undefined;
  readonly options?: Partial<PlanOptions>;
  readonly environment?: Partial<Environment>;
  readonly mode?: Plan["mode"];
  readonly createdAt?: string;
  readonly snapshot?: (snapshot: Snapshot) => Snapshot;
}

const NOTHING: Desired = { resources: [], lookups: [], moved: [], removed: [] };

const ENVIRONMENT: Environment = {
  name: "prod",
  simulator: false,
  vars: {},
  names: {},
  rewrite: [],
  protect: [],
  state: "state/prod.json",
};

const OPTIONS: PlanOptions = {
  targets: [],
  excludes: [],
  refresh: "full",
  allowDelete: false,
  adopt: true,
  maxDelete: 30,
  onConflict: "stop",
};

/** The plan for a manifest, with everything read from an instance in memory. */
export function planFor(desired: Desired, seed: PlanSeed = {}): Plan {
  return buildPlan(factsFor(desired, seed));
}

export function factsFor(desired: Desired, seed: PlanSeed = {}): PlanFacts {
  const options = { ...OPTIONS, ...seed.options };
  const wanted = seed.mode === "destroy" ? NOTHING : desired;
  const snapshot =
    options.refresh === "none" ? UNREAD : snapshotOf(seed.live ?? new MemoryInstance(), wanted, seed.state);
  return {
    tool: "connectctl 0.1.0",
    createdAt: seed.createdAt ?? "2026-01-01T00:00:00.000Z",
    environment: { ...ENVIRONMENT, ...seed.environment },
    mode: seed.mode ?? "normal",
    desired: wanted,
    snapshot: seed.snapshot ? seed.snapshot(snapshot) : snapshot,
    state: seed.state,
    stateSha256: seed.state ? sha256(JSON.stringify(seed.state)) : null,
    manifest: { sha256: "11", files: ["connectctl.yaml"] },
    options,
    sha256,
  };
}

const UNREAD: Snapshot = { target: TARGET, listed: {}, resources: [], unreadable: [], lookups: {} };

/** What is read of an instance for a plan. */
export function snapshotOf(live: MemoryInstance, desired: Desired, state: State | undefined): Snapshot {
  const kinds = new Set([...desired.resources, ...(state?.resources ?? [])].map(({ kind }) => kind));
  const listed = Object.fromEntries(
    [...kinds].map((kind) => [kind, live.all(kind).map((thing) => live.listed(thing))]),
  );
  const reads = readsFor(matchResources(desired, state, listed).matches);
  const used = new Set(
    desired.resources.flatMap(({ body }) => findReferences(body).map(({ reference }) => reference.address)),
  );
  const lookups = desired.lookups.filter(({ address }) => used.has(address));
  return {
    target: TARGET,
    listed,
    resources: reads.flatMap(({ kind, id, fields }) => live.read(kind, id, fields) ?? []),
    unreadable: [],
    lookups: Object.fromEntries(lookups.map(({ address, kind, by }) => [address, live.find(kind, by)])),
  };
}

/** Changes that write, one a line, waves apart; a placeholder has a `…`. */
export function printWaves(plan: Plan): string {
  const waves = new Map<number, string[]>();
  for (const change of plan.changes) {
    if (isWrite(change)) waves.set(change.wave, [...(waves.get(change.wave) ?? []), printChange(change)]);
  }
  return [...waves]
    .sort(([a], [b]) => a - b)
    .map(([, lines]) => lines.join("\n"))
    .join("\n---\n");
}

function printChange({ action, address, placeholder }: Change): string {
  return `${ACTION_WORDS[action].symbol} ${address}${placeholder ? " …" : ""}`;
}

/** Every change with its reason, one a line, in the order of the plan. */
export function printReasons(plan: Plan): string {
  return plan.changes.map(({ action, address, reason }) => `${action} ${address}: ${reason}`).join("\n");
}

/** Diagnostics as `code address`, one a line. */
export function printFindings(plan: Plan): string {
  return plan.diagnostics.map(({ code, address }) => `${code} ${address ?? "-"}`).join("\n");
}

/** The change of an address; fails where there is none. */
export function changeOf(plan: Plan, address: string): Change {
  const found = plan.changes.find((change) => change.address === address);
  if (!found) throw new Error(`the plan says nothing of ${address}`);
  return found;
}

/** The fields that differ, as `path: before -> after`. */
export function printFields({ fields }: Pick<Change, "fields">): string {
  return fields
    .map(({ path, before, after }) => `${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`)
    .join("\n");
}
