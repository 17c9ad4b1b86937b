import { instanceIdOf, parseArn } from "../../model/arn.js";
import type { Target } from "../../model/environment.js";
import type { Kind } from "../../model/kind.js";
import type { Listed, LiveResource } from "../../model/snapshot.js";
import type { InventoryItem } from "./inventory.js";

/** What the instance would list: the flows and modules that are here, and what lists and metadata name of it. */
export function listedIn(
  live: readonly LiveResource[],
  items: readonly InventoryItem[],
  target: Target,
): Readonly<Partial<Record<Kind, readonly Listed[]>>> {
  const taken = new Set(live.map(({ arn }) => arn));
  const others = items.filter(({ arn }) => !taken.has(arn) && isOf(arn, target));
  const all: readonly Listed[] = [
    ...live.map(({ body: _, ...one }) => one),
    ...others.map(({ kind, id, arn, name, isArchived }) => ({
      kind,
      id,
      arn,
      name,
      ...(isArchived ? { archived: true } : {}),
    })),
  ];
  const kinds = new Set<Kind>(["flow", "module", ...all.map(({ kind }) => kind)]);
  return Object.fromEntries([...kinds].map((kind) => [kind, all.filter((one) => one.kind === kind)]));
}

function isOf(text: string, { instanceId, accountId, region }: Target): boolean {
  const arn = parseArn(text);
  if (!arn) return false;
  const instance = instanceIdOf(arn);
  return instance === undefined ? arn.account === accountId && arn.region === region : instance === instanceId;
}
