/**
 * The plan room: desired, live and state go in, a plan comes out.
 *
 * It takes facts that others have read and gives the ordered list of changes as data, with drift, orphans and every
 * safety rule that speaks against it. It must never read or write anything itself, and never let an order of input,
 * the time of day or the terminal change a plan.
 */
export { buildPlan } from "./build.js";
export { matchResources, readsFor } from "./decide/match.js";
export { selectDesired } from "./decide/select.js";
export { diffBodies } from "./diff.js";
export type { PlanFacts } from "./facts.js";
export { kindsToList } from "./guard/foreign-ids.js";
export { prepareBody } from "./prepare.js";
