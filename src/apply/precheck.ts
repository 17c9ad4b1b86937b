import { fingerprintBody } from "../flow/index.js";
import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Plan } from "../model/plan.js";
import type { Provider } from "../model/provider.js";
import type { LiveResource } from "../model/snapshot.js";

/** What a look at the live objects found, before the first write. */
export interface Precheck {
  readonly live: ReadonlyMap<Address, LiveResource>;
  /** Every mismatch; empty when the plan still fits. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks every precondition of a plan against the live objects; writes nothing. */
export async function checkPreconditions(plan: Plan, provider: Provider, sha256: Sha256): Promise<Precheck> {
  const live = new Map<Address, LiveResource>();
  const checked = await Promise.all(
    plan.changes.map(async (change) => {
      if (!change.precondition) return undefined;
      if ("absent" in change.precondition) return checkAbsent(change, provider);
      const found = await readLive(change, provider);
      if (found) live.set(change.address, found);
      return checkSame(change, change.precondition.sha256, found, sha256);
    }),
  );
  return { live, diagnostics: checked.filter((diagnostic) => diagnostic !== undefined) };
}

async function readLive(change: Change, provider: Provider): Promise<LiveResource | undefined> {
  if (change.id === null) return undefined;
  return provider.read(change.kind, change.id, Object.keys(change.before ?? change.after ?? {}));
}

async function checkAbsent(change: Change, provider: Provider): Promise<Diagnostic | undefined> {
  const taken = (await provider.list(change.kind)).find(({ name }) => name === change.name);
  if (!taken || change.dependsOn.some((to) => !(to in change.resolved))) return undefined;
  return movedOn(
    change,
    `The plan creates \`${change.name}\`, and the instance has one of that name by now (${taken.id}).`,
  );
}

function checkSame(
  change: Change,
  expected: string,
  found: LiveResource | undefined,
  sha256: Sha256,
): Diagnostic | undefined {
  if (!found) return movedOn(change, `\`${change.name}\` (${change.id}) is gone from the instance.`);
  const fields = new Set(Object.keys(change.before ?? change.after ?? {}));
  const managed = Object.entries(found.body).filter(([field]) => fields.has(field) || field === "archived");
  if (fingerprintBody(Object.fromEntries(managed), sha256).sha256 === expected) return undefined;
  return movedOn(change, `\`${change.name}\` (${change.id}) is not what it was when the plan was made.`);
}

function movedOn({ address }: Change, detail: string): Diagnostic {
  return {
    severity: "error",
    code: "apply/moved-on",
    summary: "The instance has moved on since the plan was made",
    detail,
    address,
    help: "plan again and review what is new",
  };
}
