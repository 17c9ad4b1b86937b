import { isDeepStrictEqual } from "node:util";
import {
  blockGraph,
  canonicalContentText,
  checkContent,
  extractReferences,
  findArns,
  fingerprintBody,
  formatContent,
  type NameOf,
  renderStrings,
} from "../../src/flow/index.js";
import { formatArn } from "../../src/model/arn.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../src/model/json.js";
import type { Content } from "./content.js";
import { sha256 } from "./quiet-world.js";

/** What a content loses on its way through the library; nothing where all of it comes back. */
export function roundTripProblems(content: Content): readonly string[] {
  const { value } = content;
  return [...writeProblems(value), ...canonicalProblems(value), ...referenceProblems(value), ...useProblems(content)];
}

function writeProblems(value: JsonObject): readonly string[] {
  const text = formatContent(value);
  const back = JSON.parse(text) as Json;
  return told([
    [isDeepStrictEqual(back, value), "writing and reading it gives another value"],
    [formatContent(back) === text, "writing it twice gives another text"],
    [hashOf(back) === hashOf(value), "its fingerprint changes when it is written"],
  ]);
}

function canonicalProblems(value: JsonObject): readonly string[] {
  const canonical = canonicalContentText(value);
  const shuffled = shuffle(value);
  return told([
    [canonicalContentText(JSON.parse(canonical)) === canonical, "its canonical form has another one"],
    [hashOf(shuffled) === hashOf(value), "its fingerprint depends on an order that means nothing"],
  ]);
}

/** The same content with its blocks, their error branches and all keys the other way round. */
function shuffle(value: JsonObject): Json {
  const blocks = isJsonArray(value.Actions) ? value.Actions : [];
  const Actions = [...blocks].reverse().map((block) => {
    const ways = isJsonObject(block) && isJsonObject(block.Transitions) ? block.Transitions : undefined;
    if (!isJsonObject(block) || !ways || !isJsonArray(ways.Errors)) return block;
    return { ...block, Transitions: { ...ways, Errors: [...ways.Errors].reverse() } };
  });
  return reverseKeys({ ...value, Actions });
}

function reverseKeys(value: Json): Json {
  if (isJsonArray(value)) return value.map(reverseKeys);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reverseKeys(item)]),
  );
}

function referenceProblems(value: JsonObject): readonly string[] {
  const known = new Map<string, string>();
  const nameOf: NameOf = ({ kind, id, arn }) => {
    const text = arn ? formatArn(arn) : id;
    const address = `${kind}.n${known.size + 1}`;
    const [same] = [...known].find(([name, found]) => name.startsWith(`${kind}.`) && found === text) ?? [];
    known.set(same ?? address, text);
    return { address: same ?? address };
  };
  const all = extractReferences(value, nameOf);
  const none = extractReferences(value, () => undefined);
  const left = findArns(all.content).filter(
    (found) => !all.unresolved.some(({ pointer }) => pointer === found.pointer),
  );
  return told([
    [isDeepStrictEqual(rendered(all.content, known), value), "putting its references back gives another value"],
    [isDeepStrictEqual(rendered(none.content, known), value), "undoing its escapes gives another value"],
    [left.length === 0, `extracting overlooks ${left[0]?.text}, at ${left[0]?.pointer}`],
  ]);
}

function rendered(portable: Json, known: ReadonlyMap<string, string>): Json {
  return renderStrings(portable, (token) =>
    token.type === "reference" ? known.get(token.reference.address) : undefined,
  ).value;
}

/** Nothing may throw for what a person wrote, whatever the content is said to be for. */
function useProblems({ value, type }: Content): readonly string[] {
  const uses = [{ kind: "module" as const }, { kind: "flow" as const, type, published: false }];
  const known = new Set(blockGraph(value).blocks.map(({ id }) => id));
  const lost = uses
    .flatMap((use) => checkContent(value, use))
    .find(({ block }) => block !== undefined && !known.has(block));
  const isOrphan = lost?.code === "flow/orphan-metadata";
  return told([[lost === undefined || isOrphan, `a problem names the block ${lost?.block}, which it does not have`]]);
}

function hashOf(content: Json): string {
  return fingerprintBody({ content }, sha256).sha256;
}

function told(checks: readonly (readonly [boolean, string])[]): readonly string[] {
  return checks.filter(([holds]) => !holds).map(([, problem]) => problem);
}
