import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { kindFacts } from "../../model/kind.js";
import type { Found } from "../../model/lookup.js";
import { nearNames } from "../../model/near-name.js";
import type { Lookup } from "../../model/resource.js";

/** How a person would say what a lookup searches for. */
function lookupText({ by }: Lookup): string {
  if ("arn" in by) return by.arn;
  return "bot" in by ? `${by.bot}/${by.alias}` : by.name;
}

/** Says what lookups were not found, each with near names and who refers to it. */
export function checkLookups(
  lookups: readonly Lookup[],
  found: Readonly<Record<Address, Found>>,
  referrers: ReadonlyMap<Address, readonly Address[]>,
): readonly Diagnostic[] {
  return lookups.flatMap((lookup) => {
    const users = referrers.get(lookup.address) ?? [];
    const result = found[lookup.address];
    if (users.length === 0 || !result || result.type === "found") return [];
    return [
      result.type === "missing" ? missing(lookup, result.candidates, users) : ambiguous(lookup, result.ids, users),
    ];
  });
}

/** Says which lookups nothing is known of where nothing was read: no apply and no pull has recorded them. */
export function checkUnread(
  lookups: readonly Lookup[],
  identities: ReadonlyMap<Address, unknown>,
  referrers: ReadonlyMap<Address, readonly Address[]>,
): readonly Diagnostic[] {
  return lookups.flatMap((lookup) => {
    const users = referrers.get(lookup.address) ?? [];
    if (users.length === 0 || identities.has(lookup.address)) return [];
    return [
      {
        ...place(lookup),
        code: "plan/unread-lookup",
        summary: "Nothing is recorded of what is looked up",
        detail: `\`${lookupText(lookup)}\` has to be looked for in the instance; ${referredBy(users)}.`,
        help: "plan without `--refresh none`",
      },
    ];
  });
}

function missing(lookup: Lookup, candidates: readonly string[], users: readonly Address[]): Diagnostic {
  const near = nearNames(lookupText(lookup), candidates);
  const label = kindFacts(lookup.kind).label;
  return {
    ...place(lookup),
    code: "plan/missing-lookup",
    summary: `The instance has no ${label} of this name`,
    detail: `\`${lookupText(lookup)}\` was not found; ${referredBy(users)}.`,
    help:
      near.length > 0
        ? `write ${near.map((name) => `\`${name}\``).join(" or ")}, or give this environment's name under \`names\``
        : `create it in the instance, or give this environment's name under \`names\``,
  };
}

function ambiguous(lookup: Lookup, ids: readonly string[], users: readonly Address[]): Diagnostic {
  return {
    ...place(lookup),
    code: "plan/ambiguous-lookup",
    summary: `The instance has several of this name`,
    detail: `\`${lookupText(lookup)}\` is the name of ${ids.join(", ")}; ${referredBy(users)}.`,
    help: "write the ARN of the one that is meant in place of the name, or rename the others",
  };
}

function referredBy(users: readonly Address[]): string {
  const shown = users.slice(0, 5).map((address) => `\`${address}\``);
  const more = users.length > 5 ? ` and ${users.length - 5} more` : "";
  return `${shown.join(", ")}${more} ${users.length === 1 ? "refers" : "refer"} to it`;
}

function place({ address, origin }: Lookup) {
  const { file, pointer, line, column } = origin;
  const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
  return { severity: "error" as const, address, file, pointer, ...at };
}
