import { CONTENT_LIMIT, contentSize, mayBeTooLarge, renderStrings } from "../../flow/index.js";
import { type Address, kindOf } from "../../model/address.js";
import { arnInInstance } from "../../model/arn.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Json } from "../../model/json.js";
import { kindFacts } from "../../model/kind.js";
import type { Reference } from "../../model/reference.js";
import type { Body } from "../../model/resource.js";
import type { Decision } from "../decide/decide.js";
import { type Identities, valueOfReference } from "../decide/identities.js";
import type { PlanFacts } from "../facts.js";

export interface SizeFacts extends Pick<PlanFacts, "snapshot"> {
  readonly bodies: ReadonlyMap<Address, Body>;
  readonly identities: Identities;
  /** Addresses whose contents are not written. */
  readonly untouched: ReadonlySet<Address>;
}

/** Every id that the service gives has this length. */
const ANY_ID = "00000000-0000-0000-0000-000000000000";

/** Contents that are too large for the service with the ARNs of this instance in them. */
export function checkSizes(chosen: readonly Decision[], facts: SizeFacts): readonly Diagnostic[] {
  return chosen.flatMap(({ match, after }) => {
    const content = facts.bodies.get(match.address)?.["content"];
    if (
      after === null ||
      content === undefined ||
      !kindFacts(match.kind).hasContent ||
      facts.untouched.has(match.address)
    )
      return [];
    if (!mayBeTooLarge(content)) return [];
    const size = contentSize(filled(content, facts));
    return size > CONTENT_LIMIT ? [tooLarge(match, size)] : [];
  });
}

function filled(content: Json, { identities, snapshot }: SizeFacts): Json {
  const guess = ({ address, part }: Reference) =>
    part === "arn" ? arnInInstance(snapshot.target.instanceArn, kindOf(address), ANY_ID) : ANY_ID;
  return renderStrings(content, (token) =>
    token.type === "reference" ? (valueOfReference(token.reference, identities) ?? guess(token.reference)) : undefined,
  ).value;
}

function tooLarge({ address, desired }: Decision["match"], size: number): Diagnostic {
  const file = desired?.contentFile ?? desired?.origin.file;
  return {
    severity: "error",
    code: "flow/too-large",
    summary: "The content is larger than the service takes",
    detail: `With the ARNs of this instance it has ${grouped(size)} characters; the limit is ${grouped(CONTENT_LIMIT)}.`,
    address,
    ...(file === undefined ? {} : { file }),
    help: "move a part of it into a flow module or another flow",
  };
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
