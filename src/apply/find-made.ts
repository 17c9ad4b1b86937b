import { fingerprintBody } from "../flow/index.js";
import type { Change } from "../model/change.js";
import type { Sha256 } from "../model/fingerprint.js";
import type { Provider } from "../model/provider.js";
import type { Body, Identity } from "../model/resource.js";

/**
 * Finds what a create made whose answer was lost: a resource of this name with exactly this body. What somebody else
 * made under the name has another body and is left alone.
 */
export async function findMade(
  provider: Provider,
  { kind }: Change,
  body: Body,
  sha256: Sha256,
): Promise<Identity | undefined> {
  const fields = Object.keys(body);
  const expected = fingerprintBody(body, sha256).sha256;
  for (const listed of await provider.list(kind)) {
    if (listed.name !== body["name"]) continue;
    const live = await provider.read(kind, listed.id, fields);
    const found = Object.entries(live?.body ?? {}).filter(([field]) => fields.includes(field));
    if (fingerprintBody(Object.fromEntries(found), sha256).sha256 === expected) return listed;
  }
  return undefined;
}
