import type { ErrorObject } from "ajv";
import { atFirstUse } from "../../model/at-first-use.js";
import { stateValidator } from "../state-validators.js";

/** One place where a value is not what its schema asks for. */
export interface SchemaProblem {
  /** JSON pointer; empty for the value itself. */
  readonly pointer: string;
  readonly message: string;
}

/** Finds all that is wrong with a value; nothing where it keeps to the schema. */
export type SchemaCheck = (value: unknown) => readonly SchemaProblem[];

/** The check against one of the package's schemas, which is compiled at its first use. */
export function schemaCheck(name: "state" | "plan"): SchemaCheck {
  const validator = atFirstUse(() => stateValidator(name));
  return (value) => {
    const validate = validator();
    return validate(value) ? [] : (validate.errors ?? []).map(problemOf);
  };
}

function problemOf({ instancePath, keyword, message, params }: ErrorObject): SchemaProblem {
  const extra = "additionalProperty" in params ? `: \`${String(params.additionalProperty)}\`` : "";
  const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(", ")}` : "";
  const ours = WORDS[keyword]?.(params);
  return { pointer: instancePath, message: ours ?? `${message ?? "is not as it should be"}${extra}${allowed}` };
}

const TYPES: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};

const WORDS: Readonly<Record<string, (params: ErrorObject["params"]) => string>> = {
  type: ({ type }) =>
    `must be ${[type]
      .flat()
      .map((one) => TYPES[String(one)] ?? String(one))
      .join(" or ")}`,
  required: ({ missingProperty }) => `has no \`${String(missingProperty)}\``,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  pattern: () => "is not written as connectctl writes it",
};

/** What to say about problems in one sentence: the first place, and how many more there are. */
export function sayProblems(problems: readonly SchemaProblem[]): string {
  const [first] = problems;
  if (!first) return "Nothing is wrong.";
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return `${first.pointer === "" ? "The document" : `\`${first.pointer}\``} ${first.message}${more}.`;
}
