/**
 * Amazon Connect, as the model sees it: finds an environment's instance, lists, reads, finds and changes what is in it.
 *
 * It takes an environment and the world's clock, pauses, randomness and rate, and gives a `Provider`: bodies hold ARNs,
 * every failure is a `Fault`, and every remote write goes through the caller's `record` exactly once. It keeps to the
 * service's rate, repeats what may be repeated and nothing else, and loads the SDK with the first call only.
 *
 * It must never send a create twice, copy an answer into a request, write to the console, or know a manifest, a plan or
 * a state.
 */

export type { ConnectWorld } from "./client/access.js";
export type { HttpHandler, Timeouts } from "./client/client.js";
export { type BucketSet, openBuckets } from "./pace/buckets.js";
export { quotaOfKind } from "./pace/quota.js";
export { type ConnectProvider, openProvider } from "./provider.js";
