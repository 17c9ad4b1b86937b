import type { CollectionName, Collections } from "../entries/entries.js";
import { splitId } from "../find.js";
import type { Walker } from "./walker.js";

/** Says that a reference leads to nothing here. */
export const lost = (noun: string, reference: string): string =>
  reference.startsWith("arn:") ? `${reference} is not there` : `there is no ${noun} ${JSON.stringify(reference)}`;

/** What an id or ARN in a content leads to in the instance, whatever qualifier it has; undefined where to nothing. */
export function findThing<Name extends CollectionName>(
  { instance }: Walker,
  name: Name,
  reference: string,
): Collections[Name] | undefined {
  const { id } = splitId(reference);
  const entry = instance.tables[name].get(id) as Collections[Name] | undefined;
  if (entry === undefined || !reference.startsWith("arn:")) return entry;
  return reference.startsWith(instance.about.arn) ? entry : undefined;
}
