/**
 * The apply room: a plan goes in, calls on the provider come out, recorded one by one.
 *
 * It takes the plan and only the plan, with ports for the live side and for the journal, and gives what was done, what
 * failed and what is blocked. It must never plan, print, or send a write that is not durable in the journal before.
 */
export { type ApplyResult, applyPlan } from "./apply.js";
export { findMade } from "./find-made.js";
export { checkPreconditions } from "./precheck.js";
