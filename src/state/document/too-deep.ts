/** How deep arrays and objects may stand in each other in a file of ours; contents of flows, the deepest part of a plan, may have 200. */
const DEEPEST = 300;

/** Whether a parsed value is nested so deeply that no walk through it would come to an end. */
export function isTooDeep(value: unknown, left = DEEPEST): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (left === 0) return true;
  for (const member of Object.values(value)) if (isTooDeep(member, left - 1)) return true;
  return false;
}
