import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";

/** One place where a value is not what its schema asks for. */
export interface SchemaProblem {
  /** JSON pointer; empty for the value itself. */
  readonly pointer: string;
  readonly message: string;
}

/** Finds all that is wrong with a value; nothing where it keeps to the schema. */
export type SchemaCheck = (value: unknown) => readonly SchemaProblem[];

/** The check against one of the package's schemas, which is read and compiled at its first use. */
export function schemaCheck(name: "state" | "plan"): SchemaCheck {
  let check: SchemaCheck | undefined;
  return (value) => {
    check ??= compile(name);
    return check(value);
  };
}

function compile(name: string): SchemaCheck {
  const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
  const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(file, "utf8")),
  );
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(problemOf));
}

function problemOf({ instancePath, message, params }: ErrorObject): SchemaProblem {
  const extra = "additionalProperty" in params ? `: \`${String(params.additionalProperty)}\`` : "";
  const allowed = Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(", ")}` : "";
  return { pointer: instancePath, message: `${message ?? "is not as it should be"}${extra}${allowed}` };
}

/** What to say about problems in one sentence: the first place, and how many more there are. */
export function sayProblems(problems: readonly SchemaProblem[]): string {
  const [first] = problems;
  if (!first) return "Nothing is wrong.";
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return `${first.pointer === "" ? "The document" : `\`${first.pointer}\``} ${first.message}${more}.`;
}
