import type { Address } from "../../model/address.js";
import type { Drift } from "../../model/plan.js";
import type { Body } from "../../model/resource.js";
import type { LiveResource } from "../../model/snapshot.js";
import { diffBodies } from "../diff.js";
import type { PlanFacts } from "../facts.js";
import { driftedParts, isConflict, printLive } from "./compare.js";
import { type Decision, unexplained } from "./decide.js";
import type { Match } from "./match.js";

/** What drift is found from, besides the matches. */
export interface DriftFacts extends Pick<PlanFacts, "options" | "sha256"> {
  readonly decisions: readonly Decision[];
  /** Desired bodies with the target's variables filled in. */
  readonly bodies: ReadonlyMap<Address, Body>;
  readonly liveOf: (match: Match) => LiveResource | undefined;
}

/** Everything that was recorded and differs from that by now, orphans too; nothing where nothing was read. */
export function findAllDrift(matches: readonly Match[], facts: DriftFacts): readonly Drift[] {
  if (facts.options.refresh === "none") return [];
  const decisions = new Map(facts.decisions.map((decision) => [decision.match.address, decision]));
  return matches.flatMap((match) => findDrift(match, decisions.get(match.address), facts) ?? []);
}

/**
 * What differs from the last apply: changed or gone in the instance. What the manifest asks for already is no drift.
 * Field changes lead from what was applied (as far as the manifest still says it) to what lives.
 */
function findDrift(match: Match, decision: Decision | undefined, facts: DriftFacts): Drift | undefined {
  const { address, record } = match;
  const live = facts.liveOf(match);
  if (!record) return undefined;
  if (!live || live.id !== record.id) return { address, kind: "deleted", fields: [] };
  const modified = live.modifiedAt === undefined ? {} : { modifiedAt: live.modifiedAt };
  if (!decision?.comparison) {
    const parts = driftedParts(printLive(live, { record }, facts.sha256), record);
    return parts.length === 0 ? undefined : { address, kind: "changed", fields: unexplained(parts), ...modified };
  }
  const { drifted } = decision.comparison;
  if (drifted.length === 0) return undefined;
  const kind = isConflict(decision.comparison) ? "conflict" : "changed";
  return { address, kind, fields: driftFields(decision, facts.bodies.get(address)), ...modified };
}

function driftFields({ before, comparison }: Decision, wanted: Body | undefined): Drift["fields"] {
  const drifted = comparison?.drifted ?? [];
  if (!before || !wanted) return unexplained(drifted);
  const common = Object.fromEntries(Object.entries(wanted).filter(([field]) => Object.hasOwn(before, field)));
  const fields = diffBodies(common, before).filter(({ path }) => drifted.includes(path.split("/")[0] ?? path));
  return fields.length > 0 ? fields : unexplained(drifted);
}
