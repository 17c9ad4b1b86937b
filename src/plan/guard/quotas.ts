import type { Diagnostic } from "../../model/diagnostic.js";
import { MANAGED_KINDS, type ManagedKind } from "../../model/kind.js";
import { KIND_QUOTAS } from "../../model/quota.js";
import type { Decision } from "../decide/decide.js";
import type { PlanFacts } from "../facts.js";

/**
 * Says where a plan would go over a default quota, before anything is written. Quotas can be raised, and nobody here
 * knows by how much: so it is a warning, one for each kind.
 */
export function checkQuotas(decisions: readonly Decision[], facts: PlanFacts): readonly Diagnostic[] {
  return MANAGED_KINDS.flatMap((kind) => checkQuota(kind, decisions, facts) ?? []);
}

function checkQuota(kind: ManagedKind, decisions: readonly Decision[], facts: PlanFacts): Diagnostic | undefined {
  const { name, amount, archivedCount } = KIND_QUOTAS[kind];
  // What is replaced or deleted goes last, so that for a while old and new are both there.
  const made = decisions.filter(({ action, match }) => match.kind === kind && isMade(action)).length;
  const { there, archived } = countLive(kind, facts);
  if (amount === undefined || made === 0 || there + made <= amount) return undefined;
  const counted = archivedCount && archived > 0 ? `, ${archived} of them archived, which count` : "";
  return {
    severity: "warning",
    code: "plan/quota",
    summary: `More than the default quota of ${amount} for “${name}”`,
    detail: `${there} are there${counted}, and this plan creates ${made}, which makes ${there + made}.`,
    help: `look in Service Quotas whether “${name}” was raised to ${there + made} or more for this account, and ask for it before you apply`,
  };
}

const isMade = (action: Decision["action"]) => action === "create" || action === "replace";

/** What lives of a kind, as far as it was listed; what is recorded where nothing was read. */
function countLive(kind: ManagedKind, { snapshot, state }: PlanFacts) {
  const listed = snapshot.listed[kind];
  const recorded = (state?.resources ?? []).filter((one) => one.kind === kind).length;
  const archived = (listed ?? []).filter((one) => one.archived === true).length;
  return { there: listed?.length ?? recorded, archived };
}
