import { findTokens } from "../flow/index.js";
import type { Address } from "../model/address.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { nearNames } from "../model/near-name.js";
import type { Body } from "../model/resource.js";
import type { Decision } from "./decide/decide.js";
import type { PlanFacts } from "./facts.js";

/** Says which aliases a body asks for that the module it looks up does not have. */
export function checkAliases(
  chosen: readonly Decision[],
  bodies: ReadonlyMap<Address, Body>,
  { desired, snapshot }: PlanFacts,
): readonly Diagnostic[] {
  const lookups = new Set(desired.lookups.map(({ address }) => address));
  return chosen.flatMap((decision) => {
    const values = Object.values(bodies.get(decision.match.address) ?? {});
    return values.flatMap(findTokens).flatMap(({ token, block }) => {
      if (token.type !== "reference") return [];
      const { address, alias } = token.reference;
      const looked = lookups.has(address) ? snapshot.lookups[address] : undefined;
      if (alias === undefined || looked?.type !== "found") return [];
      const known = looked.identity.aliases ?? {};
      return Object.hasOwn(known, alias) ? [] : [missingAlias(decision, { address, alias, block }, Object.keys(known))];
    });
  });
}

function missingAlias(
  { match }: Decision,
  { address, alias, block }: { readonly address: Address; readonly alias: string; readonly block: string | undefined },
  known: readonly string[],
): Diagnostic {
  const near = nearNames(alias, known);
  const where = block === undefined ? "" : `, in block \`${block}\`,`;
  return {
    severity: "error",
    code: "plan/missing-alias",
    summary: "The module has no alias of this name",
    detail: `\`\${${address}.alias.${alias}}\`${where} asks for an alias that the module of the instance does not have.`,
    address: match.address,
    file: match.desired?.contentFile ?? match.desired?.origin.file ?? "",
    help:
      near.length > 0 ? `write ${near.map((name) => `\`${name}\``).join(" or ")}` : "create the alias in the instance",
  };
}
