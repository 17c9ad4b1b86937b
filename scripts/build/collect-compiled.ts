import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { keptName, type Loaded, MADE_BY, MADE_BY_FILE, partLoader, sealed } from "./part-loader.js";

/** `collect-compiled PROGRAM FOLDER WORD…`: runs a command line and leaves what V8 made of each part in the folder. */
const [, , program = "", folder = "", ...words] = process.argv;
process.argv = [process.execPath, program, ...words];
const parts = new Map<string, Loaded>();
process.on("exit", () => {
  writeFileSync(join(folder, MADE_BY_FILE), MADE_BY);
  for (const [file, { text, script }] of parts) {
    if (file !== program) writeFileSync(join(folder, keptName(file)), sealed(text, script.createCachedData()));
  }
});
partLoader(require, dirname(program), { onLoad: (file, loaded) => parts.set(file, loaded) })(
  `./${basenameOf(program)}`,
);

function basenameOf(file: string): string {
  return file.slice(dirname(file).length + 1);
}
