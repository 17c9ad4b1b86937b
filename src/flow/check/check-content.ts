import { isJsonObject, type Json } from "../../model/json.js";
import type { BlockPlace } from "../blocks/block-facts.js";
import { blockFacts } from "../blocks/block-types.js";
import { type Block, readBlocks } from "../blocks/blocks.js";
import { FLOW_TYPES, isFlowType } from "../blocks/flow-types.js";
import { type ForeignContent, readContent, recogniseForeign } from "../references/foreign-content.js";
import { isMistakenType, meantType } from "../references/meant-types.js";
import { checkDocument } from "./check-document.js";
import { checkParameters } from "./check-parameters.js";
import { checkSpecial } from "./check-special.js";
import { checkTexts } from "./check-texts.js";
import { checkTransitions } from "./check-transitions.js";
import { type ContentProblem, NO_PROBLEMS } from "./content-problem.js";

/** What a content is for; `published: false` is a draft, which the service stores without checking it. */
export interface CheckedUse {
  readonly kind: "flow" | "module";
  readonly type?: string;
  readonly published?: boolean;
}

/**
 * Says what is wrong with a content, portable or rendered, without asking the service.
 *
 * Errors are what the service is known to refuse when it publishes, and documents that are no content at all; all
 * else is a warning. For a draft only the latter stay errors. Sorted by place in the document.
 */
export function checkContent(content: Json, use: CheckedUse): readonly ContentProblem[] {
  const foreign = checkForm(content);
  if (foreign.length > 0 || !isJsonObject(content)) return foreign;
  const blocks = readBlocks(content);
  const problems = [
    ...checkDocument(content, blocks),
    ...blocks.flatMap((block) => checkBlock(block, use)),
    ...checkTexts(content),
  ];
  const inOrder = sortByPlace(problems);
  return use.published === false ? inOrder.map((problem) => ({ ...problem, severity: "warning" })) : inOrder;
}

function checkForm(content: Json): readonly ContentProblem[] {
  if (typeof content === "string") return [textProblem(content)];
  if (!isJsonObject(content)) return [formProblem("The content is not a JSON object")];
  const foreign = recogniseForeign(content);
  if (!foreign && !["Version", "StartAction", "Actions"].some((key) => Object.hasOwn(content, key))) {
    return [formProblem("The document is not a content in the Flow language")];
  }
  return foreign ? [foreign.form === "legacy" ? legacyProblem(foreign) : wrapperProblem(foreign)] : [];
}

function textProblem(content: string): ContentProblem {
  const problem = { severity: "error", code: "flow/not-json", pointer: "" } as const;
  if (readContent(content) === undefined) return { ...problem, summary: "The content cannot be read as JSON" };
  const help = "take the quotes around it and the backslashes in it away, so that the object itself stands there";
  return { ...problem, summary: "The content stands inside a text, where it should stand itself", help };
}

function formProblem(summary: string): ContentProblem {
  const help = "write an object with Version, StartAction and Actions, as `connectctl pull` writes it";
  return { severity: "error", code: "flow/not-an-object", summary, pointer: "", help };
}

function legacyProblem({ moduleTypes }: ForeignContent & { form: "legacy" }): ContentProblem {
  const pairs = moduleTypes.map((type) => `${type} → ${meantType(type) ?? "no known counterpart"}`);
  const meant = pairs.length > 0 ? ` In it, ${pairs.join("; ")}.` : "";
  const detail = `It has \`modules\` in place of \`Actions\`; the API takes the Flow language alone.${meant}`;
  const help = "import the file into the console, save it there, and run `connectctl pull`";
  const summary = "An export of the old designer, not the Flow language";
  return { severity: "error", code: "flow/legacy-format", summary, detail, pointer: "/modules", help };
}

function wrapperProblem({ what, pointer }: ForeignContent & { form: "wrapper" }): ContentProblem {
  const detail = `It looks like ${what}; the content is inside it, at ${pointer === "" ? "its root" : pointer}.`;
  const help = "put the content alone into the file, as an object with Version, StartAction and Actions";
  return { severity: "error", code: "flow/wrapped", summary: "A wrapper around a content", detail, pointer, help };
}

function checkBlock(block: Block, use: CheckedUse): readonly ContentProblem[] {
  const facts = blockFacts(block.type);
  if (!facts) return [unknownType(block)];
  return [
    ...checkPlace(block, facts.places, use),
    ...checkTransitions(block, facts),
    ...checkParameters(block, facts),
    ...checkSpecial(block),
  ];
}

function unknownType({ type, index, id }: Block): ContentProblem {
  const place = { pointer: `/Actions/${index}/Type`, block: id };
  if (type === "") {
    const typed = { help: "say in `Type` what the block does, such as MessageParticipant" };
    return { severity: "error", code: "flow/refused-block-type", summary: "A block has no Type", ...place, ...typed };
  }
  const meant = meantType(type);
  const help = meant === undefined ? {} : { help: `write ${meant}, if that is meant` };
  if (isMistakenType(type)) {
    const summary = `The service refuses the type ${type}`;
    return { severity: "error", code: "flow/refused-block-type", summary, ...place, ...help };
  }
  return {
    severity: "warning",
    code: "flow/unknown-block-type",
    summary: `Unknown block type ${type}`,
    ...place,
    ...help,
  };
}

function checkPlace(block: Block, places: "any" | readonly BlockPlace[], use: CheckedUse): readonly ContentProblem[] {
  const here = use.kind === "module" ? "MODULE" : use.type;
  if (places === "any" || here === undefined || (here !== "MODULE" && !isFlowType(here))) return NO_PROBLEMS;
  if (places.includes(here)) return NO_PROBLEMS;
  const summary = `${block.type} is not meant for ${here === "MODULE" ? "a module" : `this type of flow (${here})`}`;
  const labels = places.map((place) => (place === "MODULE" ? "Flow module" : FLOW_TYPES[place].label));
  const detail = `It is documented for: ${labels.join(", ")}.`;
  const pointer = `/Actions/${block.index}/Type`;
  return [{ severity: "warning", code: "flow/block-in-flow-type", summary, detail, pointer, block: block.id }];
}

/** By block in the order of the document, what belongs to none first; within a block as found. */
function sortByPlace(problems: readonly ContentProblem[]): readonly ContentProblem[] {
  const place = ({ pointer }: ContentProblem) => Number(/^\/Actions\/(\d+)/.exec(pointer)?.[1] ?? -1);
  return [...problems].sort((left, right) => place(left) - place(right));
}
