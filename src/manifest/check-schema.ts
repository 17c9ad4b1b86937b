import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { schemaProblems } from "./schema-problem.js";
import type { SourceFile } from "./source.js";

/** Checks the form of a file and tells every problem of it once. */
export type CheckForm = (source: SourceFile, form: "manifest" | "fragment") => readonly Diagnostic[];

/** The check against `schemas/manifest.schema.json`, which editors use too; read and compiled once, at its first use. */
export const checkForm: CheckForm = atFirstUse(compileSchema);

function atFirstUse(compile: () => CheckForm): CheckForm {
  let check: CheckForm | undefined;
  return (source, form) => {
    check ??= compile();
    return check(source, form);
  };
}

function compileSchema(): CheckForm {
  const text = readFileSync(new URL("../../schemas/manifest.schema.json", import.meta.url), "utf8");
  const schema = JSON.parse(text) as { readonly $id: string };
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    keywords: ["patternErrorMessage"],
  });
  ajv.addSchema(schema);
  return (source, form) => {
    const validate = ajv.getSchema(form === "manifest" ? schema.$id : `${schema.$id}#/$defs/fragment`);
    if (!validate) throw new Error(`the manifest schema has no ${form}`);
    validate(source.value);
    return schemaProblems(validate.errors ?? [], source, form);
  };
}
