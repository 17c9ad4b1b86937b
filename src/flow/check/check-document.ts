import { isJsonArray, isJsonObject, type Json, type JsonObject, pointerStep } from "../../model/json.js";
import { blockNames } from "../blocks/block-names.js";
import { actionMetadata, type Block, readBlocks, textOf } from "../blocks/blocks.js";
import { unreachableFrom } from "../graph.js";
import { checkShapes } from "./check-shapes.js";
import { checkWays, noSuchBlock } from "./check-ways.js";
import type { ContentProblem } from "./content-problem.js";
import { CONTENT_LIMIT, contentSize, mayBeTooLarge } from "./content-size.js";

const VERSION = "2019-10-30";
const MOST_BLOCKS = 250;
const MOST_IN_IDENTIFIER = 50;
const BANNED = /[%:(\\/)=$,;[\]{}]/u;
const RESERVED = new Set([
  "__proto__",
  "constructor",
  "__defineGetter__",
  "__defineSetter__",
  "toString",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "valueOf",
]);

/** Checks what belongs to the document as a whole: its frame, its identifiers and where its transitions lead. */
export function checkDocument(content: JsonObject, blocks = readBlocks(content)): readonly ContentProblem[] {
  const ids = new Set(blocks.map(({ id }) => id));
  return [
    ...checkVersion(content),
    ...checkActions(content),
    ...(blocks.length > 0 ? checkStart(content, ids) : []),
    ...checkSize(content, blocks.length),
    ...checkIdentifiers(content, blocks),
    ...checkShapes(content),
    ...checkWays(blocks, ids),
    ...checkReach(content, blocks),
    ...checkMetadata(content, ids),
  ];
}

function checkVersion({ Version }: JsonObject): readonly ContentProblem[] {
  if (Version === VERSION) return [];
  const found = Version === undefined ? "has none" : `has ${JSON.stringify(Version)}`;
  const help = `write "Version": "${VERSION}"`;
  const detail = `The only version of the Flow language is ${VERSION}; this content ${found}.`;
  return [
    { severity: "error", code: "flow/version", summary: "Wrong or missing Version", detail, pointer: "/Version", help },
  ];
}

function checkActions({ Actions }: JsonObject): readonly ContentProblem[] {
  const code = "flow/no-actions";
  const help = "write the blocks as a list of objects";
  const problem = { severity: "error", code, pointer: "/Actions", help } as const;
  if (!isJsonArray(Actions)) return [{ ...problem, summary: "`Actions` is missing or not a list" }];
  if (Actions.length === 0) return [{ ...problem, summary: "The content has no block" }];
  return Actions.flatMap((action, index) =>
    isJsonObject(action) ? [] : [{ ...problem, summary: "A block is not an object", pointer: `/Actions/${index}` }],
  );
}

function checkStart({ StartAction }: JsonObject, ids: ReadonlySet<string>): readonly ContentProblem[] {
  const problem = { severity: "error", code: "flow/start", pointer: "/StartAction" } as const;
  if (StartAction === undefined || StartAction === "") return [{ ...problem, summary: "StartAction is missing" }];
  if (typeof StartAction !== "string") return [{ ...problem, summary: "StartAction is not text" }];
  if (ids.has(StartAction)) return [];
  return [{ ...problem, summary: "StartAction names no block", ...noSuchBlock(StartAction, ids) }];
}

function checkSize(content: Json, blocks: number): readonly ContentProblem[] {
  const problems: ContentProblem[] = [];
  const size = mayBeTooLarge(content) ? contentSize(content) : 0;
  if (blocks > MOST_BLOCKS) {
    const summary = `${blocks} blocks, where ${MOST_BLOCKS} are allowed`;
    const help = "move a part of the flow to a module or to a second flow";
    problems.push({ severity: "error", code: "flow/too-many-blocks", summary, pointer: "/Actions", help });
  }
  if (size > CONTENT_LIMIT) {
    const summary = `${size} characters before references are filled in, where ${CONTENT_LIMIT} are allowed`;
    problems.push({ severity: "warning", code: "flow/too-large", summary, pointer: "" });
  }
  return problems;
}

function checkIdentifiers(content: JsonObject, blocks: readonly Block[]): readonly ContentProblem[] {
  const seen = new Set<string>();
  return blocks.flatMap(({ id, index }): ContentProblem[] => {
    if (!isJsonObject(isJsonArray(content.Actions) ? content.Actions[index] : undefined)) return [];
    const at = { severity: "error", pointer: `/Actions/${index}/Identifier`, block: id } as const;
    const fault = identifierFault(id);
    if (fault) return [{ ...at, code: "flow/identifier", ...fault }];
    const again = seen.has(id);
    seen.add(id);
    const help = "give one of the two another identifier, and lead the ways to it there";
    return again ? [{ ...at, code: "flow/duplicate-identifier", summary: `A second block is called ${id}`, help }] : [];
  });
}

function identifierFault(id: string): Pick<ContentProblem, "summary" | "detail"> | undefined {
  if (id === "") return { summary: "A block has no Identifier" };
  if (RESERVED.has(id)) return { summary: "The identifier is a reserved name", detail: `\`${id}\` is reserved.` };
  const banned = BANNED.exec(id)?.[0];
  if (banned)
    return { summary: "The identifier holds a character that it may not", detail: `\`${id}\` holds \`${banned}\`.` };
  const length = id.length > MOST_IN_IDENTIFIER ? [...id].length : 0;
  if (length <= MOST_IN_IDENTIFIER) return undefined;
  const detail = `\`${id}\` has ${length} characters, where ${MOST_IN_IDENTIFIER} are allowed.`;
  return { summary: "The identifier is too long", detail };
}

function checkReach(content: JsonObject, blocks: readonly Block[]): readonly ContentProblem[] {
  const lost = new Set(unreachableFrom(textOf(content.StartAction), blocks));
  if (lost.size === 0) return [];
  const names = blockNames(content);
  const summary = "No way leads to this block";
  const help = "connect it, or remove it";
  return blocks
    .filter(({ id }) => id !== "" && lost.has(id))
    .map(({ id, index }) => {
      const detail = `No link of a block that contacts come to leads to \`${names.get(id) ?? id}\`.`;
      const at = { pointer: `/Actions/${index}`, block: id };
      return { severity: "warning", code: "flow/unreachable", summary, detail, ...at, help };
    });
}

function checkMetadata(content: JsonObject, ids: ReadonlySet<string>): readonly ContentProblem[] {
  return Object.keys(actionMetadata(content))
    .filter((id) => !ids.has(id))
    .map((id) => {
      const pointer = `/Metadata/ActionMetadata${pointerStep(id)}`;
      const summary = "Metadata of a block that does not exist";
      return {
        severity: "warning",
        code: "flow/orphan-metadata",
        summary,
        ...noSuchBlock(id, ids),
        pointer,
        block: id,
      };
    });
}
