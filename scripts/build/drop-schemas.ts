import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * Lets a bundle hold the schemas of those operations that it uses. A client of the SDK has those of all its operations
 * in one file, and to put such a list together looks to the bundler as if it might do something else: with some seventy
 * of Amazon Connect's four hundred operations, three quarters of the file can go.
 */
export function dropSchemas(): Plugin {
  return {
    name: "drop-schemas",
    setup(build) {
      build.onLoad({ filter: /[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, ({ path }) => ({
        contents: markPure(readFileSync(path, "utf8")),
      }));
    },
  };
}

/** A statement that sets a schema: a list that begins on the line of its name and ends with the next `];`. */
const SCHEMA = /^((?:export )?(?:var|const) [\w$]+ = )(\[[^;]*?\]);$/gms;

function markPure(text: string): string {
  const marked = text.replace(SCHEMA, "$1/* @__PURE__ */ (() => $2)();");
  if (marked === text) throw new Error("the schemas of the SDK are written in another way");
  return marked;
}
