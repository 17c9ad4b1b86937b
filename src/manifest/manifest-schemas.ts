import { readFileSync } from "node:fs";
import { Ajv2020, type Options } from "ajv/dist/2020.js";

/** The forms of a file that a person wrote, by the names their schemas have in the compiler. */
export interface ManifestSchemas {
  readonly compiler: Ajv2020;
  readonly ids: Readonly<Record<"manifest" | "fragment", string>>;
}

/** Reads `schemas/manifest.schema.json`, which editors use too; nothing is compiled yet. */
export function manifestSchemas(code: Options["code"] = {}): ManifestSchemas {
  const text = readFileSync(new URL("../../schemas/manifest.schema.json", import.meta.url), "utf8");
  const schema = JSON.parse(text) as { readonly $id: string };
  const compiler = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    keywords: ["patternErrorMessage"],
    code,
  });
  compiler.addSchema(schema);
  return { compiler, ids: { manifest: schema.$id, fragment: `${schema.$id}#/$defs/fragment` } };
}
