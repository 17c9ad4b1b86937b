import type { Action } from "../../model/change.js";
import type { Summary } from "../../model/plan.js";

/** `1 field`, `2 fields`; the plural may be given where it is not the `s`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

const ORDER = ["create", "update", "replace", "adopt", "delete", "keep"] as const satisfies readonly Action[];

/** `1 to create, 1 to update, 12 to keep`: what is zero is left out. Of those to keep, some may be told by other words. */
export function actionCounts(summary: Summary, kept: Readonly<Record<string, number>> = {}): string {
  const others = Object.entries(kept);
  const told = others.reduce((sum, [, count]) => sum + count, 0);
  const counts = ORDER.map((action) => [action, action === "keep" ? summary.keep - told : summary[action]] as const);
  return [...counts.slice(0, -1), ...others, ...counts.slice(-1)]
    .filter(([, count]) => count > 0)
    .map(([words, count]) => `${count} to ${words}`)
    .join(", ");
}

/** `a`, `a and b`, `a, b and c`; above `most`, `a, b and 7 more`. */
export function listOf(items: readonly string[], most = 5): string {
  const shown = items.length > most ? items.slice(0, most - 1) : items;
  const last = items.length > most ? `${items.length - shown.length} more` : shown.at(-1);
  const first = items.length > most ? shown : shown.slice(0, -1);
  return first.length > 0 ? `${first.join(", ")} and ${last ?? ""}` : (last ?? "");
}
