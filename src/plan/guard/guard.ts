import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { kindFacts } from "../../model/kind.js";
import { matchesAny } from "../../model/pattern.js";
import type { Decision } from "../decide/decide.js";
import type { PlanFacts } from "../facts.js";

/** From how many managed resources on a share of deletes can be too large. */
const ENOUGH_TO_COUNT = 10;

/** The safety rules: what forbids to carry a plan out, each with the way on. */
export function checkSafety(decisions: readonly Decision[], facts: PlanFacts): readonly Diagnostic[] {
  const single = decisions.flatMap((decision) => RULES.flatMap((rule) => rule(decision, facts) ?? []));
  return [...single, ...tooManyDeletes(decisions, facts)];
}

type Rule = (decision: Decision, facts: PlanFacts) => Diagnostic | undefined;

const isRemoval = ({ action }: Decision) => action === "delete" || action === "replace";

const isProtected: Rule = (decision, { environment }) => {
  const { address } = decision.match;
  if (!isRemoval(decision) || !matchesAny(environment.protect, address)) return undefined;
  return blocked("plan/protected", address, "A protected resource would be deleted or replaced", {
    detail: `\`protect\` of environment \`${environment.name}\` covers \`${address}\`.`,
    help: "keep it in the manifest as it was, or take it out of `protect`",
  });
};

const isDeleteNotAllowed: Rule = (decision, { options, mode }) => {
  const { match, live } = decision;
  if (decision.action !== "replace" || match.byName || options.allowDelete || mode === "destroy") return undefined;
  const field = kindFacts(match.kind).createOnly.find((name) => match.desired?.body[name] !== live?.body[name]) ?? "";
  const [before, after] = [live?.body[field], match.desired?.body[field]].map((value) => JSON.stringify(value));
  const goes = live ? `would go from ${before} to ${after}` : `is to become ${after}`;
  return blocked("plan/delete-not-allowed", match.address, "A replacement deletes what is there", {
    detail: `\`${field}\` can only be set at creation and ${goes}: the new ${kindFacts(match.kind).label} gets another id and ARN, and phone numbers that lead to the old one have to be pointed to the new one.`,
    help: "plan again with --allow-delete, or give it a new address and name",
  });
};

const isUnknownReplacement: Rule = ({ action, match }) => {
  if (action !== "replace" || !match.byName) return undefined;
  return blocked("plan/name-taken", match.address, "The name belongs to a resource of another type", {
    detail: `\`${match.desired?.name}\` (${match.id}) lives in the instance, is in no state, and cannot become what the manifest asks for.`,
    help: "choose another name, or make the type in the manifest the one that lives",
  });
};

const isAdoptRefused: Rule = ({ action, match }, { options }) => {
  if (action !== "adopt" || options.adopt) return undefined;
  return blocked("plan/adopt-refused", match.address, "The name is taken by a resource that no state knows", {
    detail: `\`${match.desired?.name}\` (${match.id}) lives in the instance, and --no-adopt forbids to take it over.`,
    help: "plan without --no-adopt to manage it, or choose another name",
  });
};

const isStoppedConflict: Rule = ({ reason, match }, { options }) => {
  if (reason !== "conflict" || options.onConflict === "overwrite") return undefined;
  return blocked("plan/conflict", match.address, "Edited in the manifest and changed in the instance", {
    detail:
      "Since the last apply both sides changed; carrying out the manifest would lose what was changed in the instance.",
    help: "bring the console's work in with `connectctl pull`, or plan with --on-conflict overwrite",
  });
};

const isUnpublishing: Rule = ({ match, live }) => {
  if (match.desired?.body["published"] !== false || live?.body["published"] !== true) return undefined;
  return blocked("plan/cannot-unpublish", match.address, "A published flow cannot go back to being a draft", {
    detail: "The manifest says `published: false`, the flow is published, and the service has no way back.",
    help: "remove `published: false`, or archive the flow in the console and forget it with `removed`",
  });
};

const RULES: readonly Rule[] = [
  isProtected,
  isDeleteNotAllowed,
  isUnknownReplacement,
  isAdoptRefused,
  isStoppedConflict,
  isUnpublishing,
];

function tooManyDeletes(decisions: readonly Decision[], { options, mode, state }: PlanFacts): readonly Diagnostic[] {
  const managed = state?.resources.length ?? 0;
  const removals = decisions.filter(isRemoval).length;
  if (mode === "destroy" || managed < ENOUGH_TO_COUNT || removals * 100 <= managed * options.maxDelete) return [];
  return [
    {
      severity: "error",
      code: "plan/too-many-deletes",
      summary: "Too much would be deleted",
      detail: `${removals} of ${managed} managed resources would be deleted or replaced; the limit is ${options.maxDelete} %.`,
      help: `look at the list, then plan with --max-delete ${Math.ceil((removals * 100) / managed)}%`,
    },
  ];
}

function blocked(
  code: string,
  address: Address,
  summary: string,
  more: { readonly detail: string; readonly help: string },
): Diagnostic {
  return { severity: "error", code, summary, address, ...more };
}
