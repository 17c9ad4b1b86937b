import type { ErrorObject } from "ajv";
import type { Diagnostic } from "../../model/diagnostic.js";
import { isJsonArray, isJsonObject, type Json } from "../../model/json.js";
import { nearNames } from "../../model/near-name.js";
import type { SourceFile } from "../files/source.js";

type Words = Pick<Diagnostic, "code" | "summary" | "detail" | "help">;

/** What a schema's remark means, with the values found and expected. */
export function wordsFor(error: ErrorObject, source: SourceFile, form: "manifest" | "fragment"): Words {
  if (error.propertyName !== undefined) return wrongName(error, error.propertyName);
  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(error, form);
    case "required":
    case "dependentRequired":
      return missingKey(error);
    case "type":
      return wrongType(error, source);
    case "const":
      return unsupportedVersion(error);
    default:
      return wrongValue(error);
  }
}

function unknownKey(error: ErrorObject, form: "manifest" | "fragment"): Words {
  const key = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const [near] = nearNames(key, known);
  const onlyOnce = form === "fragment" && ["environments", "tags", "include"].includes(key);
  const odd = /[\u00a0\u2000-\u200b\u202f\u3000]/u
    .exec(key)?.[0]
    .charCodeAt(0)
    .toString(16)
    .toUpperCase()
    .padStart(4, "0");
  const help = onlyOnce
    ? "Write it in the manifest itself; fragments hold sections only."
    : key === "<<"
      ? "Write out what the alias stands for."
      : odd && "Write ordinary spaces.";
  return {
    code: "manifest/unknown-key",
    summary: "Unknown key",
    detail: `\`${key}\` is not known here; known are ${list(known)}.${key === "<<" ? " YAML 1.2 has no merge keys." : ""}${odd ? ` It holds a space that YAML takes for a letter (U+${odd}).` : ""}`,
    help: help ?? (near === undefined ? "Remove it." : `Write \`${near}\`.`),
  };
}

function missingKey(error: ErrorObject): Words {
  const key = String(error.params.missingProperty);
  const inside = nameOf(error.instancePath);
  const simulator = error.schemaPath.endsWith("else/required") ? ", or set `simulator: true`" : "";
  return {
    code: "manifest/missing-key",
    summary: "Key is missing",
    detail: `${inside} needs \`${key}\`, and it is not there.`,
    help: (error.instancePath === "" && FIRST_KEYS[key]) || `Add \`${key}\`${simulator}.`,
  };
}

/** What to write where a manifest has not begun yet. */
const FIRST_KEYS: Readonly<Record<string, string>> = {
  version: "Add `version: 1`.",
  environments: "Add `environments`, such as `environments: { demo: { simulator: true } }`.",
};

function wrongType(error: ErrorObject, source: SourceFile): Words {
  const types = [error.params.type as string | readonly string[]].flat();
  const expected = types.filter((type) => type !== "null").map((type) => TYPE_WORDS[type] ?? type);
  const written = source.written(error.instancePath) ?? JSON.stringify(error.data);
  const scalar = typeof error.data === "number" || typeof error.data === "boolean";
  const more = error.parentSchema?.patternErrorMessage;
  const quote = types.includes("string") && scalar;
  return {
    code: "manifest/wrong-type",
    summary: "Value of the wrong kind",
    detail: `${nameOf(error.instancePath)} is ${found(error.data as Json, written)}; expected ${more ?? either(expected)}.`,
    help: quote ? quoted(error, written) : error.instancePath === "" ? BEGIN : `Write ${either(expected)}.`,
  };
}

const BEGIN = "Write sections such as `flows`; `connectctl init` makes a manifest to start from in an empty folder.";

function quoted(error: ErrorObject, written: string): string {
  const isRounded = /^[-+]?[\d.]+e/i.test(written);
  if (isRounded) return "Write all its digits, in quotes.";
  const text = timeOf(error, written);
  const { pattern, patternErrorMessage } = error.parentSchema ?? {};
  const fits = typeof pattern !== "string" || new RegExp(pattern, "u").test(text);
  return fits ? `Put it in quotes: "${text}".` : `Write ${patternErrorMessage ?? "a text"}.`;
}

/** A time of day that was read as a number: `900` is meant as 09:00. */
function timeOf(error: ErrorObject, written: string): string {
  const isTime = error.schemaPath.startsWith("#/$defs/time") && /^\d{3,4}$/.test(written);
  return isTime ? written.padStart(4, "0").replace(/(..)$/, ":$1") : written;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "a map",
  array: "a list",
};

function unsupportedVersion(error: ErrorObject): Words {
  return {
    code: "manifest/unsupported-version",
    summary: "Unknown version of the manifest",
    detail: `The file says version ${JSON.stringify(error.data)}; this connectctl knows version 1.`,
    help: "Write `version: 1`, or use a connectctl that knows the file's version.",
  };
}

function wrongName(error: ErrorObject, name: string): Words {
  const expected = String(error.parentSchema?.patternErrorMessage ?? "another name");
  return {
    code: "manifest/wrong-name",
    summary: "Name with characters that it cannot have",
    detail: `\`${name}\` is not a name that can stand here; expected ${expected}.`,
    help: "Choose another logical name; the name that people see stands in `name`.",
  };
}

function wrongValue(error: ErrorObject): Words {
  const allowed = error.params.allowedValues as readonly string[] | undefined;
  const data = error.data as Json;
  const [near] = allowed && typeof data === "string" ? nearNames(data, allowed) : [];
  const expected = allowed ? list(allowed) : (error.parentSchema?.patternErrorMessage ?? limitOf(error));
  return {
    code: "manifest/wrong-value",
    summary: "Value that cannot stand here",
    detail: `${nameOf(error.instancePath)} is ${found(data, JSON.stringify(data))}; expected ${expected}.`,
    help:
      near === undefined
        ? error.keyword === "minProperties" || error.keyword === "minItems"
          ? "Add one."
          : "Correct the value."
        : `Write \`${near}\`.`,
  };
}

function limitOf(error: ErrorObject): string {
  const limit = String(error.params.limit ?? "");
  const words: Readonly<Record<string, string>> = {
    minLength: "a text that is not empty",
    maxLength: `at most ${limit} characters`,
    minimum: `at least ${limit}`,
    exclusiveMinimum: `more than ${limit}`,
    minItems: `at least ${limit} item${limit === "1" ? "" : "s"}`,
    maxItems: `at most ${limit} items`,
    minProperties: `at least ${limit} key`,
    maxProperties: `at most ${limit} key${limit === "1" ? "" : "s"}`,
    uniqueItems: "each item once",
  };
  return words[error.keyword] ?? String(error.message);
}

function nameOf(pointer: string): string {
  const last = pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replace(/~1/g, "/")
    .replace(/~0/g, "~");
  if (pointer === "") return "The file";
  return /^\d+$/.test(last) ? `Item ${Number(last) + 1}` : `\`${last}\``;
}

/** Describes a value for a sentence: `the number 12`. */
function found(value: Json, written: string): string {
  if (value === null) return "empty";
  if (isJsonArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? "an empty map" : "a map";
  return typeof value === "string" ? `the text ${written}` : `the ${typeof value} ${written}`;
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

function either(words: readonly string[]): string {
  return words.join(" or ");
}
