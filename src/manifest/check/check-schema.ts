import { atFirstUse } from "../../model/at-first-use.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { SourceFile } from "../files/source.js";
import { manifestValidator } from "../manifest-validators.js";
import { schemaProblems } from "./schema-problem.js";

/** Checks the form of a file and tells every problem of it once. */
export type CheckForm = (source: SourceFile, form: "manifest" | "fragment") => readonly Diagnostic[];

/** The check against `schemas/manifest.schema.json`, which editors use too. */
export const checkForm: CheckForm = (source, form) => {
  const validate = VALIDATORS[form]();
  validate(source.value);
  return schemaProblems(validate.errors ?? [], source, form);
};

const VALIDATORS = {
  manifest: atFirstUse(() => manifestValidator("manifest")),
  fragment: atFirstUse(() => manifestValidator("fragment")),
};
