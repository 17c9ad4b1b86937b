import { extractReferences, type Placed, renderStrings } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import { formatArn } from "../../model/arn.js";
import type { Json } from "../../model/json.js";
import type { Reference } from "../../model/reference.js";
import type { Body, Identity } from "../../model/resource.js";

/** What each address is in the instance; null where this plan has to create it first. */
export type Identities = ReadonlyMap<Address, Identity | null>;

/** The text a reference stands for; undefined while it is not known. */
export function valueOfReference(reference: Reference, identities: Identities): string | undefined {
  const identity = identities.get(reference.address);
  if (!identity) return undefined;
  if (reference.part === "alias") return identity.aliases?.[reference.alias ?? ""];
  return identity[reference.part];
}

/** Puts ARNs in place of references; tells which addresses could not be. */
export function renderBody(
  body: Body,
  identities: Identities,
): { readonly body: Body; readonly waitsFor: ReadonlySet<Address> } {
  const waitsFor = new Set<Address>();
  const resolve = (token: Placed) => {
    if (token.type !== "reference") return undefined;
    const value = valueOfReference(token.reference, identities);
    if (value === undefined) waitsFor.add(token.reference.address);
    return value;
  };
  const fields = Object.entries(body).map(([field, value]) => [field, renderStrings(value, resolve).value]);
  return { body: Object.fromEntries(fields), waitsFor };
}

/** Puts references in place of ARNs: what a live body looks like to people. */
export function bodyExtractor(identities: Identities): (body: Body) => Body {
  const byArn = new Map<string, { address: Address; aliases?: Record<string, string> }>();
  const byId = new Map<string, { address: Address; aliases?: Record<string, string> }>();
  for (const [address, identity] of identities) {
    if (!identity) continue;
    const names = Object.entries(identity.aliases ?? {}).map(([name, id]) => [id, name]);
    const found = names.length > 0 ? { address, aliases: Object.fromEntries(names) } : { address };
    byArn.set(identity.arn, found);
    byId.set(`${address.slice(0, address.indexOf("."))} ${identity.id}`, found);
  }
  return (body) =>
    Object.fromEntries(
      Object.entries(body).map(([field, value]) => {
        const { content } = extractReferences(value as Json, ({ kind, id, arn }) => {
          return arn ? byArn.get(formatArn(arn)) : byId.get(`${kind} ${id}`);
        });
        return [field, content];
      }),
    );
}
