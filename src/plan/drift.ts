import { fingerprintBody } from "../flow/index.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Drift } from "../model/plan.js";
import type { Body } from "../model/resource.js";
import { driftedParts, isConflict, managedPart } from "./compare.js";
import type { Decision } from "./decide.js";
import { diffBodies } from "./diff.js";

/**
 * What differs from the last apply: changed or gone in the instance. What the manifest asks for already is no drift.
 * Field changes lead from what was applied (as far as the manifest still says it) to what lives.
 */
export function findDrift(decision: Decision, wanted: Body | undefined, sha256: Sha256): Drift | undefined {
  const { match, live, comparison, reason } = decision;
  const { address, record } = match;
  if (!record) return undefined;
  if (!live) return reason === "gone-live" ? { address, kind: "deleted", fields: [] } : undefined;
  const modified = live.modifiedAt === undefined ? {} : { modifiedAt: live.modifiedAt };
  if (comparison) {
    if (comparison.drifted.length === 0) return undefined;
    const kind = isConflict(comparison) ? "conflict" : "changed";
    const fields = decision.before && wanted ? diffBodies(restrict(wanted, decision.before), decision.before) : [];
    return { address, kind, fields: fields.length > 0 ? fields : named(comparison.drifted), ...modified };
  }
  const parts = driftedParts(fingerprintBody(managedPart(live, undefined, record), sha256), record);
  return parts.length === 0 ? undefined : { address, kind: "changed", fields: named(parts), ...modified };
}

function restrict(body: Body, to: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([field]) => Object.hasOwn(to, field)));
}

function named(parts: readonly string[]) {
  return parts.map((path) => ({ path, before: null, after: null }));
}
