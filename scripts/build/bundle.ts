import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { compileSchemas } from "./compile-schemas.js";
import { dropSchemas } from "./drop-schemas.js";
import { startLight } from "./start-light.js";
import { toCommonJs } from "./to-commonjs.js";
import { walkThroughDoors } from "./walk-through-doors.js";

/** What was put together: which output holds which inputs, and what it imports. */
export interface Bundled {
  readonly program: Metafile;
  readonly simulator: Metafile;
}

/**
 * Puts the program together in a folder: `cli/bin.js` with what every command needs, and one file for each part that
 * only some need. The simulator describes all operations of the service, a program on a real instance the few it uses,
 * so the simulator is a bundle of its own in `sim/` and is loaded by its path.
 */
export async function bundle(root: string, folder: string): Promise<Bundled> {
  const program = await build({
    ...sharedOptions(root),
    entryPoints: [join(root, "src/cli/bin.ts")],
    outdir: join(folder, "cli"),
    plugins: [
      loadSimulatorByPath(),
      compileSchemas(),
      walkThroughDoors(join(root, "src")),
      startLight(),
      dropSchemas(),
    ],
  });
  const simulator = await build({
    ...sharedOptions(root),
    entryPoints: [join(root, "src/sim/index.ts")],
    outdir: join(folder, "sim"),
    plugins: [startLight()],
  });
  await Promise.all(["cli", "sim"].map((part) => toCommonJs(join(folder, part))));
  await loadWhatIsKept(root, join(folder, "cli/bin.js"));
  await writeFile(join(folder, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
  return { program: program.metafile, simulator: simulator.metafile };
}

/** Lets the first file of the program load the others from what `keepCompiled` leaves. */
async function loadWhatIsKept(root: string, file: string): Promise<void> {
  const loader = await build({
    entryPoints: [join(root, "scripts/build/part-loader.ts")],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
  });
  const text = await readFile(file, "utf8");
  const begin = '"use strict";';
  const parts = `const $parts={};(function(module){${loader.outputFiles[0]?.text}})($parts);`;
  const prelude = `${parts}require=$parts.exports.requireKept(require,__dirname);`;
  await writeFile(
    file,
    text.replace(begin, () => begin + prelude),
  );
}

function sharedOptions(root: string) {
  return {
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    logLevel: "warning",
    legalComments: "none",
    chunkNames: "[name]-[hash]",
    alias: { "string-width": join(root, "node_modules/string-width/index.js") },
  } satisfies BuildOptions;
}

/** All files of the program lie in one folder beside `sim/`. */
function loadSimulatorByPath(): Plugin {
  return {
    name: "load-simulator-by-path",
    setup: (build) =>
      build.onResolve({ filter: /\/sim\/index\.js$/ }, () => ({ path: "../sim/index.js", external: true })),
  };
}
