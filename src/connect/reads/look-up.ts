import { Fault } from "../../model/fault.js";
import type { Kind } from "../../model/kind.js";
import type { Found } from "../../model/lookup.js";
import type { Identity, LookupKey } from "../../model/resource.js";
import { readAliasIds } from "../kinds/module-aliases.js";
import { type Place, subjectOf } from "../pace/keeper.js";
import { findByArn, findByName } from "./find.js";
import { type BotAlias, findLexBot } from "./find-lex-bot.js";
import type { Summary } from "./lists.js";

/** Finds what a lookup names among what the instance lists. */
export async function lookUp(
  place: Place,
  { kind, key }: { readonly kind: Kind; readonly key: LookupKey },
  summaries: readonly Summary[],
): Promise<Found> {
  if ("arn" in key) return withModuleAliases(place, kind, findByArn(kind, key.arn, summaries, place.target));
  const bot = "bot" in key ? key : kind === "lexBot" ? botIn(key.name) : undefined;
  if (bot) return findLexBot(place.caller, place.target, bot, summaries);
  if (!("name" in key)) return { type: "missing", candidates: [] };
  return withModuleAliases(place, kind, findByName(kind, key.name, summaries));
}

/** A bot and its alias in one text, as a single name has to be: `OrderBot:live`. */
function botIn(name: string): BotAlias | undefined {
  const [bot, alias, ...rest] = name.split(":");
  return bot && alias && rest.length === 0 ? { bot, alias } : undefined;
}

/** Content may refer to a module's aliases, whose ids differ in each instance. */
async function withModuleAliases(place: Place, kind: Kind, found: Found): Promise<Found> {
  if (kind !== "module" || found.type !== "found") return found;
  return { type: "found", identity: await withAliases(place, found.identity) };
}

/** Aliases are newer than modules: without the permission to list them, the module alone is found. */
async function withAliases(place: Place, identity: Identity): Promise<Identity> {
  try {
    const aliases = await readAliasIds(place, { id: identity.id, subject: subjectOf("module", identity.name) });
    return Object.keys(aliases).length === 0 ? identity : { ...identity, aliases };
  } catch (error) {
    if (error instanceof Fault && error.kind === "permission") return identity;
    throw error;
  }
}
