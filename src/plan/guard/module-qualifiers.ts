import { readBlocks } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { isJsonObject, type Json } from "../../model/json.js";
import type { Body, Identity } from "../../model/resource.js";
import type { Snapshot } from "../../model/snapshot.js";
import { UUID } from "../../model/uuid.js";
import type { Decision } from "../decide/decide.js";
import type { Identities } from "../decide/identities.js";

export interface QualifierFacts {
  readonly bodies: ReadonlyMap<Address, Body>;
  readonly identities: Identities;
  /** Addresses whose contents are not written. */
  readonly untouched: ReadonlySet<Address>;
  readonly snapshot: Snapshot;
}

/**
 * Versions and aliases of modules that contents and aliases to be written name by number or id. Each instance numbers its versions
 * and gives ids to its aliases anew: one that was pulled from another instance leads to something else here, or nowhere.
 */
export function checkModuleQualifiers(chosen: readonly Decision[], facts: QualifierFacts): readonly Diagnostic[] {
  return chosen.flatMap((decision) => {
    const { content, aliases } = facts.bodies.get(decision.match.address) ?? {};
    if (decision.after === null || facts.untouched.has(decision.match.address)) return [];
    return [...inAliases(decision, aliases ?? null, facts), ...inBlocks(decision, content ?? null, facts)];
  });
}

/** A module that is only made now has no versions yet. */
function inAliases({ match }: Decision, aliases: Json, { identities }: QualifierFacts): readonly Diagnostic[] {
  if (!isJsonObject(aliases) || identities.get(match.address)) return [];
  return Object.entries(aliases).flatMap(([name, alias]) => {
    const version = isJsonObject(alias) ? alias["version"] : undefined;
    const who = `The alias \`${name}\` leads to`;
    const help = "write `version: current`";
    return typeof version === "number"
      ? [strange(match, { who, module: match.address, qualifier: `${version}`, help })]
      : [];
  });
}

function inBlocks({ match }: Decision, content: Json, { identities, snapshot }: QualifierFacts): readonly Diagnostic[] {
  return readBlocks(content).flatMap(({ id, index, parameters: { FlowModuleId: text = null } }) => {
    const [, module, qualifier] = QUALIFIED.exec(String(text)) ?? [];
    if (module === undefined || qualifier === undefined) return [];
    if (isHere(qualifier, identities.get(module), snapshot)) return [];
    const pointer = `/Actions/${index}/Parameters/FlowModuleId`;
    const help = `invoke \`\${${module}}\` itself, or one of its \`aliases\`: \`\${${module}}:\${${module}.alias.NAME}\``;
    return [strange(match, { who: `Block \`${id}\` invokes`, module, qualifier, pointer, help })];
  });
}

const QUALIFIED = /^\$\{(module\.[^.}]+)(?:\.id)?\}:([0-9]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Versions are not read: of a module that is there already, each number may be. */
function isHere(qualifier: string, module: Identity | null | undefined, { resources }: Snapshot): boolean {
  if (!module) return false;
  if (!UUID.test(qualifier) || Object.values(module.aliases ?? {}).includes(qualifier)) return true;
  const text = `${module.id}:${qualifier}`;
  return resources.some(({ body }) => JSON.stringify(body["content"] ?? null).includes(text));
}

interface Strange {
  /** The beginning of the sentence that says who names it. */
  readonly who: string;
  readonly module: Address;
  readonly qualifier: string;
  readonly pointer?: string;
  readonly help: string;
}

function strange({ address, desired }: Decision["match"], found: Strange): Diagnostic {
  const { who, module, qualifier, pointer, help } = found;
  const file = (pointer === undefined ? undefined : desired?.contentFile) ?? desired?.origin.file;
  const what = UUID.test(qualifier) ? `the alias with the id ${qualifier}` : `version ${qualifier}`;
  return {
    severity: "warning",
    code: "plan/foreign-qualifier",
    summary: "A version or an alias of a module that this instance is not known to have",
    detail: `${who} ${what} of \`${module}\`. Instances number versions and aliases each for itself.`,
    address,
    ...(file === undefined ? {} : { file }),
    ...(pointer === undefined ? {} : { pointer }),
    help,
  };
}
