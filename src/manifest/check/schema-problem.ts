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
  const mistyped = new Set(errors.filter((error) => error.keyword === "type").map((error) => error.instancePath));
  const seen = new Set<string>();
  return errors.filter((error) => {
    if (ECHOES.includes(error.keyword)) return false;
    const path = error.instancePath;
    if (error.keyword !== "type" && waysTo(path).some((above) => mistyped.has(above))) return false;
    const about = error.params.missingProperty ?? error.params.additionalProperty ?? error.propertyName ?? "";
    const key = `${path} ${about}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A pointer and all that hold what it leads to. */
function waysTo(pointer: string): readonly string[] {
  const steps = pointer.split("/");
  return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
}

/** A key that is missing and stands there misspelled is one problem: the misspelled key. */
function withoutMisspelled(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const meant = new Set(errors.map((error) => `${error.instancePath} ${meantBy(error) ?? ""}`));
  return errors.filter((error) => {
    return error.keyword !== "required" || !meant.has(`${error.instancePath} ${error.params.missingProperty}`);
  });
}

/** The key that an unknown one was probably meant to be. */
function meantBy({ params: { additionalProperty }, parentSchema }: ErrorObject): string | undefined {
  if (additionalProperty === undefined) return undefined;
  return nearNames(String(additionalProperty), Object.keys(parentSchema?.properties ?? {}))[0];
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
