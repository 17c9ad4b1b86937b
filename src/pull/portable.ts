import { type BareId, extractReferences, type FoundArn, renderStrings, UNADDRESSED } from "../flow/index.js";
import type { Address } from "../model/address.js";
import { formatArn, instanceIdOf, kindOfArn } from "../model/arn.js";
import type { Target } from "../model/environment.js";
import { type Json, mapStrings } from "../model/json.js";
import { isKind, type Kind, kindFacts } from "../model/kind.js";
import type { PullUnresolved } from "../model/pull.js";
import { findElsewhere } from "./elsewhere.js";
import type { NameIndex } from "./name-index.js";

/** A live value with references in place of ARNs, and what could not be named. */
export interface Portable {
  readonly value: Json;
  readonly unresolved: readonly Omit<PullUnresolved, "address" | "file">[];
}

/**
 * Turns a live value into what a file should say: references for what has an address, variables for what only the
 * target decides. Rendering it in the same instance gives the live value back.
 */
export function portableValue(live: Json, names: NameIndex, target: Target): Portable {
  const { content, unresolved } = extractReferences(live, names.nameOf, { freeIds: true });
  const settled = settleTarget(settleInside(content, names, target), target);
  const left = unresolved
    .filter((one) => !isOfTarget(one, target) && insideOf(one, names, target) === undefined)
    .map((one) => explain(one, names, target));
  return { value: settled, unresolved: [...left, ...findElsewhere(live)] };
}

/** What a portable value is in the instance; undefined for what is not known stays as it is written. */
export function renderedValue(portable: Json, names: Pick<NameIndex, "identities">, target: Target): Json {
  const variables: Readonly<Record<string, string>> = {
    "instance.arn": target.instanceArn,
    "instance.id": target.instanceId,
    region: target.region,
    account: target.accountId,
  };
  return renderStrings(portable, (token) => {
    if (token.type === "variable") return variables[token.name];
    if (token.type !== "reference") return undefined;
    const { address, part, alias } = token.reference;
    const identity = names.identities.get(address);
    return part === "alias" ? identity?.aliases?.[alias ?? ""] : identity?.[part];
  }).value;
}

/** The instance itself, and AWS's own views, which every Region has. */
function settleTarget(content: Json, { instanceArn, instanceId, region }: Target): Json {
  // A `$` before a reference would be read as an escape.
  const instance = new RegExp(`(?<![$A-Za-z0-9])${literal(instanceArn)}(?![/A-Za-z0-9_-])`, "g");
  const view = new RegExp(`(arn:[a-z-]+:connect:)${literal(region)}(?=:aws:view/)`, "g");
  const settle = (text: string) => {
    if (text === instanceId) return "${instance.id}";
    if (!text.includes("arn:")) return text;
    return text.replace(view, (_, start: string) => `${start}\${region}`).replace(instance, () => "${instance.arn}");
  };
  return mapStrings(content, settle, settle);
}

/**
 * What an ARN inside the instance names by the id of something that has another ARN: the queue of an agent has no name of
 * its own, and a phone number's ARN was once inside its instance.
 */
const INSIDE: Readonly<Record<string, Kind>> = { "queue/agent": "user", "phone-number": "phoneNumber" };

function settleInside(content: Json, names: NameIndex, { instanceArn }: Target): Json {
  const words = Object.keys(INSIDE).join("|");
  const inside = new RegExp(`(?<![$A-Za-z0-9])${literal(instanceArn)}/(${words})/(${UUID})(?![A-Za-z0-9-])`, "g");
  const settle = (text: string) => {
    if (!text.includes(instanceArn)) return text;
    return text.replace(inside, (whole, word: string, id: string) => {
      const address = addressInside(word, id, names);
      return address === undefined ? whole : `\${instance.arn}/${word}/\${${address}.id}`;
    });
  };
  return mapStrings(content, settle, settle);
}

function addressInside(word: string, id: string, names: NameIndex): Address | undefined {
  const kind = INSIDE[word];
  return kind && names.nameOf({ kind, id })?.address;
}

const UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

/** The address of what an ARN inside the instance names by its id. */
function insideOf(found: FoundArn | BareId, names: NameIndex, { instanceId }: Target): Address | undefined {
  if (!("arn" in found) || found.arn.qualifier !== undefined || instanceIdOf(found.arn) !== instanceId)
    return undefined;
  const [, word = "", id] = /^instance\/[^/]+\/(.+)\/([^/]+)$/.exec(found.arn.resource) ?? [];
  return id === undefined ? undefined : addressInside(word, id, names);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function isOfTarget(found: FoundArn | BareId, { instanceArn, region }: Target): boolean {
  if (!("arn" in found)) return false;
  const isView = found.arn.account === "aws" && found.arn.resource.startsWith("view/") && found.arn.region === region;
  return found.text === instanceArn || isView;
}

function explain(found: FoundArn | BareId, names: NameIndex, target: Target): Portable["unresolved"][number] {
  const { pointer, block, text } = found;
  return { pointer, ...(block === undefined ? {} : { block }), text, why: reasonFor(found, names, target) };
}

function reasonFor(found: FoundArn | BareId, names: NameIndex, target: Target): string {
  if (!("arn" in found)) {
    if (!isKind(found.kind)) return `a ${UNADDRESSED[found.kind]} has no address; a \`rewrite\` rule can map it`;
    return names.whyNot(`${found.kind} ${found.id}`) ?? names.unlisted(kindFacts(found.kind).label);
  }
  const { qualifier: _, ...base } = found.arn;
  const thing = kindOfArn(found.arn);
  const known = names.whyNot(found.text) ?? names.whyNot(formatArn(base));
  if (known !== undefined) return known;
  if (thing && names.nameOf({ ...thing, arn: base })) return "no reference can stand behind the `$` that is before it";
  const instance = instanceIdOf(found.arn);
  if (instance !== undefined && instance !== target.instanceId) return "it is of another instance";
  if (found.arn.account !== "" && found.arn.account !== target.accountId) return "it is of another account";
  if (found.arn.region !== "" && found.arn.region !== target.region) return "it is of another Region";
  return thing ? names.unlisted(kindFacts(thing.kind).label) : "no address can stand for it";
}
