import { type Arn, instanceIdOf, kindOfArn, parseArn } from "../../model/arn.js";
import type { Target } from "../../model/environment.js";
import type { Kind } from "../../model/kind.js";
import type { Found } from "../../model/lookup.js";
import { nearNames } from "../../model/near-name.js";
import type { Identity } from "../../model/resource.js";
import type { Listed } from "../../model/snapshot.js";
import { bareArn } from "./arns.js";
import type { Summary } from "./lists.js";

/** Finds one of the summaries by its exact name, or a number by its description. Archived ones are no candidates. */
export function findByName(kind: Kind, name: string, summaries: readonly Summary[]): Found {
  const candidates = summaries.filter(isCandidate);
  const byName = candidates.filter(({ listed }) => listed.name === name);
  const found = byName.length > 0 ? byName : candidates.filter(({ description }) => description === name);
  if (found.length > 0) return oneOf(found.map(({ listed }) => listed));
  return (kind === "lambda" && findQualified(name, candidates)) || missing(name, candidates);
}

/** Finds the summary that an ARN stands for. The qualifier is not looked at, and stays in the identity's ARN. */
export function findByArn(kind: Kind, text: string, summaries: readonly Summary[], target: Target): Found {
  const arn = parseArn(text);
  const named = arn && kindOfArn(arn);
  if (!arn || named?.kind !== kind || isForeign(arn, target)) return { type: "missing", candidates: [] };
  const found = summaries.filter(isCandidate).find(({ listed }) => isSame(listed, text, named.id));
  if (!found) return { type: "missing", candidates: [] };
  return { type: "found", identity: { ...identityOf(found.listed), arn: text } };
}

function isCandidate({ listed }: Summary): boolean {
  return listed.archived !== true;
}

function oneOf(found: readonly Listed[]): Found {
  const [first, ...others] = found;
  if (first && others.length === 0) return { type: "found", identity: identityOf(first) };
  const ids = found.map(({ id }) => id);
  return { type: "ambiguous", ids: new Set(ids).size === ids.length ? ids : found.map(({ arn }) => arn) };
}

function missing(name: string, candidates: readonly Summary[]): Found {
  const names = candidates.flatMap(({ listed, description }) =>
    description ? [listed.name, description] : [listed.name],
  );
  return { type: "missing", candidates: nearNames(name, names) };
}

/** A function's alias or version (`name:alias`): it is the function itself that is associated with the instance. */
function findQualified(name: string, candidates: readonly Summary[]): Found | undefined {
  const colon = name.indexOf(":");
  if (colon === -1) return undefined;
  const found = oneOf(candidates.map(({ listed }) => listed).filter((listed) => listed.name === name.slice(0, colon)));
  if (found.type !== "found") return found.type === "ambiguous" && found.ids.length > 0 ? found : undefined;
  const { identity } = found;
  return { type: "found", identity: { ...identity, arn: `${identity.arn}${name.slice(colon)}`, name } };
}

/** An ARN of another instance; AWS-managed views and numbers are in none. */
function isForeign(arn: Arn, { instanceId }: Target): boolean {
  const inside = instanceIdOf(arn);
  return inside !== undefined && inside !== instanceId;
}

function isSame(listed: Listed, text: string, id: string): boolean {
  if (listed.arn === text || bareArn(listed.arn) === bareArn(text)) return true;
  return listed.id === id && listed.kind !== "lambda" && listed.kind !== "lexBot";
}

function identityOf({ id, arn, name }: Listed): Identity {
  return { id, arn, name };
}
