import { findReferences, renderStrings } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Json } from "../../model/json.js";
import type { Provider } from "../../model/provider.js";
import type { DesiredResource, Identity } from "../../model/resource.js";
import { prepareBody } from "../../plan/index.js";
import { readRecorded } from "../applying/recorded.js";
import type { Context } from "../line/command.js";
import { gather } from "../planning/gather.js";
import type { Session } from "../session.js";

/** Content as it stands in the instance, or would, with what is missing for it. */
export async function renderable(
  resource: DesiredResource,
  session: Session,
  { world }: Context,
): Promise<{ readonly content: Json; readonly missing: readonly Address[] }> {
  const { provider, store, journal, environment, desired } = session;
  const { state } = await readRecorded(store, journal, provider, world);
  const only = { ...desired, resources: [resource], moved: [], removed: [] };
  const { snapshot } = await gather(provider, only, undefined);
  const known = new Map<Address, Identity>((state?.resources ?? []).map((record) => [record.address, record]));
  for (const [address, found] of Object.entries(snapshot.lookups)) {
    if (found.type === "found") known.set(address, found.identity);
  }
  await addAliases(known, resource, provider);
  const { body } = prepareBody(resource, environment, snapshot.target);
  const missing = new Set<Address>();
  const { value } = renderStrings(body["content"] ?? null, (token) => {
    if (token.type !== "reference") return undefined;
    const { address, part, alias } = token.reference;
    const identity = known.get(address);
    const value = part === "alias" ? identity?.aliases?.[alias ?? ""] : identity?.[part];
    if (value === undefined) missing.add(address);
    return value;
  });
  return { content: value, missing: [...missing].sort() };
}

/** Module aliases are looked at only where the content names one: each costs a read. */
async function addAliases(known: Map<Address, Identity>, { body }: DesiredResource, provider: Provider): Promise<void> {
  const named = findReferences(body).filter(({ reference }) => reference.part === "alias");
  for (const address of new Set(named.map(({ reference }) => reference.address))) {
    const identity = known.get(address);
    const live = identity && (await provider.read("module", identity.id, ["aliases"]));
    if (identity && live?.aliases) known.set(address, { ...identity, aliases: live.aliases });
  }
}
