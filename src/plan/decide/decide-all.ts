import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Body } from "../../model/resource.js";
import type { PlanFacts } from "../facts.js";
import { type Decision, type DecisionFacts, decideDesired, decideRecorded } from "./decide.js";
import type { Known } from "./known.js";
import type { Match } from "./match.js";

/**
 * Decides about every match. `bodies` are the desired bodies with the target's variables filled in; what has none is
 * known to the state alone.
 */
export function decideAll(
  matches: readonly Match[],
  bodies: ReadonlyMap<Address, Body>,
  known: Known,
  { sha256, mode, options, desired }: PlanFacts,
): readonly Decision[] {
  const facts: DecisionFacts = {
    ...known,
    sha256,
    destroy: mode === "destroy",
    allowDelete: options.allowDelete,
    unread: options.refresh === "none",
  };
  const forgotten = new Set(desired.removed);
  return matches.flatMap((match) => {
    const body = bodies.get(match.address);
    if (body) return [decideDesired(match, body, facts)];
    if (!match.record) return [];
    const isLeft = forgotten.has(match.address) || (isBornWith(match) && (facts.destroy || facts.allowDelete));
    return decideRecorded(match, isLeft, facts) ?? [];
  });
}

/** Names of the flows that every instance is born with and that the service lets nobody delete (administrator guide). */
const BORN_WITH: ReadonlySet<string> = new Set([
  "Default agent hold",
  "Default agent transfer",
  "Default agent whisper",
  "Default customer hold",
  "Default customer queue",
  "Default customer whisper",
  "Default outbound",
  "Default queue transfer",
]);

function isBornWith({ kind, record, desired }: Match): boolean {
  return kind === "flow" && desired === undefined && BORN_WITH.has(record?.name ?? "");
}

/** Says of such flows that they are forgotten where others would be deleted. */
export function checkBornWith(chosen: readonly Decision[]): readonly Diagnostic[] {
  const left = chosen.filter(({ match, reason }) => reason === "removed" && isBornWith(match));
  return left.map(({ match }) => ({
    severity: "warning",
    code: "plan/born-with-instance",
    summary: "A flow that every instance comes with cannot be deleted",
    detail: `\`${match.record?.name}\` stays in the instance as it is, and is managed no longer.`,
    address: match.address,
  }));
}
