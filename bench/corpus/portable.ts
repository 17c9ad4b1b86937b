import { extractReferences, type NamedBy, type NameOf } from "../../src/flow/index.js";
import { formatArn, parseArn } from "../../src/model/arn.js";
import type { JsonObject } from "../../src/model/json.js";
import type { InstanceIdentity } from "../../src/sim/index.js";
import type { Content } from "./content.js";
import { TARGET } from "./simulated.js";
import type { TextPair } from "./text-map.js";
import { keyOf } from "./thing.js";

/** A content in its portable form, and what only a rewrite can bring to the target. */
export interface Portable {
  readonly value: JsonObject;
  readonly rewrites: readonly TextPair[];
}

/** Puts addresses in place of what a content refers to; `named` has them by key. */
export function portableOf(
  content: Content,
  named: ReadonlyMap<string, NamedBy>,
  instance: InstanceIdentity,
): Portable {
  // A function is asked for with its qualifier first: things are known without any.
  const nameOf: NameOf = ({ kind, id, arn }) =>
    arn?.qualifier === undefined ? named.get(keyOf(kind, id, arn)) : undefined;
  const { content: value, unresolved } = extractReferences(content.value, nameOf);
  const rewrites = unresolved.flatMap((found): TextPair[] => {
    // An id alone is the same there; a rule says so.
    if (!("arn" in found)) return [[found.text, found.text]];
    const target = inTarget(found.text, instance);
    return target === found.text ? [] : [[found.text, target]];
  });
  return { value: value as JsonObject, rewrites };
}

/** The same ARN in the target's region, account and instance, as far as it says any. */
export function inTarget(text: string, { id }: InstanceIdentity): string {
  const arn = parseArn(text);
  if (!arn) return text;
  const isConnect = arn.service === "connect";
  return formatArn({
    ...arn,
    region: arn.region === "" ? "" : TARGET.region,
    account: arn.account === "" || arn.account === "aws" ? arn.account : TARGET.account,
    resource: isConnect ? arn.resource.replace(/^instance\/[^/]+/, `instance/${id}`) : arn.resource,
  });
}
