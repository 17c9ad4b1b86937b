import type { ErrorObject } from "ajv";
import type { Diagnostic } from "../../model/diagnostic.js";
import { pointerStep } from "../../model/json.js";
import { nearNames } from "../../model/near-name.js";
import { type SourceFile, spotIn } from "../files/source.js";
import { addressAt } from "../project/section.js";
import { wordsFor } from "./schema-words.js";

/** Says in words what a schema found, one diagnostic for each problem, in the order of the file. */
export function schemaProblems(
  errors: readonly ErrorObject[],
  source: SourceFile,
  form: "manifest" | "fragment",
): readonly Diagnostic[] {
  const told = withoutMisspelled(withoutEchoes(errors)).map((error) => problemOf(error, source, form));
  return told.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** Keywords that only say that another one failed. */
const ECHOES = ["if", "propertyNames"];

/** Leaves out what only follows from another problem: below a wrong type, and further remarks on one value. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const mistyped = errors.filter((error) => error.keyword === "type").map((error) => error.instancePath);
  const seen = new Set<string>();
  return errors.filter((error) => {
    if (ECHOES.includes(error.keyword)) return false;
    const path = error.instancePath;
    if (error.keyword !== "type" && mistyped.some((above) => path === above || path.startsWith(`${above}/`)))
      return false;
    const about = error.params.missingProperty ?? error.params.additionalProperty ?? error.propertyName ?? "";
    const key = `${path} ${about}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A key that is missing and stands there misspelled is one problem: the misspelled key. */
function withoutMisspelled(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  return errors.filter((error) => {
    if (error.keyword !== "required") return true;
    return !errors.some((other) => {
      const known = Object.keys(other.parentSchema?.properties ?? {});
      const [near] = nearNames(String(other.params.additionalProperty ?? ""), known);
      return other.instancePath === error.instancePath && near === error.params.missingProperty;
    });
  });
}

function problemOf(error: ErrorObject, source: SourceFile, form: "manifest" | "fragment"): Diagnostic {
  const pointer = pointerOf(error);
  const address = addressAt(pointer);
  const part = pointer === error.instancePath && error.keyword !== "required" ? "value" : "key";
  const spot = { ...(address ? { address } : {}), ...spotIn(source, pointer, part) };
  return { severity: "error", ...wordsFor(error, source, form), ...spot };
}

function pointerOf(error: ErrorObject): string {
  const member = error.propertyName ?? (error.params.additionalProperty as string | undefined);
  return member === undefined ? error.instancePath : `${error.instancePath}${pointerStep(member)}`;
}
