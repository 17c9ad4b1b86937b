import type { CollectionName } from "./entries/entries.js";

/** Upper bounds on what one instance may hold. */
export type Quotas = Readonly<Partial<Record<CollectionName, number>>>;
