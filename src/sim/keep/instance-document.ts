import type { CollectionName, Collections } from "../entries/entries.js";
import { COLLECTION_NAMES, emptyInstance, type Instance, type InstanceAbout } from "../instance.js";

/** An instance as one JSON document: who it is and its collections as lists in the order of creation. */
export type InstanceDocument = InstanceAbout & {
  readonly [Name in CollectionName]: readonly Collections[Name][];
};

/** As a document is kept: with the revision it is of, 0 when it has none. */
export type KeptDocument = InstanceDocument & { readonly revision?: number };

/** Takes the document of an instance; its entries are values and may be shared. */
export function documentOf(instance: Instance): InstanceDocument {
  const lists = COLLECTION_NAMES.map((name) => [name, instance.tables[name].all()]);
  return { ...instance.about, ...Object.fromEntries(lists) } as InstanceDocument;
}

/** Makes the instance of a document; collections it lacks are empty. */
export function instanceFrom({ revision = 0, ...document }: KeptDocument): Instance {
  const rest = Object.entries(document).filter(([key]) => !COLLECTION_NAMES.includes(key as CollectionName));
  const instance = emptyInstance(Object.fromEntries(rest) as unknown as InstanceAbout);
  for (const name of COLLECTION_NAMES) {
    const table = instance.tables[name] as { put(entry: unknown): unknown };
    for (const entry of document[name] ?? []) table.put(entry);
  }
  instance.revision = revision;
  return instance;
}
