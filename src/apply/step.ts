import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import { fillsBefore } from "./fills-before.js";
import { orderRemovals } from "./removal-order.js";

/** What a step does: first an empty shell, then the contents; what was replaced or deleted goes last. */
export const STAGES = ["placeholder", "write", "retire", "delete"] as const;

export type Stage = (typeof STAGES)[number];

/** One piece of a plan that is carried out as a whole. */
export interface Step {
  readonly key: string;
  readonly stage: Stage;
  readonly change: Change;
  /** Keys of the steps that must have succeeded. */
  readonly waitsFor: readonly string[];
  /** Whether all steps that are not so must have succeeded too: everything is written before anything is removed. */
  readonly isRemoval: boolean;
  /** Length of the longest chain of steps that wait for this one: the longest goes first. */
  readonly weight: number;
}

const keyOf = (stage: Stage, address: Address) => `${stage} ${address}`;

/**
 * Turns the writing changes of a plan into steps.
 *
 * Contents wait for all they refer to, but for a placeholder of their own circle only until it exists: callers must not be
 * led into one from outside. Whatever removes something waits until everything is written, and for the removal of what
 * referred to it.
 */
export function toSteps(changes: readonly Change[]): readonly Step[] {
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const written = changes.filter(({ action }) => action !== "delete");
  const fills = fillsBefore(written);
  const writes = written.flatMap((change) => writeSteps(change, byAddress, fills.get(change.address) ?? []));
  const removals = changes.flatMap((change) => removalOf(change) ?? []);
  const order = orderRemovals(removals.map(({ change }) => change));
  const keys = new Map(removals.map(({ key, change }) => [change.address, key]));
  const after = ({ address }: Change) => [...(order.get(address) ?? [])].flatMap((other) => keys.get(other) ?? []);
  return withWeights([...writes, ...removals.map((removal) => ({ ...removal, waitsFor: after(removal.change) }))]);
}

type Unweighted = Omit<Step, "weight" | "isRemoval">;

function writeSteps(
  change: Change,
  byAddress: ReadonlyMap<Address, Change>,
  fills: readonly Address[],
): readonly Unweighted[] {
  const write = { key: keyOf("write", change.address), stage: "write" as const, change };
  const needed = change.dependsOn.flatMap((to) => waitFor(byAddress.get(to), change.circular.includes(to)));
  const waits = [...new Set([...needed, ...fills.map((to) => keyOf("write", to))])];
  if (!change.placeholder) return [{ ...write, waitsFor: waits }];
  const key = keyOf("placeholder", change.address);
  const givers = change.dependsOn.filter((to) => givesNameTo(byAddress.get(to), change));
  return [
    { key, stage: "placeholder", change, waitsFor: givers.map((to) => keyOf("write", to)) },
    { ...write, waitsFor: [key, ...waits] },
  ];
}

/** Whether a step makes something that was not there. */
export function isCreate({ stage, change }: Step): boolean {
  if (stage === "placeholder") return true;
  return stage === "write" && !change.placeholder && (change.action === "create" || change.action === "replace");
}

/** Steps that ask for the same operation, and so share its rate. */
export function laneOf(step: Step): string {
  const { isRemoval, change } = step;
  if (isRemoval) return `${change.kind} remove`;
  return `${change.kind} ${isCreate(step) ? "create" : "update"}`;
}

/** The step that settles a dependency; none where it is there already. */
function waitFor(to: Change | undefined, isCircular: boolean): readonly string[] {
  if (!to || to.action === "delete") return [];
  if (!isCircular) return [keyOf("write", to.address)];
  return to.placeholder ? [keyOf("placeholder", to.address)] : [];
}

/** Whether a change is to rename what has the name that another wants. */
export function givesNameTo(giver: Change | undefined, { kind, name }: Change): boolean {
  return giver?.kind === kind && giver.before?.["name"] === name && giver.name !== name;
}

/** The step that removes something, where a change has one. */
function removalOf(change: Change): Omit<Unweighted, "waitsFor"> | undefined {
  const { action, address, superseded } = change;
  if (action === "delete") return { key: keyOf("delete", address), stage: "delete", change };
  if (action !== "replace" && superseded.length === 0) return undefined;
  return { key: keyOf("retire", address), stage: "retire", change };
}

function withWeights(steps: readonly Unweighted[]): readonly Step[] {
  const dependents = new Map<string, string[]>(steps.map(({ key }) => [key, []]));
  for (const { key, waitsFor } of steps) for (const to of waitsFor) dependents.get(to)?.push(key);
  const weights = new Map<string, number>();
  for (const root of dependents.keys()) weigh(root, dependents, weights);
  const isRemoval = ({ stage }: Unweighted) => stage === "retire" || stage === "delete";
  const last = steps.filter(isRemoval).reduce((most, { key }) => Math.max(most, weights.get(key) ?? 0), 0);
  return steps.map((step) => ({
    ...step,
    waitsFor: step.waitsFor.filter((key) => dependents.has(key)),
    isRemoval: isRemoval(step),
    weight: (weights.get(step.key) ?? 0) + (isRemoval(step) ? 0 : last),
  }));
}

/** Longest chain above a step, without recursion: chains can be thousands long. */
function weigh(root: string, dependents: ReadonlyMap<string, readonly string[]>, weights: Map<string, number>): void {
  const path = [root];
  for (let key = path.at(-1); key !== undefined; key = path.at(-1)) {
    const above = dependents.get(key) ?? [];
    const open = weights.has(key) ? undefined : above.find((one) => !weights.has(one) && !path.includes(one));
    if (open !== undefined) {
      path.push(open);
      continue;
    }
    weights.set(key, 1 + Math.max(0, ...above.map((one) => weights.get(one) ?? 0)));
    path.pop();
  }
}
