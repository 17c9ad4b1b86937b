import type { Kind } from "../../model/kind.js";
import type { Found } from "../../model/lookup.js";
import { nearNames } from "../../model/near-name.js";
import type { Provider } from "../../model/provider.js";
import type { LookupKey } from "../../model/resource.js";
import type { Exported } from "../../pull/index.js";

/** Exported files in the place of an instance: they can be read, and nothing else. */
export function exportedProvider(exported: Exported): Provider {
  const { target, listed, live, bots } = exported;
  const list = (kind: Kind) => listed[kind] ?? [];
  return {
    target: async () => target,
    list: async (kind) => (kind === "lexBot" ? botsListed(exported) : list(kind)),
    read: async (kind, id) => live.find((one) => one.kind === kind && one.id === id),
    find: async (kind, key) => findIn(exported, kind, key),
    nameBot: async (arn) => bots.get(arn),
    create: neverWritten,
    update: neverWritten,
    delete: neverWritten,
  };
}

/** Every bot alias that somebody named counts as one of the instance's. */
function botsListed({ bots }: Exported) {
  return [...bots].map(([arn, { bot, alias }]) => ({
    kind: "lexBot" as const,
    id: arn.slice(arn.indexOf("bot-alias/") + "bot-alias/".length),
    arn,
    name: `${bot}:${alias}`,
  }));
}

function findIn({ listed, bots }: Exported, kind: Kind, key: LookupKey): Found {
  if ("bot" in key) {
    const found = botsListed({ bots } as Exported).filter(({ name }) => name === `${key.bot}:${key.alias}`);
    return oneOf(found);
  }
  const all = (listed[kind] ?? []).filter(({ archived }) => archived !== true);
  if ("arn" in key) return oneOf(all.filter(({ arn }) => arn === key.arn));
  if (!("name" in key)) return oneOf([]);
  const found = all.filter(({ name }) => name === key.name);
  if (found.length > 0) return oneOf(found);
  return {
    type: "missing",
    candidates: nearNames(
      key.name,
      all.map(({ name }) => name),
    ),
  };
}

function oneOf(found: readonly { readonly id: string; readonly arn: string; readonly name: string }[]): Found {
  const [first, ...others] = found;
  if (!first) return { type: "missing", candidates: [] };
  if (others.length > 0) return { type: "ambiguous", ids: found.map(({ id }) => id) };
  const { id, arn, name } = first;
  return { type: "found", identity: { id, arn, name } };
}

function neverWritten(): never {
  throw new Error("exported files are read only");
}
