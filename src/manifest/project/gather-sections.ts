import { type Address, addressOf, parseAddress } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { compareText, isJsonArray, isJsonObject, type Json, type JsonObject, pointerStep } from "../../model/json.js";
import { ALL_KINDS } from "../../model/kind.js";
import { type SourceFile, spotIn } from "../files/source.js";
import type { Entry, LookupEntry, MoveEntry, RemovedEntry, Sections, SmokeEntry, Written } from "./project.js";
import { addressAt, SECTIONS } from "./section.js";

/** Pointers of a file that cannot be used, since an error in them is told. */
export type IsBroken = (source: SourceFile, pointer: string) => boolean;

/** Brings the sections of all files together; a logical name may stand once. */
export function gatherSections(
  sources: readonly SourceFile[],
  isBroken: IsBroken,
): { readonly sections: Sections; readonly diagnostics: readonly Diagnostic[] } {
  const seen = new Map<Address, Written>();
  const diagnostics: Diagnostic[] = [];
  const broken = new Set<Address>();
  const usable = <Item extends Written & { readonly address: Address }>(item: Item): boolean => {
    const first = seen.get(item.address);
    if (first) diagnostics.push(duplicateAddress(item, first));
    else seen.set(item.address, item);
    if (isBroken(item.source, item.pointer)) broken.add(item.address);
    return !first && !broken.has(item.address);
  };
  const entries = sources.flatMap(entriesIn).filter(usable).sort(byAddress);
  const lookups = sources.flatMap(lookupsIn).filter(usable).sort(byAddress);
  const whole = (item: Written) => !isBroken(item.source, item.pointer);
  const moved = sources.flatMap(movesIn).filter(whole);
  const removed = sources.flatMap(removedIn).filter(whole);
  const tests = sources.flatMap(smokeIn).filter(whole);
  const smoke = firstOfEach(tests).sort((left, right) => compareText(left.name, right.name));
  diagnostics.push(...tests.filter((one) => !smoke.includes(one)).map((one) => duplicateSmoke(one, smoke)));
  return { sections: { entries, lookups, moved, removed, smoke, broken }, diagnostics };
}

function byAddress(left: { readonly address: Address }, right: { readonly address: Address }): number {
  return compareText(left.address, right.address);
}

/** A member of a JSON object; an empty object where there is none. */
export function objectAt(value: Json | undefined, key: string): JsonObject {
  const member = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isJsonObject(member) ? member : {};
}

/** A member of a JSON object that is a list; an empty list where there is none. */
export function listAt(value: Json | undefined, key: string): readonly Json[] {
  const member = isJsonObject(value) ? value[key] : undefined;
  return isJsonArray(member) ? member : [];
}

function entriesIn(source: SourceFile): Entry[] {
  return SECTIONS.flatMap(({ kind, section }) =>
    Object.entries(objectAt(source.value, section)).flatMap(([name, fields]) => {
      const pointer = `/${section}${pointerStep(name)}`;
      const address = addressAt(pointer);
      return address ? [{ address, kind, fields: isJsonObject(fields) ? fields : {}, source, pointer }] : [];
    }),
  );
}

function lookupsIn(source: SourceFile): LookupEntry[] {
  const lookups = objectAt(source.value, "lookups");
  return ALL_KINDS.flatMap((kind) =>
    Object.entries(objectAt(lookups, kind)).flatMap(([name, value]) => {
      const pointer = `/lookups/${kind}${pointerStep(name)}`;
      const address = addressAt(pointer);
      const key = typeof value === "string" || isJsonObject(value) ? value : "";
      return address ? [{ address, kind, key, source, pointer }] : [];
    }),
  );
}

function movesIn(source: SourceFile): MoveEntry[] {
  return listAt(source.value, "moved").flatMap((move, index) => {
    const { from, to } = isJsonObject(move) ? move : {};
    if (typeof from !== "string" || typeof to !== "string") return [];
    return [{ from: plainAddress(from), to: plainAddress(to), source, pointer: `/moved/${index}` }];
  });
}

function removedIn(source: SourceFile): RemovedEntry[] {
  return listAt(source.value, "removed").flatMap((address, index) =>
    typeof address === "string" ? [{ address: plainAddress(address), source, pointer: `/removed/${index}` }] : [],
  );
}

function smokeIn(source: SourceFile): SmokeEntry[] {
  return Object.entries(objectAt(source.value, "smoke")).map(([name, fields]) => ({
    name: name.normalize("NFC"),
    fields: isJsonObject(fields) ? fields : {},
    source,
    pointer: `/smoke${pointerStep(name)}`,
  }));
}

function firstOfEach(tests: readonly SmokeEntry[]): SmokeEntry[] {
  return tests.filter((test, index) => tests.findIndex(({ name }) => name === test.name) === index);
}

/** An address in its one spelling; a text that is none stays as it is. */
export function plainAddress(text: string): Address {
  const parsed = parseAddress(text);
  return parsed ? addressOf(parsed.kind, parsed.logicalName) : text;
}

function duplicateSmoke({ name, source, pointer }: SmokeEntry, all: readonly SmokeEntry[]): Diagnostic {
  const first = all.find((one) => one.name === name);
  const place = first ? `${first.source.file}, line ${first.source.place(first.pointer, "key").line}` : "another file";
  return {
    severity: "error",
    code: "manifest/duplicate-smoke-test",
    summary: "Smoke test stands twice",
    detail: `\`${name}\` already stands in ${place}; a name stands for one smoke test.`,
    ...spotIn(source, pointer, "key"),
    help: "Rename or remove one of the two.",
  };
}

function duplicateAddress(item: Written & { readonly address: Address }, first: Written): Diagnostic {
  const { line } = first.source.place(first.pointer, "key");
  const both = first.pointer.startsWith("/lookups/") !== item.pointer.startsWith("/lookups/");
  return {
    severity: "error",
    code: "manifest/duplicate-address",
    summary: both ? "Address is managed and looked up" : "Address stands twice",
    detail: `\`${item.address}\` already stands in ${first.source.file}, line ${line}; an address stands for one thing.`,
    address: item.address,
    ...spotIn(item.source, item.pointer, "key"),
    help: both ? "Remove it from its section or from `lookups`." : "Rename or remove one of the two.",
  };
}
