import { addressesIn, isPlaceholder } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import { type Change, isWrite } from "../../model/change.js";

/**
 * Flows and modules that a change starts to point to, and that callers cannot use yet: a placeholder, or what was never
 * published. What it pointed to before is no news, unless that becomes a placeholder with this plan.
 */
export function unreadyTargets(change: Change, changes: ReadonlyMap<Address, Change>): readonly string[] {
  if (change.action === "delete" || !isWrite(change)) return [];
  const known = addressesIn([change.before?.["content"] ?? null]);
  return addressesIn([change.after?.["content"] ?? null]).flatMap((to) => {
    const target = changes.get(to);
    if (target === undefined || to === change.address) return [];
    const why = unreadyWords(target, change);
    return why === undefined || (known.includes(to) && target.action !== "create")
      ? []
      : [`starts to lead to ${to}, ${why}`];
  });
}

function unreadyWords(target: Change, change: Change): string | undefined {
  const body = target.after ?? target.before;
  if (isPlaceholder(body?.["content"] ?? null)) return "which is a placeholder";
  if (target.kind === "flow" && body?.["published"] === false) return "which is a draft that was never published";
  const early = target.placeholder !== null && change.action !== "create" && change.circular.includes(target.address);
  return early && target.action === "create" ? "which is a placeholder until it is filled in" : undefined;
}
