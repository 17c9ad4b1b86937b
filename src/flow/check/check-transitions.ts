import type { JsonObject } from "../../model/json.js";
import type { BlockFacts } from "../blocks/block-facts.js";
import { arrayOf, type Block, errorTypes, objectOf, textOf, wordOf } from "../blocks/blocks.js";
import { type ContentProblem, NO_PROBLEMS } from "./content-problem.js";

/** Checks the ways on from a block against what is known of its type. */
export function checkTransitions(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  if (facts.terminal) return checkEnd(block, transitionsOf(block));
  return [
    ...checkNext(block, facts),
    ...checkConditions(block, facts),
    ...checkEveryOperand(block, facts),
    ...checkErrors(block, facts),
  ];
}

type At = Pick<ContentProblem, "pointer" | "block">;

/** Where the transitions of a block stand. */
function transitionsOf({ index, id }: Pick<Block, "index" | "id">): At {
  return { pointer: `/Actions/${index}/Transitions`, block: id };
}

function checkEnd({ transitions, type }: Block, at: At): readonly ContentProblem[] {
  const { NextAction, Errors, Conditions } = transitions;
  if (arrayOf(Conditions).length > 0) return [noConditions(type, at)];
  const goesOn = NextAction !== undefined || arrayOf(Errors).length > 0;
  if (!goesOn) return [];
  const summary = `${type} ends the flow, so that nothing can follow it`;
  const help = 'write "Transitions": {}';
  return [{ severity: "warning", code: "flow/terminal-transitions", summary, ...at, help }];
}

function checkNext(block: Block, { nextAction }: BlockFacts): readonly ContentProblem[] {
  if (typeof block.transitions.NextAction === "string" || nextAction !== "required") return NO_PROBLEMS;
  const summary = `${block.type} has no NextAction`;
  const help = "name the block that follows; where every case has its own branch, repeat that of an error";
  return [{ severity: "error", code: "flow/no-next-action", summary, ...transitionsOf(block), help }];
}

function checkConditions(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  const conditions = arrayOf(block.transitions.Conditions);
  if (conditions.length === 0 || facts.conditions === "any" || facts.conditions === "unknown") return NO_PROBLEMS;
  if (facts.conditions === "none") return [noConditions(block.type, transitionsOf(block))];
  return conditions.flatMap((item, index) => {
    return checkCondition(block, facts, objectOf(objectOf(item).Condition), index);
  });
}

function checkCondition(
  block: Block,
  { operands }: BlockFacts,
  condition: JsonObject,
  index: number,
): readonly ContentProblem[] {
  const operator = textOf(condition.Operator);
  const odd = arrayOf(condition.Operands).find((operand) => !operands.includes(wordOf(operand)));
  if (operator === "Equals" && (operands.length === 0 || odd === undefined)) return NO_PROBLEMS;
  const at = transitionsOf(block);
  const pointer = `${at.pointer}/Conditions/${index}/Condition`;
  const problem = { severity: "warning", code: "flow/conditions", ...at, pointer } as const;
  if (operator !== "Equals") {
    return [{ ...problem, summary: `${block.type} compares with Equals alone, not \`${operator}\`` }];
  }
  const detail = `Known are ${operands.join(", ")}; found ${JSON.stringify(odd)}.`;
  return [{ ...problem, summary: `${block.type} never has this result`, detail }];
}

function noConditions(type: string, at: At): ContentProblem {
  const summary = `${type} takes no conditions`;
  return { severity: "error", code: "flow/conditions", summary, ...at, pointer: `${at.pointer}/Conditions` };
}

function checkEveryOperand(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  if (!facts.everyOperand) return NO_PROBLEMS;
  const found = arrayOf(block.transitions.Conditions).flatMap((item) => {
    return arrayOf(objectOf(objectOf(item).Condition).Operands).map(wordOf);
  });
  const at = transitionsOf(block);
  return facts.operands
    .filter((operand) => !found.includes(operand))
    .map((operand) => {
      const summary = `${block.type} should have a condition for ${operand}`;
      return { severity: "warning", code: "flow/conditions", summary, ...at, pointer: `${at.pointer}/Conditions` };
    });
}

function checkErrors(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  const types = errorTypes(block);
  return [
    ...missing(block, facts.requiredErrors, types, "error"),
    ...missing(block, facts.expectedErrors, types, "warning"),
    ...refused(block, facts.refusedErrors, types),
    ...repeated(block, types),
  ];
}

/** The branches that a block lacks, as problems of one severity. */
export function missing(
  block: Block,
  wanted: readonly string[],
  types: readonly string[],
  severity: ContentProblem["severity"],
): readonly ContentProblem[] {
  if (wanted.every((error) => types.includes(error))) return NO_PROBLEMS;
  const verb = severity === "error" ? "is refused without" : "should have";
  const at = transitionsOf(block);
  return wanted
    .filter((error) => !types.includes(error))
    .map((error) => {
      const summary = `${block.type} ${verb} the error branch ${error}`;
      const help = `add {"ErrorType": "${error}", "NextAction": …} to its Errors`;
      return { severity, code: "flow/missing-error", summary, ...at, pointer: `${at.pointer}/Errors`, help };
    });
}

/** The branches that a block has and may not have. */
export function refused(
  block: Block,
  unwanted: readonly string[],
  types: readonly string[],
): readonly ContentProblem[] {
  if (unwanted.length === 0) return NO_PROBLEMS;
  const at = transitionsOf(block);
  return types.flatMap((error, index): ContentProblem[] => {
    if (!unwanted.includes(error)) return [];
    const pointer = `${at.pointer}/Errors/${index}`;
    const summary = `${block.type} is refused with the error branch ${error}`;
    return [{ severity: "error", code: "flow/refused-error", summary, ...at, pointer, help: "remove the branch" }];
  });
}

function repeated(block: Block, types: readonly string[]): readonly ContentProblem[] {
  if (types.every((error, index) => types.indexOf(error) === index)) return NO_PROBLEMS;
  const at = transitionsOf(block);
  return types.flatMap((error, index): ContentProblem[] => {
    if (types.indexOf(error) === index) return [];
    const pointer = `${at.pointer}/Errors/${index}`;
    return [
      { severity: "warning", code: "flow/duplicate-error", summary: `A second branch for ${error}`, ...at, pointer },
    ];
  });
}
