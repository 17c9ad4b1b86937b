import type { ValidateFunction } from "ajv";
import { manifestSchemas } from "./manifest-schemas.js";

/** Compiles the check of one form of a file. The built program holds the checks as code, in place of this file. */
export function manifestValidator(form: "manifest" | "fragment"): ValidateFunction {
  const { compiler, ids } = manifestSchemas();
  const validate = compiler.getSchema(ids[form]);
  if (!validate) throw new Error(`the manifest schema has no ${form}`);
  return validate;
}
