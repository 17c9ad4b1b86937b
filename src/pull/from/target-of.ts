import { findArns } from "../../flow/index.js";
import { type Arn, instanceIdOf, parseArn } from "../../model/arn.js";
import type { Target } from "../../model/environment.js";
import type { ExportedDocument } from "./document.js";
import type { InventoryItem } from "./inventory.js";

/** Stands in where no file names any instance. */
const NOWHERE: Target = {
  instanceId: "00000000-0000-0000-0000-000000000000",
  instanceArn: "arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-0000-0000-000000000000",
  region: "us-east-1",
  accountId: "000000000000",
};

/** The instance that exported files come from: what flows say of themselves counts first, then what most ARNs say. */
export function targetOf(documents: readonly ExportedDocument[], items: readonly InventoryItem[]): Target {
  const own = documents.flatMap(({ arn }) => parseArn(arn ?? "") ?? []);
  const named = items.flatMap(({ arn }) => parseArn(arn) ?? []);
  const within = documents.flatMap(({ content }) => findArns(content).map(({ arn }) => arn));
  return mostCommon(own) ?? mostCommon([...named, ...within]) ?? accountOf([...named, ...within]) ?? NOWHERE;
}

function mostCommon(arns: readonly Arn[]): Target | undefined {
  const counts = new Map<string, { readonly target: Target; count: number }>();
  for (const arn of arns) {
    const instanceId = instanceIdOf(arn);
    if (instanceId === undefined || arn.account === "aws") continue;
    const { partition, region, account } = arn;
    const instanceArn = `arn:${partition}:connect:${region}:${account}:instance/${instanceId}`;
    const entry = counts.get(instanceArn) ?? {
      target: { instanceId, instanceArn, region, accountId: account },
      count: 0,
    };
    entry.count++;
    counts.set(instanceArn, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.target;
}

/** Files that name functions alone tell at least account and Region. */
function accountOf(arns: readonly Arn[]): Target | undefined {
  const arn = arns.find(({ account, region }) => /^\d{12}$/.test(account) && region !== "");
  if (!arn) return undefined;
  const instanceArn = `arn:${arn.partition}:connect:${arn.region}:${arn.account}:instance/${NOWHERE.instanceId}`;
  return { instanceId: NOWHERE.instanceId, instanceArn, region: arn.region, accountId: arn.account };
}
