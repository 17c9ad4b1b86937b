import { findArns, findBareIds } from "../flow/index.js";
import { kindOfArn } from "../model/arn.js";
import type { Json } from "../model/json.js";
import { isKind, type Kind } from "../model/kind.js";
import type { Body } from "../model/resource.js";

/** The kinds that live bodies refer to by ARN or id: what has to be listed before they can be named. */
export function kindsIn(bodies: readonly Body[]): ReadonlySet<Kind> {
  const kinds = new Set<Kind>();
  for (const body of bodies) {
    for (const { arn } of findArns(body)) {
      const thing = arn.account === "aws" ? undefined : kindOfArn(arn);
      // An agent's queue is named by the agent.
      if (thing) kinds.add(thing.kind === "queue" && thing.id.startsWith("agent/") ? "user" : thing.kind);
    }
    for (const { kind } of findBareIds((body["content"] ?? null) as Json)) if (isKind(kind)) kinds.add(kind);
  }
  return kinds;
}

/** The ARNs of Lex bot aliases in live bodies, each once. */
export function botsIn(bodies: readonly Body[]): readonly string[] {
  const found = bodies.flatMap((body) => findArns(body)).filter(({ arn }) => kindOfArn(arn)?.kind === "lexBot");
  return [...new Set(found.map(({ text }) => text))].sort();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids of modules that live bodies refer to by an alias. */
export function aliasedModulesIn(bodies: readonly Body[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const body of bodies) {
    for (const { arn } of findArns(body)) {
      const thing = kindOfArn(arn);
      if (thing?.kind === "module" && UUID.test(arn.qualifier ?? "")) ids.add(thing.id);
    }
    for (const { kind, id, qualifier } of findBareIds((body["content"] ?? null) as Json)) {
      if (kind === "module" && UUID.test(qualifier ?? "")) ids.add(id);
    }
  }
  return ids;
}
