import type { NormalizedSchema } from "@smithy/core/schema";
import { fault, invalidParameter, invalidRequest } from "../fault.js";
import { MEMBER_LIMITS, STRUCTURE_LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import type { WireModel, WireOperation } from "./wire-model.js";
import type { Input } from "./wire-read.js";

/** Refuses an input that lacks a required member or breaks a bound of the service's model. */
type InputCheck = (operation: WireOperation, input: Input) => void;

/** Builds the check; bounds are parsed once per structure. */
export function inputCheckOf(model: WireModel): InputCheck {
  const rules = new Map<string, ReadonlyMap<string, Rule>>();
  const rulesOf = (structure: string): ReadonlyMap<string, Rule> => {
    const known = rules.get(structure) ?? parseRules(structure);
    rules.set(structure, known);
    return known;
  };
  return (operation, input) => {
    const breach = checkStruct(operation.input, input, "", { model, rulesOf });
    if (breach !== undefined) throw refusalOf(operation, breach);
  };
}

interface Rule {
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: string;
  /** The name of a pattern. */
  readonly like?: string;
  readonly each?: Rule;
  readonly keys?: Rule;
  readonly values?: Rule;
}

interface Breach {
  readonly message: string;
  readonly missing: boolean;
}

interface Book {
  readonly model: WireModel;
  readonly rulesOf: (structure: string) => ReadonlyMap<string, Rule>;
}

function refusalOf({ service }: WireOperation, breach: Breach): Error {
  if (service === "lex") return fault("ValidationException", breach.message);
  return breach.missing ? invalidRequest(breach.message) : invalidParameter(breach.message);
}

function parseRules(structure: string): ReadonlyMap<string, Rule> {
  const rows = (STRUCTURE_LIMITS[structure] ?? "").split(", ").filter((row) => row !== "");
  const own = rows.map((row): [string, Rule] => {
    const [member = "", ...words] = row.split(" ");
    return [member, parseRule(words)];
  });
  const common = structure.endsWith("Request") ? Object.entries(MEMBER_LIMITS) : [];
  return new Map([...common.map(([member, text]): [string, Rule] => [member, parseRule(text.split(" "))]), ...own]);
}

function parseRule(words: readonly string[]): Rule {
  const cut = words.findIndex((word) => word === "each" || word === "keys" || word === "values");
  const own = cut < 0 ? words : words.slice(0, cut);
  let rule: Rule = {};
  for (const word of own) rule = { ...rule, ...partOf(word) };
  if (cut < 0) return rule;
  const part = words[cut] as "each" | "keys" | "values";
  const next = part === "keys" ? words.indexOf("values") : -1;
  const inner = parseRule(words.slice(cut + 1, next < 0 ? undefined : next));
  const values = next < 0 ? {} : { values: parseRule(words.slice(next + 1)) };
  return { ...rule, [part]: inner, ...values };
}

function partOf(word: string): Rule {
  if (word.startsWith("=")) return { oneOf: word.slice(1) };
  return word.startsWith("~") ? { like: word.slice(1) } : boundsOf(word);
}

function boundsOf(word: string): Rule {
  const [min = "", max = ""] = word.split("..");
  return { ...(min === "" ? {} : { min: Number(min) }), ...(max === "" ? {} : { max: Number(max) }) };
}

function checkStruct(schema: NormalizedSchema, value: Input, path: string, book: Book): Breach | undefined {
  const missing = requiredOf(schema).find((name) => value[name] === undefined);
  if (missing !== undefined) return { message: `${path}${missing} is required`, missing: true };
  const rules = book.rulesOf(schema.getName() ?? "");
  for (const [name, member] of schema.structIterator()) {
    const found = value[name];
    if (found === undefined) continue;
    const breach =
      checkRule(rules.get(name) ?? {}, found, `${path}${name}`, book) ??
      checkInside(member, found, `${path}${name}`, book);
    if (breach !== undefined) return breach;
  }
  return undefined;
}

/** The members a structure must have: its schema lists them first and says how many they are. */
function requiredOf(schema: NormalizedSchema): readonly string[] {
  const raw = schema.getSchema() as unknown as [number, string, string, unknown, string[], unknown[], number?];
  return raw[4].slice(0, raw[6] ?? 0);
}

function checkInside(schema: NormalizedSchema, value: unknown, path: string, book: Book): Breach | undefined {
  if (schema.isStructSchema()) return checkStruct(schema, value as Input, `${path}.`, book);
  if (!schema.isListSchema() && !schema.isMapSchema()) return undefined;
  const inner = schema.getValueSchema();
  for (const [key, item] of Object.entries(value as object)) {
    const breach = item === undefined ? undefined : checkInside(inner, item, `${path}[${key}]`, book);
    if (breach !== undefined) return breach;
  }
  return undefined;
}

function checkRule(rule: Rule, value: unknown, path: string, book: Book): Breach | undefined {
  const own = checkSize(rule, value, path) ?? checkChoice(rule, value, path, book) ?? checkPattern(rule, value, path);
  if (own !== undefined || typeof value !== "object" || value === null) return own;
  for (const [key, item] of Object.entries(value)) {
    const inner = Array.isArray(value) ? rule.each : rule.values;
    const breach =
      (rule.keys && checkRule(rule.keys, key, `${path} key`, book)) ??
      (inner && checkRule(inner, item, `${path}[${key}]`, book));
    if (breach !== undefined) return breach;
  }
  return undefined;
}

function checkSize(rule: Rule, value: unknown, path: string): Breach | undefined {
  const size = sizeOf(value);
  if (size === undefined) return undefined;
  if (typeof value === "number" && !Number.isInteger(value)) return breachOf(`${path} must be a whole number`);
  const what = typeof value === "number" ? "value" : "length";
  if (rule.min !== undefined && size < rule.min)
    return breachOf(`${path} must have ${what} greater than or equal to ${rule.min}`);
  if (rule.max !== undefined && size > rule.max)
    return breachOf(`${path} must have ${what} less than or equal to ${rule.max}`);
  return undefined;
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null && !(value instanceof Date)
    ? Object.keys(value).length
    : undefined;
}

function checkChoice(rule: Rule, value: unknown, path: string, book: Book): Breach | undefined {
  const values = rule.oneOf === undefined ? undefined : book.model.values(rule.oneOf);
  if (values === undefined || values.includes(String(value))) return undefined;
  return breachOf(`${path} must satisfy enum value set: [${values.join(", ")}]`);
}

function checkPattern(rule: Rule, value: unknown, path: string): Breach | undefined {
  const pattern = rule.like === undefined ? undefined : PATTERNS[rule.like];
  if (pattern === undefined || typeof value !== "string" || pattern.test(value)) return undefined;
  return breachOf(`${path} must satisfy regular expression pattern: ${pattern.source}`);
}

const breachOf = (message: string): Breach => ({ message, missing: false });
