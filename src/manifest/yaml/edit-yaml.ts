import { type Document, isMap, isScalar, parseDocument, type ToStringOptions, type YAMLMap } from "yaml";
import type { Json } from "../../model/json.js";
import { keepLines } from "./keep-lines.js";

/** One change of a file's value: a member is set, or taken away where there is no value. */
export interface Step {
  readonly path: readonly string[];
  readonly value: Json | undefined;
}

/** Changes a YAML text; comments, order and the look of every other line stay. */
export function editYaml(text: string, steps: readonly Step[]): string {
  const plain = text.replace(/\r\n/g, "\n");
  const document = parse(plain);
  const look = lookOf(plain);
  const printed = document.toString(look);
  for (const step of steps) takeStep(document, step);
  const changed = document.toString(look);
  const kept = keepLines({ original: plain, printed, changed });
  const result = isSame(kept, changed) ? kept : changed;
  return text.includes("\r\n") ? result.replace(/\n/g, "\r\n") : result;
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { version: "1.2", stringKeys: true, prettyErrors: false });
}

function isSame(left: string, right: string): boolean {
  const [one, other] = [parse(left), parse(right)];
  return one.errors.length === 0 && JSON.stringify(one.toJS()) === JSON.stringify(other.toJS());
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

function takeStep(document: Document.Parsed, { path, value }: Step): void {
  if (value === undefined) {
    document.deleteIn(path);
    return;
  }
  const node: unknown = document.getIn(path, true);
  if (isScalar(node) && (typeof value !== "object" || value === null)) node.value = value;
  else mapAt(document, path.slice(0, -1)).set(document.createNode(path.at(-1)), document.createNode(value));
}

/** The map that a path leads to; made where nothing is. */
function mapAt(document: Document.Parsed, path: readonly string[]): YAMLMap {
  const found: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(found)) {
    if (found.items.length === 0) found.flow = false;
    return found as YAMLMap;
  }
  const made = document.createNode({});
  const name = path.at(-1);
  if (name === undefined) document.contents = made as never;
  else {
    const holder = mapAt(document, path.slice(0, -1));
    const key = document.createNode(name);
    if (path.length === 1 && holder.items.length > 0 && !holder.has(name)) key.spaceBefore = true;
    if (holder.has(name)) document.setIn(path, made);
    else holder.add(document.createPair(key, made));
  }
  return mapAt(document, path);
}
