import { findArns, findBareIds } from "../../flow/index.js";
import { arnInInstance, formatArn, kindOfArn, parseArn } from "../../model/arn.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Target } from "../../model/environment.js";
import type { Sha256 } from "../../model/fingerprint.js";
import { canonicalJson, isJsonArray } from "../../model/json.js";
import { isKind, type Kind } from "../../model/kind.js";
import type { Body } from "../../model/resource.js";
import type { Listed, LiveResource } from "../../model/snapshot.js";
import { type ExportedDocument, readValue, typeNamed } from "./document.js";
import { legacy, unknownType, unreadable } from "./export-problems.js";
import { botHint, hintFor } from "./hint.js";
import { type InventoryItem, inventoryIn } from "./inventory.js";
import { listedIn } from "./listed-in.js";
import { type FiledValue, nameApart } from "./name-apart.js";
import { findTwins } from "./same-names.js";
import { targetOf } from "./target-of.js";
import { valuesIn } from "./values-in.js";

/** A file of the folder; the path is relative to it, with `/`. */
export interface ExportedFile {
  readonly file: string;
  readonly text: string;
}

/** What a folder of exported files tells of the instance that they come from. */
export interface Exported {
  readonly target: Target;
  readonly listed: Readonly<Partial<Record<Kind, readonly Listed[]>>>;
  readonly live: readonly LiveResource[];
  /** Names of bot aliases by ARN. */
  readonly bots: ReadonlyMap<string, { readonly bot: string; readonly alias: string }>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads exported files as if they were an instance: contents as the console exports them, saved answers and the folders
 * of copy tools. What contents refer to is named by the lists that lie beside them, else by the console's metadata.
 */
export function readExported(files: readonly ExportedFile[], sha256: Sha256): Exported {
  const read = files.map(({ file, text }) => readFile(file, text));
  const documents = nameApart(
    withoutCopies(read.flatMap((one) => one.documents)),
    read.flatMap((one) => one.others),
  );
  const known = read.flatMap((one) => one.items);
  const target = targetOf(documents, known);
  const items = firstOfEach([...known, ...documents.flatMap((one) => hintsIn(one, target))]);
  const claimed = new Set<string>();
  const live = documents.map((one) => liveOf(one, { items, target, claimed, sha256 }));
  const twins = findTwins(documents);
  const guessed = documents.flatMap((one, index) => (twins.found.has(one) ? [] : guessedType(one, live[index], items)));
  return {
    target,
    listed: listedIn(live, items, target),
    live,
    bots: botsOf(documents),
    diagnostics: [...read.flatMap((one) => one.diagnostics), ...twins.diagnostics, ...guessed],
  };
}

interface ReadFile {
  readonly documents: readonly ExportedDocument[];
  readonly items: readonly InventoryItem[];
  /** What is no content. */
  readonly others: readonly FiledValue[];
  readonly diagnostics: readonly Diagnostic[];
}

function readFile(file: string, text: string): ReadFile {
  const values = valuesIn(text);
  if (!values) return { documents: [], items: [], others: [], diagnostics: [unreadable(file)] };
  const read = values.flatMap((value) => (isJsonArray(value) ? value : [value])).map((one) => readValue(file, one));
  return {
    documents: read.flatMap((one) => (one.is === "document" ? [one.document] : [])),
    items: read.flatMap((one) => {
      if (one.is === "legacy") return [];
      return inventoryIn(one.is === "other" ? one.value : { ...one.holder, Content: null, content: null });
    }),
    others: read.flatMap((one) => (one.is === "other" ? [{ file, value: one.value }] : [])),
    diagnostics: read.some(({ is }) => is === "legacy") ? [legacy(file)] : [],
  };
}

/** The same flow saved twice is one: the one that says most of itself. */
function withoutCopies(documents: readonly ExportedDocument[]): readonly ExportedDocument[] {
  const sorted = [...documents].sort((a, b) => Number(a.arn === undefined) - Number(b.arn === undefined));
  const seen = new Set<string>();
  const told = new Set<string>();
  return sorted.filter((one) => {
    const content = `${one.kind} ${canonicalJson(one.content)}`;
    const isCopy = one.arn === undefined ? told.has(content) : seen.has(`${one.arn} ${content}`);
    told.add(content);
    seen.add(`${one.arn} ${content}`);
    return !isCopy;
  });
}

/** What contents refer to, as far as the console's metadata names it; functions name themselves. */
function hintsIn({ content }: ExportedDocument, target: Target): readonly InventoryItem[] {
  const whole = findArns(content).flatMap((found): InventoryItem[] => {
    const { qualifier: _, ...base } = found.arn;
    const thing = found.arn.account === "aws" ? undefined : kindOfArn(base);
    if (!thing || thing.kind === "lexBot" || thing.id.startsWith("agent/")) return [];
    const name = thing.kind === "lambda" ? thing.id : hintFor(content, found, thing.kind);
    return name === undefined ? [] : [{ ...thing, arn: formatArn(base), name, isArchived: false }];
  });
  const bare = findBareIds(content).flatMap((found): InventoryItem[] => {
    const { kind, id } = found;
    const name = isKind(kind) ? hintFor(content, found, kind) : undefined;
    if (!isKind(kind) || name === undefined) return [];
    return [{ kind, id, arn: arnInInstance(target.instanceArn, kind, id), name, isArchived: false }];
  });
  return [...whole, ...bare];
}

function firstOfEach(items: readonly InventoryItem[]): readonly InventoryItem[] {
  return [...new Map([...items].reverse().map((item) => [item.arn, item])).values()].reverse();
}

interface Surroundings {
  readonly items: readonly InventoryItem[];
  readonly target: Target;
  /** ARNs that a document has taken. */
  readonly claimed: Set<string>;
  readonly sha256: Sha256;
}

function liveOf(document: ExportedDocument, around: Surroundings): LiveResource {
  const { kind, name, content, description, tags, isArchived, isDraft } = document;
  const { id, arn, type } = identify(document, around);
  const archived = isArchived ? { archived: true } : {};
  const body: Body = {
    name,
    ...(kind === "flow" ? { type: document.type ?? typeNamed(type) ?? "CONTACT_FLOW", published: !isDraft } : {}),
    ...(description === undefined ? {} : { description }),
    content,
    ...(tags === undefined ? {} : { tags }),
  };
  return { kind, id, arn, name, ...archived, ...(kind === "flow" ? { published: !isDraft } : {}), body };
}

/** By what it says itself, else by what others call it, else by a made-up id that its place and name always give. */
function identify({ kind, id, arn, name, file }: ExportedDocument, { items, target, claimed, sha256 }: Surroundings) {
  const own = arn ?? (id === undefined ? undefined : arnInInstance(target.instanceArn, kind, id));
  const named = items.filter((item) => item.kind === kind && item.name === name && !claimed.has(item.arn));
  const item = own === undefined ? named[0] : items.find((one) => one.arn === own);
  const madeUp = madeUpId(`${file} ${name}`, sha256);
  const found = own ?? item?.arn ?? arnInInstance(target.instanceArn, kind, madeUp);
  claimed.add(found);
  const parsed = parseArn(found);
  const thing = parsed && kindOfArn(parsed);
  return { id: thing?.id ?? id ?? madeUp, arn: found, type: item?.type };
}

function madeUpId(place: string, sha256: Sha256): string {
  const hex = sha256(place);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

function botsOf(documents: readonly ExportedDocument[]): Exported["bots"] {
  const bots = new Map<string, { bot: string; alias: string }>();
  for (const { content } of documents) {
    for (const found of findArns(content)) {
      const names = kindOfArn(found.arn)?.kind === "lexBot" ? botHint(content, found) : undefined;
      if (names && !bots.has(found.text)) bots.set(found.text, names);
    }
  }
  return bots;
}

function guessedType(
  { kind, type, file, name }: ExportedDocument,
  live: LiveResource | undefined,
  items: readonly InventoryItem[],
): readonly Diagnostic[] {
  if (kind !== "flow" || type !== undefined) return [];
  const listed = items.find(({ arn }) => arn === live?.arn)?.type;
  return typeNamed(listed) === undefined ? [unknownType(file, name)] : [];
}
