import { readFileSync } from "node:fs";
import { Ajv2020, type Options } from "ajv/dist/2020.js";

/** Makes a compiler that knows one of the package's schemas by its name; nothing is compiled yet. */
export function stateSchemas(names: readonly ("state" | "plan")[], code: Options["code"] = {}): Ajv2020 {
  const compiler = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, code });
  for (const name of names) {
    const file = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
    compiler.addSchema(JSON.parse(readFileSync(file, "utf8")), name);
  }
  return compiler;
}
