import { formatContent } from "../flow/index.js";
import { type Address, parseAddress } from "../model/address.js";
import type { Json } from "../model/json.js";
import { KINDS, type ManagedKind, TEST_FOLDER } from "../model/kind.js";
import type { FileWrite } from "../model/pull.js";
import type { PullFacts } from "./facts.js";
import { distinctName, foldedName } from "./logical-name.js";

/** Writes to files, collected; one file may stand for one text only. */
export interface Writes {
  readonly files: Map<string, FileWrite>;
  /** Paths in use, folded as the least careful file system does. */
  readonly taken: Set<string>;
  /** Who has its content in a file. */
  readonly sharers: ReadonlyMap<string, readonly Address[]>;
}

export function emptyWrites({ files, written }: PullFacts): Writes {
  const named = [...written.values()].flatMap(({ content }) => (content?.file === undefined ? [] : [content.file]));
  const taken = new Set([...files.keys(), ...named].map(foldedName));
  return { files: new Map(), taken, sharers: sharersIn(written) };
}

function sharersIn(written: PullFacts["written"]): Writes["sharers"] {
  const sharers = new Map<string, Address[]>();
  for (const [address, { content }] of written) {
    if (content?.file === undefined) continue;
    const known = sharers.get(content.file);
    if (known) known.push(address);
    else sharers.set(content.file, [address]);
  }
  return sharers;
}

/**
 * The file of a new resource: where nobody has one of this name, or one with the very same text is left over and named
 * by no entry.
 */
export function newContentFile(
  address: Address,
  kind: ManagedKind,
  { value, facts, writes }: { readonly value: Json; readonly facts: PullFacts; readonly writes: Writes },
): string {
  const text = formatContent(value);
  const name = parseAddress(address)?.logicalName ?? "";
  const folder = kind === "testCase" ? TEST_FOLDER : KINDS[kind].section;
  const names = [name, ...[6, 12, 24].map((digits) => distinctName(name, address, facts.sha256, digits))];
  const named = new Set([...facts.written.values()].map(({ content }) => content?.file));
  const paths = names.map((one) => `${folder}/${one}.json`);
  const left = (path: string) => facts.files.get(path) === text && !named.has(path) && !writes.files.has(path);
  const file = paths.find((path) => left(path) || !writes.taken.has(foldedName(path))) ?? `${folder}/${name}.json`;
  writes.taken.add(foldedName(file));
  if (!left(file)) writes.files.set(file, { file, text, before: undefined });
  return file;
}

/**
 * Puts a changed text in place of an old one (undefined where the file is not there), with its line ends; false where the
 * file is to be two things at once.
 */
export function changeFile(writes: Writes, file: string, before: string | undefined, text: string): boolean {
  const ended = before?.includes("\r\n") ? text.replace(/\n/g, "\r\n") : text;
  const other = writes.files.get(file);
  if (other) return other.text === ended;
  if (ended !== before) writes.files.set(file, { file, text: ended, before });
  return true;
}
