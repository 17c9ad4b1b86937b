import { isJsonObject, type Json } from "../../model/json.js";
import { arrayOf, type Block, errorTypes, objectOf, wordOf } from "../blocks/blocks.js";
import { missing, refused } from "./check-transitions.js";
import { type ContentProblem, NO_PROBLEMS } from "./content-problem.js";

/** Rules of single types that no row of the table can say. Sources: what the service was seen to refuse. */
export function checkSpecial(block: Block): readonly ContentProblem[] {
  const check = Object.hasOwn(SPECIAL, block.type) ? SPECIAL[block.type] : undefined;
  return check?.(block) ?? NO_PROBLEMS;
}

const SPECIAL: Readonly<Record<string, (block: Block) => readonly ContentProblem[]>> = {
  GetParticipantInput: checkInput,
  TagContact: checkTags,
  UntagContact: checkTagKeys,
  TransferParticipantToThirdParty: checkThirdParty,
  UpdateFlowAttributes: checkFlowAttributes,
  UpdateContactEventHooks: checkHooks,
  UpdateContactRecordingAndAnalyticsBehavior: checkRecording,
  MessageParticipant: checkMessage,
};

const BRANCHES = ["NoMatchingCondition", "InputTimeLimitExceeded"] as const;

/** Input that is stored is not branched on; input that is branched on needs all of its branches. */
function checkInput(block: Block): readonly ContentProblem[] {
  if (isTrue(block.parameters.StoreInput)) return checkStoredInput(block);
  return missing(block, [...BRANCHES, "NoMatchingError"], errorTypes(block), "error");
}

function checkStoredInput(block: Block): readonly ContentProblem[] {
  const at = place(block, "/Transitions");
  const pointer = `${at.pointer}/Conditions`;
  const summary = "GetParticipantInput takes no conditions when it stores the input";
  const conditions = arrayOf(block.transitions.Conditions).length > 0;
  const validated = Object.hasOwn(block.parameters, "InputValidation");
  return [
    ...(conditions ? [{ severity: "error", code: "flow/conditions", summary, ...at, pointer } as const] : []),
    ...refused(block, BRANCHES, errorTypes(block)),
    ...missing(block, ["NoMatchingError"], errorTypes(block), "warning"),
    ...(validated ? [] : [problem(block, "InputValidation", "is needed to store input")]),
  ];
}

/** A transfer has to say where to go when nobody answers, unless it is said that the flow ends with it. */
function checkThirdParty(block: Block): readonly ContentProblem[] {
  if (wordOf(block.parameters.ContinueFlowExecution).toLowerCase() === "false") return [];
  const wanted = ["CallFailed", "ConnectionTimeLimitExceeded"];
  return missing(block, wanted, errorTypes(block), "error");
}

function isTrue(value: Json | undefined): boolean {
  return wordOf(value).toLowerCase() === "true";
}

const MOST_TAGS = 6;

function checkTags(block: Block): readonly ContentProblem[] {
  const count = Object.keys(objectOf(block.parameters.Tags)).length;
  return count > MOST_TAGS ? [problem(block, "Tags", `holds ${count} tags, where ${MOST_TAGS} are allowed`)] : [];
}

function checkTagKeys(block: Block): readonly ContentProblem[] {
  const { TagKeys } = block.parameters;
  return arrayOf(TagKeys).length > 0 ? [] : [problem(block, "TagKeys", "needs at least one key")];
}

function checkFlowAttributes(block: Block): readonly ContentProblem[] {
  const { FlowAttributes = {} } = block.parameters;
  if (!isJsonObject(FlowAttributes)) return [problem(block, "FlowAttributes", "is no object")];
  return Object.entries(FlowAttributes).flatMap(([name, value]) =>
    isJsonObject(value) && Object.hasOwn(value, "Value")
      ? []
      : [problem(block, "FlowAttributes", `needs {"Value": …} for ${name}, not the bare value`)],
  );
}

function checkHooks(block: Block): readonly ContentProblem[] {
  const hooks = objectOf(block.parameters.EventHooks);
  const count = Object.keys(hooks).length;
  if (!isJsonObject(block.parameters.EventHooks) || count === 1) return [];
  return [problem(block, "EventHooks", `holds ${count} hooks, where a block sets exactly one`, "warning")];
}

/** Redaction while a chat goes on can fail, and the service wants to know where to go then. */
function checkRecording(block: Block): readonly ContentProblem[] {
  if (!Object.hasOwn(block.parameters, "ChatBehavior")) return [];
  const wanted = ["InFlightRedactionConfigurationFailed"];
  return missing(block, wanted, errorTypes(block), "error");
}

const SPOKEN = ["Text", "SSML", "PromptId", "Media"] as const;

function checkMessage(block: Block): readonly ContentProblem[] {
  const said = SPOKEN.filter((name) => Object.hasOwn(block.parameters, name));
  return said.length > 1
    ? [problem(block, said[1] ?? "", `stands beside ${said[0]}, where one of them is allowed`, "warning")]
    : [];
}

function problem(
  block: Block,
  parameter: string,
  what: string,
  severity: ContentProblem["severity"] = "error",
): ContentProblem {
  const summary = `${block.type}.${parameter} ${what}`;
  return { severity, code: "flow/parameter", summary, ...place(block, `/Parameters/${parameter}`) };
}

function place({ index, id }: Block, pointer: string): Pick<ContentProblem, "pointer" | "block"> {
  return { pointer: `/Actions/${index}${pointer}`, block: id };
}
