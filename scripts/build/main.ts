import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.js";
import { keepCompiled } from "./keep-compiled.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** `tsx scripts/build/main.ts [folder]`: puts the program together in `dist`, or in another folder. */
const folder = resolve(process.argv[2] ?? `${ROOT}dist`);
await rm(folder, { recursive: true, force: true });
await bundle(ROOT, folder);
await keepCompiled(ROOT, folder).catch((error: unknown) => {
  console.error(`The program is built, but will be compiled at each start: ${error}`);
});
