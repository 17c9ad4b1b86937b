import { fingerprintBody } from "../flow/index.js";
import type { Fingerprint, Sha256 } from "../model/fingerprint.js";
import { isManagedKind, type Kind } from "../model/kind.js";
import type { Provider } from "../model/provider.js";
import type { Body, Identity } from "../model/resource.js";

/** Parts of a fingerprint, by name. */
type Parts = Readonly<Record<string, string>>;

/** Fields that no create sets: a second call does, when the resource is there. */
const SET_LATER = ["enabled", "aliases"];

/** Whether a create with this body has to be followed by other calls. */
export function isSetLater(body: Body): boolean {
  return body["enabled"] === false || body["aliases"] !== undefined;
}

/** The fingerprint of what a create sets by itself, part by part: by it, what was made is known again. */
export function madeParts({ parts }: Fingerprint): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([part]) => !SET_LATER.includes(part)));
}

/** What was made and not heard of. */
export interface Made {
  readonly kind: Kind;
  readonly name: string;
  readonly parts: Parts;
}

/**
 * Finds what a create made whose answer was lost: a resource of this name with exactly these contents. What somebody
 * else made under the name has others and is left alone.
 */
export async function findMade(provider: Provider, made: Made, sha256: Sha256): Promise<Identity | undefined> {
  const { kind, name, parts } = made;
  if (!isManagedKind(kind)) return undefined;
  const fields = [...new Set(Object.keys(parts).map((part) => (part === "layout" ? "content" : part)))];
  for (const listed of await provider.list(kind)) {
    if (listed.name !== name) continue;
    const live = await provider.read(kind, listed.id, fields);
    if (live && isMade(live.body, parts, sha256)) return listed;
  }
  return undefined;
}

function isMade(live: Body, parts: Parts, sha256: Sha256): boolean {
  const found = fingerprintBody(live, sha256).parts;
  return Object.keys(parts).every((part) => found[part] === parts[part]);
}
