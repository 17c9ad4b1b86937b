import { type Document, isMap, isNode, parseDocument, type ToStringOptions, type YAMLMap } from "yaml";
import { isJsonObject, isSameJson, type Json, type JsonObject, withMember } from "../../model/json.js";
import { changeNode } from "./change-node.js";
import { keepLines } from "./keep-lines.js";
import { type PairIndex, pairIndex } from "./pair-index.js";
import { unshare } from "./unshare.js";

/** One change of a file's value: a member is set, or taken away where there is no value. */
export interface Step {
  readonly path: readonly string[];
  readonly value: Json | undefined;
}

/**
 * Changes a YAML text; comments, order and the look of every other line stay. What shares a changed value by an alias
 * keeps what it says.
 */
export function editYaml(text: string, steps: readonly Step[]): string {
  const plain = text.replace(/\r\n/g, "\n");
  const document = parse(plain);
  const look = lookOf(plain);
  const printed = document.toString(look);
  const wanted = valueAfter(jsonIn(document), steps);
  const pairs = pairIndex();
  for (const step of steps) takeStep(document, pairs, step);
  const changed = document.toString(look);
  const kept = keepLines({ original: plain, printed, changed });
  const result = [kept, changed].find((one) => says(one, wanted));
  if (result === undefined)
    throw new Error(`a change of ${steps.map(({ path }) => path.join("/")).join(", ")} is lost`);
  return text.includes("\r\n") ? result.replace(/\n/g, "\r\n") : result;
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { version: "1.2", stringKeys: true, prettyErrors: false, uniqueKeys: false });
}

/** Whoever read the text has counted its aliases. */
function jsonIn(document: Document.Parsed): Json {
  return (document.toJS({ maxAliasCount: -1 }) ?? null) as Json;
}

function says(text: string, wanted: Json): boolean {
  const document = parse(text);
  return document.errors.length === 0 && isSameJson(jsonIn(document), wanted);
}

/** What a value becomes by changes of it. It is copied once: a manifest of thousands may have a change for each entry. */
function valueAfter(value: Json, steps: readonly Step[]): Json {
  const copy = JSON.parse(JSON.stringify(isJsonObject(value) ? value : {})) as Record<string, Json>;
  for (const step of steps) changeMember(copy, step);
  return copy;
}

function changeMember(holder: Record<string, Json>, { path: [name = "", ...rest], value }: Step): void {
  if (rest.length > 0) {
    const inner = Object.hasOwn(holder, name) ? holder[name] : undefined;
    const member: JsonObject = isJsonObject(inner) ? inner : {};
    if (member !== inner) withMember(holder, name, member);
    changeMember(member as Record<string, Json>, { path: rest, value });
  } else if (value === undefined) delete holder[name];
  else withMember(holder, name, structuredClone(value));
}

/** How the text is laid out, so that what is added looks like its neighbours. */
function lookOf(text: string): ToStringOptions {
  const indent = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  return {
    lineWidth: 0,
    indent: Math.min(Math.max(indent, 1), 8),
    flowCollectionPadding: !/\{[^\s{}]/.test(text) || /\{ /.test(text),
    indentSeq: !/^( *)[^\s#-][^\n]*:[^\S\n]*\n\1- /m.test(text),
  };
}

function takeStep(document: Document.Parsed, pairs: PairIndex, { path, value }: Step): void {
  unshare(document, pairs, path);
  if (value === undefined) {
    document.deleteIn(path);
    return;
  }
  const holder = mapAt(document, pairs, path.slice(0, -1));
  const name = path.at(-1) ?? "";
  const pair = pairs.find(holder, name);
  if (pair) pair.value = changeNode(document, isNode(pair.value) ? pair.value : undefined, value);
  else pairs.add(holder, document.createPair(document.createNode(name), value));
}

/** The map that a path leads to; made where nothing is. */
function mapAt(document: Document.Parsed, pairs: PairIndex, path: readonly string[]): YAMLMap {
  const name = path.at(-1);
  if (name === undefined) {
    const map = mapOf(document, document.contents);
    document.contents = map as never;
    return map;
  }
  const holder = mapAt(document, pairs, path.slice(0, -1));
  const pair = pairs.find(holder, name);
  if (pair) {
    const map = mapOf(document, pair.value);
    pair.value = map;
    return map;
  }
  const made = mapOf(document, undefined);
  const key = document.createNode(name);
  if (path.length === 1 && holder.items.length > 0) key.spaceBefore = true;
  pairs.add(holder, document.createPair(key, made));
  return made;
}

/** What stands in a place, where it is a map; else a new one, with the comments of what stands there. */
function mapOf(document: Document.Parsed, found: unknown): YAMLMap {
  const map = isMap(found) ? found : changeNode(document, isNode(found) ? found : undefined, {});
  if (!isMap(map)) throw new Error("a new map is none");
  if (map.items.length === 0) map.flow = false;
  return map;
}
