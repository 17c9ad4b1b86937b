import type { Diagnostic } from "../../model/diagnostic.js";
import type { ExportedDocument } from "./document.js";
import { sameName } from "./export-problems.js";

/** Documents that share a name with another one of their kind, so that a name does not tell them apart. */
interface Twins {
  readonly found: ReadonlySet<ExportedDocument>;
  /** One for each name, with all the files that have it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds exports of one name with different contents; what is archived may have the name of another. */
export function findTwins(documents: readonly ExportedDocument[]): Twins {
  const groups = new Map<string, ExportedDocument[]>();
  for (const one of documents.filter(({ isArchived }) => !isArchived)) {
    const key = `${one.kind} ${one.name}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const twins = [...groups.values()].filter(({ length }) => length > 1);
  return { found: new Set(twins.flat()), diagnostics: twins.flatMap(told) };
}

function told(group: readonly ExportedDocument[]): readonly Diagnostic[] {
  const [first] = group;
  const files = group.map(({ file }) => file).sort();
  return first ? [sameName(first.kind, first.name, files)] : [];
}
