/** One block of a content, in the service's words: what it does and where it leads. */
export interface Block {
  readonly id: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly next?: string;
  readonly errors: readonly { readonly type: string; readonly next: string }[];
  readonly conditions: readonly Condition[];
}

/** A branch for a result: `Equals`, `NumberLessThan` … and what it is held against. */
export interface Condition {
  readonly operator: string;
  readonly operands: readonly string[];
  readonly next: string;
}

/** A content as a walk reads it. */
export interface FlowDocument {
  readonly start: string;
  readonly blocks: ReadonlyMap<string, Block>;
}

/** Reads a content in the Flow language (version 2019-10-30); undefined where it cannot be walked through. */
export function readFlow(content: string): FlowDocument | undefined {
  const document = objectOf(parse(content));
  const start = textOf(document["StartAction"]);
  if (start === undefined || !Array.isArray(document["Actions"])) return undefined;
  const blocks = document["Actions"].map((action: unknown) => blockOf(objectOf(action)));
  return { start, blocks: new Map(blocks.map((block) => [block.id, block])) };
}

type Raw = Readonly<Record<string, unknown>>;

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function blockOf(action: Raw): Block {
  const transitions = objectOf(action["Transitions"]);
  const next = textOf(transitions["NextAction"]);
  return {
    id: textOf(action["Identifier"]) ?? "",
    type: textOf(action["Type"]) ?? "",
    parameters: objectOf(action["Parameters"]),
    ...(next === undefined ? {} : { next }),
    errors: listOf(transitions["Errors"]).map((error) => ({
      type: textOf(error["ErrorType"]) ?? "",
      next: textOf(error["NextAction"]) ?? "",
    })),
    conditions: listOf(transitions["Conditions"]).map(conditionOf),
  };
}

function conditionOf(branch: Raw): Condition {
  const { Operator, Operands } = objectOf(branch["Condition"]);
  const operands = Array.isArray(Operands) ? Operands : [];
  return { operator: textOf(Operator) ?? "", operands: operands.map(String), next: textOf(branch["NextAction"]) ?? "" };
}

const listOf = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.map(objectOf) : []);

/** The value where it is an object; else one without members. */
export function objectOf(value: unknown): Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

/** A scalar as text: the console writes numbers and booleans as strings, others do not. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
