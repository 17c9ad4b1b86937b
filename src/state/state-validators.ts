import type { ValidateFunction } from "ajv";
import { stateSchemas } from "./state-schemas.js";

/** Compiles the check against one schema. The built program holds the checks as code, in place of this file. */
export function stateValidator(name: "state" | "plan"): ValidateFunction {
  const validate = stateSchemas([name]).getSchema(name);
  if (!validate) throw new Error(`there is no schema of a ${name}`);
  return validate;
}
