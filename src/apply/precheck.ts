import { fingerprintBody } from "../flow/index.js";
import type { Address } from "../model/address.js";
import type { Change } from "../model/change.js";
import type { Diagnostic } from "../model/diagnostic.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Plan } from "../model/plan.js";
import type { Provider } from "../model/provider.js";
import type { LiveResource } from "../model/snapshot.js";
import { givesNameTo } from "./step.js";

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
      if ("absent" in change.precondition) return checkAbsent(change, plan, provider);
      const found = await readLive(change, plan, provider);
      if (found) live.set(change.address, found);
      return checkSame(change, change.precondition.sha256, found, { sha256, fields: fieldsOf(change, plan) });
    }),
  );
  return { live, diagnostics: checked.filter((diagnostic) => diagnostic !== undefined) };
}

/** The fields that the hash covers: those that were found, and those that were looked for and not found. */
function fieldsOf({ before, after }: Change, { options }: Plan): readonly string[] {
  // Without a look nothing was found missing: what was recorded is all there is to compare with.
  const sought = options.refresh === "none" && before ? [] : Object.keys(after ?? {});
  return [...new Set([...Object.keys(before ?? {}), ...sought])];
}

async function readLive(change: Change, plan: Plan, provider: Provider): Promise<LiveResource | undefined> {
  return change.id === null ? undefined : provider.read(change.kind, change.id, fieldsOf(change, plan));
}

async function checkAbsent(change: Change, plan: Plan, provider: Provider): Promise<Diagnostic | undefined> {
  const taken = (await provider.list(change.kind)).find(({ name }) => name === change.name);
  if (!taken || plan.changes.some((other) => other.id === taken.id && givesNameTo(other, change))) return undefined;
  return movedOn(
    change,
    `The plan creates \`${change.name}\`, and the instance has one of that name by now (${taken.id}).`,
  );
}

function checkSame(
  change: Change,
  expected: string,
  found: LiveResource | undefined,
  { sha256, fields }: { readonly sha256: Sha256; readonly fields: readonly string[] },
): Diagnostic | undefined {
  if (!found) return movedOn(change, `\`${change.name}\` (${change.id}) is gone from the instance.`);
  const managed = Object.entries(found.body).filter(([field]) => fields.includes(field) || field === "archived");
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
