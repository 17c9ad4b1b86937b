import type { Identity } from "./resource.js";

/** What a lookup gave: exactly one identity, or why not. */
export type Found =
  | { readonly type: "found"; readonly identity: Identity }
  | { readonly type: "missing"; readonly candidates: readonly string[] }
  | { readonly type: "ambiguous"; readonly ids: readonly string[] };
