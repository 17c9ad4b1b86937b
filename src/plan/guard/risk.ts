import type { Action, FieldChange, Reason, Risk } from "../../model/change.js";

/** How closely a reviewer should look at a change. */
export function riskOf(change: {
  readonly action: Action;
  readonly reason: Reason;
  readonly layoutOnly: boolean;
  readonly fields: readonly FieldChange[];
}): Risk {
  const { action, reason, layoutOnly, fields } = change;
  if (action === "keep" || (action === "adopt" && fields.length === 0)) return "none";
  if (action === "delete" || action === "replace" || reason === "conflict" || reason === "drifted") return "high";
  if (action === "create" || layoutOnly || fields.every(({ path }) => isQuiet(path))) return "low";
  return fields.some(({ path }) => path === "content/StartAction") ? "high" : "medium";
}

/** Fields that no caller meets. */
function isQuiet(path: string): boolean {
  return path === "layout" || path === "description" || path.startsWith("tags");
}
