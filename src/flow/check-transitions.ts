import type { BlockFacts } from "./block-facts.js";
import { arrayOf, type Block, objectOf, textOf } from "./blocks.js";
import type { ContentProblem } from "./content-problem.js";

/** Checks the ways on from a block against what is known of its type. */
export function checkTransitions(block: Block, facts: BlockFacts): readonly ContentProblem[] {
  const at = { pointer: `/Actions/${block.index}/Transitions`, block: block.id };
  if (facts.terminal) return checkEnd(block, at);
  return [checkNext, checkConditions, checkEveryOperand, checkErrors].flatMap((check) => check(block, facts, at));
}

type At = Pick<ContentProblem, "pointer" | "block">;

function checkEnd({ transitions, type }: Block, at: At): readonly ContentProblem[] {
  const { NextAction, Errors, Conditions } = transitions;
  if (arrayOf(Conditions).length > 0) return [noConditions(type, at)];
  const goesOn = NextAction !== undefined || arrayOf(Errors).length > 0;
  if (!goesOn) return [];
  const summary = `${type} ends the flow, so that nothing can follow it`;
  const help = 'write "Transitions": {}';
  return [{ severity: "warning", code: "flow/terminal-transitions", summary, ...at, help }];
}

function checkNext({ transitions, type }: Block, { nextAction }: BlockFacts, at: At): readonly ContentProblem[] {
  if (typeof transitions.NextAction === "string" || nextAction !== "required") return [];
  const summary = `${type} has no NextAction`;
  const help = "name the block that follows; where every case has its own branch, repeat that of an error";
  return [{ severity: "error", code: "flow/no-next-action", summary, ...at, help }];
}

function checkConditions({ transitions, type }: Block, facts: BlockFacts, at: At): readonly ContentProblem[] {
  const conditions = arrayOf(transitions.Conditions).map((item) => objectOf(objectOf(item).Condition));
  if (conditions.length === 0 || facts.conditions === "any" || facts.conditions === "unknown") return [];
  if (facts.conditions === "none") return [noConditions(type, at)];
  const problem = { code: "flow/conditions", ...at, pointer: `${at.pointer}/Conditions` } as const;
  return conditions.flatMap((condition, index): ContentProblem[] => {
    const place = { ...problem, severity: "warning", pointer: `${problem.pointer}/${index}/Condition` } as const;
    const operator = textOf(condition.Operator);
    if (operator !== "Equals")
      return [{ ...place, summary: `${type} compares with Equals alone, not \`${operator}\`` }];
    const odd = arrayOf(condition.Operands).find((operand) => !facts.operands.includes(String(operand)));
    if (facts.operands.length === 0 || odd === undefined) return [];
    const detail = `Known are ${facts.operands.join(", ")}; found ${JSON.stringify(odd)}.`;
    return [{ ...place, summary: `${type} never has this result`, detail }];
  });
}

function noConditions(type: string, at: At): ContentProblem {
  const summary = `${type} takes no conditions`;
  return { severity: "error", code: "flow/conditions", summary, ...at, pointer: `${at.pointer}/Conditions` };
}

function checkEveryOperand({ transitions, type }: Block, facts: BlockFacts, at: At): readonly ContentProblem[] {
  if (!facts.everyOperand) return [];
  const found = arrayOf(transitions.Conditions).flatMap((item) => {
    return arrayOf(objectOf(objectOf(item).Condition).Operands).map(String);
  });
  return facts.operands
    .filter((operand) => !found.includes(operand))
    .map((operand) => {
      const summary = `${type} should have a condition for ${operand}`;
      return { severity: "warning", code: "flow/conditions", summary, ...at, pointer: `${at.pointer}/Conditions` };
    });
}

function checkErrors(block: Block, facts: BlockFacts, at: At): readonly ContentProblem[] {
  const types = arrayOf(block.transitions.Errors).map((item) => textOf(objectOf(item).ErrorType));
  return [
    ...missing(block, facts.requiredErrors, types, at, "error"),
    ...missing(block, facts.expectedErrors, types, at, "warning"),
    ...refused(block, facts.refusedErrors, types, at),
    ...repeated(types, at),
  ];
}

/** The branches that a block lacks, as problems of one severity. */
export function missing(
  { type }: Pick<Block, "type">,
  wanted: readonly string[],
  types: readonly string[],
  at: At,
  severity: ContentProblem["severity"],
): readonly ContentProblem[] {
  const verb = severity === "error" ? "is refused without" : "should have";
  return wanted
    .filter((error) => !types.includes(error))
    .map((error) => {
      const summary = `${type} ${verb} the error branch ${error}`;
      const help = `add {"ErrorType": "${error}", "NextAction": …} to its Errors`;
      return { severity, code: "flow/missing-error", summary, ...at, pointer: `${at.pointer}/Errors`, help };
    });
}

/** The branches that a block has and may not have. */
export function refused(
  { type }: Pick<Block, "type">,
  unwanted: readonly string[],
  types: readonly string[],
  at: At,
): readonly ContentProblem[] {
  return types.flatMap((error, index): ContentProblem[] => {
    if (!unwanted.includes(error)) return [];
    const pointer = `${at.pointer}/Errors/${index}`;
    const summary = `${type} is refused with the error branch ${error}`;
    return [{ severity: "error", code: "flow/refused-error", summary, ...at, pointer, help: "remove the branch" }];
  });
}

function repeated(types: readonly string[], at: At): readonly ContentProblem[] {
  return types.flatMap((error, index): ContentProblem[] => {
    if (types.indexOf(error) === index) return [];
    const pointer = `${at.pointer}/Errors/${index}`;
    return [
      { severity: "warning", code: "flow/duplicate-error", summary: `A second branch for ${error}`, ...at, pointer },
    ];
  });
}
