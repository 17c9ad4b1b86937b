import { type BareId, findBareIds, UNADDRESSED } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { isKind, kindFacts } from "../../model/kind.js";
import type { Plan } from "../../model/plan.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { Decision } from "../decide/decide.js";
import type { PlanFacts } from "../facts.js";
import type { Prepared } from "../prepare.js";

export interface IdFacts {
  readonly prepared: ReadonlyMap<Address, Prepared>;
  /** Addresses whose contents are not written. */
  readonly untouched: ReadonlySet<Address>;
  readonly facts: Pick<PlanFacts, "options" | "snapshot">;
}

/**
 * Ids without an ARN around them, in contents that would be written. An id does not say whose it is: it is taken for one
 * of this instance where a list of its kind has it, where a content that lives here has it already, or where a rule put
 * it there.
 */
export function checkIds(chosen: readonly Decision[], { prepared, untouched, facts }: IdFacts): readonly Diagnostic[] {
  if (facts.options.refresh === "none") return [];
  const isKnown = knownHere(facts.snapshot);
  return chosen.flatMap(({ match, after }) => {
    const one = prepared.get(match.address);
    const content = one?.body["content"];
    if (!one || content === undefined || after === null || untouched.has(match.address)) return [];
    const strange = findBareIds(content).filter((found) => !one.allowed.has(found.text) && !isKnown(found));
    return onceEach(strange).map((found) => foreignId(match, found));
  });
}

/** Tells whether an id is one of this instance, as far as that was read; contents are gone through when lists do not say. */
function knownHere({ listed, resources }: Snapshot): (found: BareId) => boolean {
  let texts: readonly string[] | undefined;
  return ({ kind, id }) => {
    if (isKind(kind) && listed[kind]?.some((one) => one.id === id)) return true;
    texts ??= resources.flatMap(({ body }) => (body["content"] === undefined ? [] : JSON.stringify(body["content"])));
    return texts.some((text) => text.includes(id));
  };
}

/** The kinds of the ids that a plan refuses, as far as they were not listed: their lists may show whose the ids are. */
export function kindsToList({ diagnostics }: Plan, { desired, snapshot }: Pick<PlanFacts, "desired" | "snapshot">) {
  const refused = diagnostics.filter(({ code }) => code === CODE);
  const kinds = refused.flatMap(({ address, pointer }) => {
    const content = desired.resources.find((one) => one.address === address)?.body["content"];
    return content === undefined ? [] : findBareIds(content).filter((found) => found.pointer === pointer);
  });
  const ofKinds = kinds.flatMap(({ kind }) => (isKind(kind) && snapshot.listed[kind] === undefined ? [kind] : []));
  return [...new Set(ofKinds)];
}

const CODE = "plan/foreign-id";

function onceEach(found: readonly BareId[]): readonly BareId[] {
  const first = new Map<string, BareId>();
  for (const one of found) if (!first.has(`${one.block} ${one.text}`)) first.set(`${one.block} ${one.text}`, one);
  return [...first.values()];
}

function foreignId({ address, desired }: Decision["match"], { kind, text, block, pointer }: BareId): Diagnostic {
  const file = desired?.contentFile ?? desired?.origin.file;
  const what = isKind(kind) ? kindFacts(kind).label : UNADDRESSED[kind];
  const rule = "a rule to `rewrite` of this environment (a rule from it to itself lets it stay)";
  const detail = `The ${what} that block \`${block}\` names by the id \`${text}\` is in nothing that was read of this instance.`;
  return {
    severity: "error",
    code: CODE,
    summary: "An id of another place would reach callers",
    detail,
    address,
    ...(file === undefined ? {} : { file }),
    pointer,
    help: isKind(kind)
      ? `write a reference such as \`\${${kind}.NAME.id}\` in its place, or add ${rule}`
      : `add ${rule}`,
  };
}
