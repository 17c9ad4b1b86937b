import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from "js-yaml";
import type { Json } from "../../model/json.js";
import { placesIn, pointerSteps } from "../files/place.js";
import type { SourceFile } from "../files/source.js";

/** What a YAML text says, and where; it has no document that could be edited. */
export type PlainYaml = Pick<SourceFile, "value" | "place" | "written">;

/** A value with its place; `written` is the text of one that is neither a text nor a list nor a map. */
interface Node {
  readonly value: Json;
  readonly at: number;
  /** The offset behind it; not told of maps and lists that stand in lines of their own. */
  readonly end?: number | undefined;
  readonly written?: string;
  readonly members?: ReadonlyMap<string, Member>;
  readonly items?: readonly Node[];
}

interface Member {
  readonly key: number;
  readonly node: Node;
}

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

function readNode(reading: Reading): Node | undefined {
  const event = reading.events[reading.next++];
  if (!event || !("tagStart" in event) || event.tagStart >= 0 || event.anchorStart >= 0) return undefined;
  if (event.type === EVENT_ID.SCALAR) return readScalar(reading.text, event);
  const node = event.type === EVENT_ID.SEQUENCE ? readList(reading, event.start) : readMap(reading, event.start);
  return node && event.style === COLLECTION_STYLE.FLOW ? closed(reading.text, node) : node;
}

/** A node in brackets with its end; undefined where something stands behind them that cannot. */
function closed(text: string, node: Node): Node | undefined {
  BEFORE_BRACKET.lastIndex = node.end ?? node.at + 1;
  const end = BEFORE_BRACKET.test(text) ? BEFORE_BRACKET.lastIndex : -1;
  return canEnd(text, end) ? { ...node, end } : undefined;
}

const BEFORE_BRACKET = /(?:[ \n,]|#[^\n]*\n)*[\]}]/y;

/** Whether nothing but what may follow a text in quotes, or brackets, stands behind it. */
function canEnd(text: string, end: number): boolean {
  AFTER_END.lastIndex = end;
  return end >= 0 && AFTER_END.test(text);
}

const AFTER_END = / *(?:[:,\]}\n#]|$)/y;

function readList(reading: Reading, at: number): Node | undefined {
  const items: Node[] = [];
  while (!isEnd(reading)) {
    const item = readNode(reading);
    if (!item) return undefined;
    items.push(item);
  }
  return { value: items.map(({ value }) => value), at, end: items.at(-1)?.end, items };
}

function readMap(reading: Reading, at: number): Node | undefined {
  const members = new Map<string, Member>();
  const value: Record<string, Json> = {};
  let end: number | undefined;
  while (!isEnd(reading)) {
    const key = readNode(reading);
    const node = readNode(reading);
    if (typeof key?.value !== "string" || !node || key.value === "__proto__" || members.has(key.value))
      return undefined;
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

function readScalar(text: string, event: ScalarEvent): Node | undefined {
  const said = getScalarValue(text, event);
  if (said === "" && !isQuoted(event)) return undefined;
  const at = startOf(text, event);
  const end = event.valueEnd + (isQuoted(event) ? 1 : 0);
  if (event.style !== SCALAR_STYLE.PLAIN) {
    return isQuoted(event) && !canEnd(text, end) ? undefined : { value: said, at, end };
  }
  const word = WORDS.get(said);
  if (word !== undefined) return { value: word, at, end, written: said };
  if (!NUMBER.test(said)) return { value: said, at, end };
  return DECIMAL.test(said) ? { value: Number(said), at, end, written: said } : undefined;
}

type ScalarEvent = Event & { type: typeof EVENT_ID.SCALAR };

const isQuoted = ({ style }: ScalarEvent) =>
  style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;

/** Where a scalar begins, with its quote, or with the `|` or `>` above it. */
function startOf(text: string, event: ScalarEvent): number {
  const { style, valueStart } = event;
  if (style === SCALAR_STYLE.PLAIN || isQuoted(event)) return valueStart - (isQuoted(event) ? 1 : 0);
  const end = text[valueStart - 1] === "\n" ? valueStart - 1 : valueStart;
  const line = text.lastIndexOf("\n", end - 1) + 1;
  return line + text.slice(line, end).search(BLOCK_HEADER);
}

const BLOCK_HEADER = /[|>][-+\d]{0,2} *(?: #.*)?$/;

/** What is no text in the core schema of YAML 1.2, but for numbers. */
const WORDS: ReadonlyMap<string, Json> = new Map([
  ...["~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

const NUMBER =
  /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Numbers as JSON has them, and none that loses a digit. */
const DECIMAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;

/** As the finders of a document find it. */
function findersFor(root: Node, text: string): Pick<SourceFile, "place" | "written"> {
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
function nodeAt(root: Node, pointer: string): { key?: number; node: Node; whole: boolean } {
  let found: { key?: number; node: Node } = { node: root };
  for (const step of pointerSteps(pointer)) {
    const { members, items } = found.node;
    const item = items?.[Number(step)];
    const next = members?.get(step) ?? (item && { node: item });
    if (!next) return { ...found, whole: false };
    found = next;
  }
  return { ...found, whole: true };
}
