import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";

/** What a step does: first an empty shell, then the contents; what was replaced or deleted goes last. */
export type Stage = "placeholder" | "write" | "retire" | "delete";

/** One piece of a plan that is carried out as a whole. */
export interface Step {
  readonly key: string;
  readonly stage: Stage;
  readonly change: Change;
  /** Keys of the steps that must have succeeded. */
  readonly waitsFor: readonly string[];
  /** Length of the longest chain of steps that wait for this one: the longest goes first. */
  readonly weight: number;
}

const keyOf = (stage: Stage, address: Address) => `${stage} ${address}`;

/**
 * Turns the writing changes of a plan into steps.
 *
 * Contents wait for all they refer to, but for a circle's placeholder only until it exists. Whatever removes something
 * waits until every other step has succeeded.
 */
export function toSteps(changes: readonly Change[]): readonly Step[] {
  const writes = changes.filter(({ action }) => action !== "delete");
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const steps = writes.flatMap((change) => writeSteps(change, byAddress));
  const before = steps.map(({ key }) => key);
  const retires = writes
    .filter(({ action, superseded }) => action === "replace" || superseded.length > 0)
    .map((change) => ({ key: keyOf("retire", change.address), stage: "retire" as const, change, waitsFor: before }));
  const removals = [...before, ...retires.map(({ key }) => key)];
  const deletes = changes
    .filter(({ action }) => action === "delete")
    .map((change) => deleteStep(change, byAddress, removals));
  return withWeights([...steps, ...retires, ...deletes]);
}

type Unweighted = Omit<Step, "weight">;

function writeSteps(change: Change, byAddress: ReadonlyMap<Address, Change>): readonly Unweighted[] {
  const write = { key: keyOf("write", change.address), stage: "write" as const, change };
  const waits = change.dependsOn.flatMap((to) => waitFor(byAddress.get(to), change.circular.includes(to)));
  if (!change.placeholder) return [{ ...write, waitsFor: waits }];
  const key = keyOf("placeholder", change.address);
  const names = change.dependsOn.filter((to) => !(to in change.resolved)).map((to) => keyOf("write", to));
  return [
    { key, stage: "placeholder", change, waitsFor: names },
    { ...write, waitsFor: [key, ...waits] },
  ];
}

/** The step that settles a dependency; none where it is there already. */
function waitFor(to: Change | undefined, isCircular: boolean): readonly string[] {
  if (!to || to.action === "delete") return [];
  if (!isCircular) return [keyOf("write", to.address)];
  return to.placeholder ? [keyOf("placeholder", to.address)] : [];
}

function deleteStep(change: Change, byAddress: ReadonlyMap<Address, Change>, before: readonly string[]): Unweighted {
  const others = change.dependsOn.filter(
    (to) => byAddress.get(to)?.action === "delete" && !change.circular.includes(to),
  );
  return {
    key: keyOf("delete", change.address),
    stage: "delete",
    change,
    waitsFor: [...before, ...others.map((to) => keyOf("delete", to))],
  };
}

function withWeights(steps: readonly Unweighted[]): readonly Step[] {
  const dependents = new Map<string, string[]>(steps.map(({ key }) => [key, []]));
  for (const { key, waitsFor } of steps) for (const to of waitsFor) dependents.get(to)?.push(key);
  const weights = new Map<string, number>();
  for (const root of dependents.keys()) weigh(root, dependents, weights);
  return steps.map((step) => ({
    ...step,
    waitsFor: step.waitsFor.filter((key) => dependents.has(key)),
    weight: weights.get(step.key) ?? 0,
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
