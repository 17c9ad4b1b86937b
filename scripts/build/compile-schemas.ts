import { createRequire } from "node:module";
import type { Ajv2020 } from "ajv/dist/2020.js";
import type { Plugin } from "esbuild";
import { manifestSchemas } from "../../src/manifest/manifest-schemas.js";
import { stateSchemas } from "../../src/state/state-schemas.js";

/** Ajv's own generator, which its types give in another way than Node loads it. */
const standaloneCode = createRequire(import.meta.url)("ajv/dist/standalone").default as (
  compiler: Ajv2020,
  ids: Readonly<Record<string, string>>,
) => string;

const AHEAD = { source: true, esm: true, lines: false };

/** Puts the code that the schemas compile to in place of the files that compile them: the program needs no compiler. */
export function compileSchemas(): Plugin {
  return {
    name: "compile-schemas",
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/]manifest[\\/]manifest-validators\.ts$/ }, () => {
        const { compiler, ids } = manifestSchemas(AHEAD);
        return { contents: codeOf(compiler, ids, "manifestValidator"), loader: "js" };
      });
      build.onLoad({ filter: /[\\/]src[\\/]state[\\/]state-validators\.ts$/ }, () => {
        const compiler = stateSchemas(["state", "plan"], AHEAD);
        return { contents: codeOf(compiler, { state: "state", plan: "plan" }, "stateValidator"), loader: "js" };
      });
    },
  };
}

/** A module with one function, which gives the check of a name. */
function codeOf(compiler: Ajv2020, ids: Readonly<Record<string, string>>, name: string): string {
  const table = Object.keys(ids).join(", ");
  return `${standaloneCode(compiler, ids)}\nexport const ${name} = (name) => ({ ${table} })[name];`;
}
