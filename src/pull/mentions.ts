import { findArns, findBareIds } from "../flow/index.js";
import { type Arn, kindOfArn } from "../model/arn.js";
import type { Json } from "../model/json.js";
import { isKind, type Kind } from "../model/kind.js";
import type { Body } from "../model/resource.js";
import { UUID } from "../model/uuid.js";

/** What live bodies refer to by ARN or id. */
export interface Mentions {
  /** What has to be listed before it can be named. */
  readonly kinds: ReadonlySet<Kind>;
  /** Ids of modules that are referred to by an alias. */
  readonly aliasedModules: ReadonlySet<string>;
  /** ARNs of Lex bot aliases. */
  readonly bots: ReadonlySet<string>;
}

/** Goes through live bodies once for all that they refer to. */
export function mentionsIn(bodies: Iterable<Body>): Mentions {
  const mentions: Gathered = { kinds: new Set(), aliasedModules: new Set(), bots: new Set() };
  for (const body of bodies) {
    for (const { arn, text } of findArns(body)) addArn(mentions, arn, text);
    for (const { kind, id, qualifier } of findBareIds((body["content"] ?? null) as Json)) {
      if (isKind(kind)) mentions.kinds.add(kind);
      if (kind === "module" && UUID.test(qualifier ?? "")) mentions.aliasedModules.add(id);
    }
  }
  return mentions;
}

interface Gathered {
  readonly kinds: Set<Kind>;
  readonly aliasedModules: Set<string>;
  readonly bots: Set<string>;
}

function addArn({ kinds, aliasedModules, bots }: Gathered, arn: Arn, text: string): void {
  const thing = kindOfArn(arn);
  if (!thing) return;
  // An agent's queue is named by the agent.
  const kind = thing.kind === "queue" && thing.id.startsWith("agent/") ? "user" : thing.kind;
  if (arn.account !== "aws") kinds.add(kind);
  if (kind === "module" && UUID.test(arn.qualifier ?? "")) aliasedModules.add(thing.id);
  if (kind === "lexBot") bots.add(text);
}
