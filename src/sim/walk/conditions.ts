import type { Condition } from "./flow-document.js";

/** Finds the first condition that a value meets; operands are filled in by `fill`. Texts are compared by case. */
export function meets(
  conditions: readonly Condition[],
  value: string | undefined,
  fill: (operand: string) => string,
): Condition | undefined {
  if (value === undefined) return undefined;
  return conditions.find(({ operator, operands }) => {
    const test = OPERATORS[operator];
    return test !== undefined && operands.length > 0 && operands.some((operand) => test(value, fill(operand)));
  });
}

type Test = (value: string, operand: string) => boolean;

/** A test on numbers; what is no number meets none. */
const numbers =
  (test: (value: number, operand: number) => boolean): Test =>
  (value, operand) => {
    const both = [value, operand].map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
    return both.every(Number.isFinite) && test(both[0] ?? 0, both[1] ?? 0);
  };

/** The operators of the Flow language. */
const OPERATORS: Readonly<Record<string, Test>> = {
  Equals: (value, operand) => value === operand,
  TextStartsWith: (value, operand) => value.startsWith(operand),
  TextEndsWith: (value, operand) => value.endsWith(operand),
  TextContains: (value, operand) => value.includes(operand),
  NumberGreaterThan: numbers((value, operand) => value > operand),
  NumberGreaterOrEqualTo: numbers((value, operand) => value >= operand),
  NumberLessThan: numbers((value, operand) => value < operand),
  NumberLessOrEqualTo: numbers((value, operand) => value <= operand),
};
