import { referenceText } from "../view/shown-value.js";

/** What makes a contact take an error branch, in words. */
export function errorWords(errorType: string): string {
  return ERRORS[errorType] ?? spaced(errorType);
}

/** `Equals 1` is `1`, `TextContains vip` is `contains vip`; a reference is shown as its address. */
export function conditionWords(condition: string): string {
  const [operator = "", ...operands] = condition.split(" ");
  const words = [OPERATORS[operator] ?? spaced(operator), ...operands.map(referenceText)];
  return words.filter((word) => word !== "").join(" ") || "empty";
}

const ERRORS: Readonly<Record<string, string>> = {
  NoMatchingError: "error",
  NoMatchingCondition: "no match",
  InputTimeLimitExceeded: "timeout",
  TimeLimitExceeded: "timeout",
  QueueAtCapacity: "at capacity",
  NoneFoundError: "none found",
  MultipleFoundError: "several found",
  CallFailed: "call failed",
};

const OPERATORS: Readonly<Record<string, string>> = {
  Equals: "",
  TextEquals: "",
  TextContains: "contains",
  TextStartsWith: "starts with",
  TextEndsWith: "ends with",
  NumberGreaterThan: ">",
  NumberGreaterOrEqualTo: "≥",
  NumberLessThan: "<",
  NumberLessOrEqualTo: "≤",
};

/** `ConnectionTimeLimitExceeded` is `connection time limit exceeded`; what is no such word stays. */
function spaced(word: string): string {
  return /^(?:[A-Z][a-z]+)+$/.test(word) ? word.replace(/(?!^)(?=[A-Z])/g, " ").toLowerCase() : word;
}
