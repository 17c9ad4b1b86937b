import { type Address, addressOf } from "../../model/address.js";
import { Fault } from "../../model/fault.js";
import type { Kind } from "../../model/kind.js";
import type { Found } from "../../model/lookup.js";
import type { Provider } from "../../model/provider.js";
import type { Desired } from "../../model/resource.js";
import type { Listed } from "../../model/snapshot.js";
import type { BotNames, Choice, Mentions, PullSourceKind } from "../../pull/index.js";

/** What the contents that were read mention, and what is known of it. */
interface Mentioned {
  readonly mentions: Mentions;
  readonly listed: Readonly<Partial<Record<Kind, readonly Listed[]>>>;
  readonly choice: Choice;
  readonly source: PullSourceKind;
}

/** Finds what only contents mention: lookups of the manifest, modules behind an alias, bots. */
export async function nameMentions(provider: Provider, desired: Desired, mentioned: Mentioned) {
  const lookups = desired.lookups.filter(({ kind }) => mentioned.mentions.kinds.has(kind));
  const [found, aliased, bots] = await Promise.all([
    Promise.all(lookups.map(async ({ address, kind, by }) => [address, await findOr(provider, kind, by)] as const)),
    moduleLookups(provider, mentioned),
    nameBots(provider, mentioned),
  ]);
  return { found: Object.fromEntries([...aliased, ...found]) as Record<Address, Found>, bots };
}

/** A lookup that cannot be found is no reason not to pull: a plan will say so. */
async function findOr(provider: Provider, kind: Kind, by: Desired["lookups"][number]["by"]): Promise<Found> {
  try {
    return await provider.find(kind, by);
  } catch (error) {
    if (error instanceof Fault && (error.kind === "not-found" || error.kind === "permission")) {
      return { type: "missing", candidates: [] };
    }
    throw error;
  }
}

/** Aliases of modules that will only be looked up, under the addresses they are going to have. */
async function moduleLookups(provider: Provider, { mentions, listed, choice }: Mentioned) {
  const aliased = mentions.aliasedModules;
  const chosen = new Set(choice.chosen.map(({ listed: one }) => one.id));
  const others = (listed.module ?? []).filter(({ id, archived }) => aliased.has(id) && !chosen.has(id) && !archived);
  return Promise.all(
    others.map(async ({ id, arn }) => {
      const address = choice.addresses.get(`module ${id}`) ?? addressOf("module", id);
      return [address, await findOr(provider, "module", { arn })] as const;
    }),
  );
}

async function nameBots(
  provider: Provider,
  { mentions, listed, source }: Mentioned,
): Promise<ReadonlyMap<string, BotNames>> {
  const associated = new Set((listed.lexBot ?? []).map(({ arn }) => arn));
  const named = await Promise.all(
    [...mentions.bots]
      .sort()
      .map(async (arn) => [arn, await nameBot(provider, arn, { isAssociated: associated.has(arn), source })] as const),
  );
  return new Map(named);
}

async function nameBot(
  provider: Provider,
  arn: string,
  { isAssociated, source }: { readonly isAssociated: boolean; readonly source: PullSourceKind },
): Promise<BotNames> {
  if (!isAssociated) {
    const isFile = source === "files";
    return { why: isFile ? "no file names this bot alias" : "the bot alias is not associated with the instance" };
  }
  try {
    return (await provider.nameBot?.(arn)) ?? { why: "Lex knows no such bot alias" };
  } catch (error) {
    if (!(error instanceof Fault) || error.kind !== "permission") throw error;
    return { why: "its names need the permissions lex:ListBots and lex:ListBotAliases" };
  }
}
