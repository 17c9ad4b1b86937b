import type { Json } from "../../src/model/json.js";
import { inventoryIn } from "../../src/pull/index.js";

/** A name that a file gives to an ARN. */
export interface GivenName {
  readonly name: string;
  readonly file: string;
}

/** All names that inventories give to ARNs, in the order of the files. */
export type NamesByArn = ReadonlyMap<string, readonly GivenName[]>;

/** A file as far as names may be read from it. */
interface Inventory {
  readonly path: string;
  readonly values: readonly Json[];
}

/** Reads the names that saved answers and lists give to ARNs. */
export function inventoryNames(inventories: readonly Inventory[]): NamesByArn {
  const names = new Map<string, GivenName[]>();
  for (const { path: file, values } of inventories) {
    for (const { arn, name } of values.flatMap(inventoryIn))
      names.set(arn, [...(names.get(arn) ?? []), { name, file }]);
  }
  return names;
}

/** The name that the nearest of the other files gives to an ARN. */
export function nearestName(names: NamesByArn, arn: string, file: string): GivenName | undefined {
  const given = (names.get(arn) ?? []).filter((one) => one.file !== file);
  const depth = (one: GivenName) => commonFolder([one.file, file]).length;
  return given.reduce<GivenName | undefined>(
    (best, one) => (best && depth(best) >= depth(one) ? best : one),
    undefined,
  );
}

/** The folder that holds all of the files, with a slash at its end; empty for the root. */
export function commonFolder(files: readonly string[]): string {
  const [first = "", ...others] = files;
  const steps = first.split("/").slice(0, -1);
  while (!others.every((file) => file.startsWith(folderOf(steps)))) steps.pop();
  return folderOf(steps);
}

const folderOf = (steps: readonly string[]): string => (steps.length === 0 ? "" : `${steps.join("/")}/`);
