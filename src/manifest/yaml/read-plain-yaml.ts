import { COLLECTION_STYLE, EVENT_ID, type Event, parseEvents } from "js-yaml";
import type { Json } from "../../model/json.js";
import { placesIn, pointerSteps } from "../files/place.js";
import type { SourceFile } from "../files/source.js";
import { canEnd, type Member, type PlainNode, readScalar } from "./plain-scalar.js";

/** What a YAML text says, and where; it has no document that could be edited. */
export type PlainYaml = Pick<SourceFile, "value" | "place" | "written">;

/**
 * Reads a YAML text that is made of plain maps, lists and scalars, a fifth as long as it takes to make a document of it.
 * Undefined where anything is out of the ordinary: faults, aliases, tags, keys that stand twice or have no value,
 * numbers written in a way that is not JSON's. These are for the reader that tells what is wrong, or knows what they mean.
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (ODD_SIGN.test(text) || DOCUMENT_MARK.test(text)) return undefined;
  try {
    const [document, ...events] = parseEvents(text, {});
    if (document?.type !== EVENT_ID.DOCUMENT || document.explicitStart || document.explicitEnd) return undefined;
    const reading: Reading = { text, events, next: 0 };
    const root = readNode(reading);
    return root && isLast(reading) ? { value: root.value, ...findersFor(root, text) } : undefined;
  } catch {
    return undefined;
  }
}

/** Tabs and line breaks of other systems, and signs that are none. */
const ODD_SIGN = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

const DOCUMENT_MARK = /^(?:---|\.\.\.)/m;

interface Reading {
  readonly text: string;
  readonly events: readonly Event[];
  next: number;
}

/** The document's own end is all that may follow. */
function isLast({ events, next }: Reading): boolean {
  return events.length === next + 1 && events[next]?.type === EVENT_ID.POP;
}

function readNode(reading: Reading): PlainNode | undefined {
  const event = reading.events[reading.next++];
  if (!event || !("tagStart" in event) || event.tagStart >= 0 || event.anchorStart >= 0) return undefined;
  if (event.type === EVENT_ID.SCALAR) return readScalar(reading.text, event);
  const node = event.type === EVENT_ID.SEQUENCE ? readList(reading, event.start) : readMap(reading, event.start);
  return node && event.style === COLLECTION_STYLE.FLOW ? closed(reading.text, node) : node;
}

/** A node in brackets with its end; undefined where something stands behind them that cannot. */
function closed(text: string, node: PlainNode): PlainNode | undefined {
  BEFORE_BRACKET.lastIndex = node.end ?? node.at + 1;
  const end = BEFORE_BRACKET.test(text) ? BEFORE_BRACKET.lastIndex : -1;
  return canEnd(text, end) && !COMMENT_LINE.test(text.slice(node.at, end)) ? { ...node, end } : undefined;
}

/** In brackets, the reader of documents takes a line of comment in another way. */
const COMMENT_LINE = /\n *#/;

/** Whether a scalar begins below a line of comment, where the reader of documents takes more for it, or refuses it. */
function isBelowComment(text: string, from: number, { at, members, items }: PlainNode): boolean {
  return !members && !items && /\n *#[^\n]*\n[ \n]*$/.test(text.slice(from, at));
}

const BEFORE_BRACKET = /(?:[ \n,]|#[^\n]*\n)*[\]}]/y;

function readList(reading: Reading, at: number): PlainNode | undefined {
  const items: PlainNode[] = [];
  while (!isEnd(reading)) {
    const item = readNode(reading);
    if (!item || isBelowComment(reading.text, items.at(-1)?.at ?? at, item)) return undefined;
    items.push(item);
  }
  return { value: items.map(({ value }) => value), at, end: items.at(-1)?.end, items };
}

function readMap(reading: Reading, at: number): PlainNode | undefined {
  const members = new Map<string, Member>();
  const value: Record<string, Json> = {};
  let end: number | undefined;
  while (!isEnd(reading)) {
    const key = readNode(reading);
    const node = readNode(reading);
    if (typeof key?.value !== "string" || !node || key.value === "__proto__" || members.has(key.value))
      return undefined;
    if (isBelowComment(reading.text, key.at, node)) return undefined;
    members.set(key.value, { key: key.at, node });
    value[key.value] = node.value;
    end = node.end;
  }
  return { value, at, end, members };
}

/** Whether a list or a map ends here; steps over its end. */
function isEnd(reading: Reading): boolean {
  if (reading.events[reading.next]?.type !== EVENT_ID.POP) return false;
  reading.next++;
  return true;
}

/** As the finders of a document find it. */
function findersFor(root: PlainNode, text: string): Pick<SourceFile, "place" | "written"> {
  const placeOf = placesIn(text);
  return {
    place: (pointer, part = "value") => {
      const { key, node } = nodeAt(root, pointer);
      return placeOf(part === "key" ? (key ?? node.at) : node.at);
    },
    written: (pointer) => {
      const { node, whole } = nodeAt(root, pointer);
      return whole ? node.written : undefined;
    },
  };
}

/** The deepest node on the way of a pointer, with its key; `whole` when the pointer leads to it exactly. */
function nodeAt(root: PlainNode, pointer: string): { key?: number; node: PlainNode; whole: boolean } {
  let found: { key?: number; node: PlainNode } = { node: root };
  for (const step of pointerSteps(pointer)) {
    const { members, items } = found.node;
    const item = items?.[Number(step)];
    const next = members?.get(step) ?? (item && { node: item });
    if (!next) return { ...found, whole: false };
    found = next;
  }
  return { ...found, whole: true };
}
