import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Script } from "node:vm";
import { keptName, MADE_BY, MADE_BY_FILE, partLoader } from "./part-loader.js";

/** `collect-compiled PROGRAM FOLDER WORD…`: runs a command line and leaves what V8 made of each part in the folder. */
const [, , program = "", folder = "", ...words] = process.argv;
process.argv = [process.execPath, program, ...words];
const scripts = new Map<string, Script>();
process.on("exit", () => {
  writeFileSync(join(folder, MADE_BY_FILE), MADE_BY);
  for (const [file, script] of scripts) {
    if (file !== program) writeFileSync(join(folder, keptName(file)), script.createCachedData());
  }
});
partLoader(require, dirname(program), { onLoad: (file, script) => scripts.set(file, script) })(
  `./${basenameOf(program)}`,
);

function basenameOf(file: string): string {
  return file.slice(dirname(file).length + 1);
}
