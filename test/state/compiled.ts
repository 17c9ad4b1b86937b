import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { projectFolder } from "./sample.js";

/** Compiles the room to JavaScript, so that other processes can run it. Gives the folder, to import `src/state`. */
export async function compiledRoom(): Promise<string> {
  const folder = await projectFolder();
  for (const room of ["state", "model"]) await compile(room, join(folder, "src", room));
  await symlink(resolve("schemas"), join(folder, "schemas"));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

async function compile(room: string, target: string): Promise<void> {
  const names = await readdir(join("src", room), { encoding: "utf8", recursive: true });
  for (const name of names.filter((one) => one.endsWith(".ts"))) {
    await mkdir(dirname(join(target, name)), { recursive: true });
    const source = await readFile(join("src", room, name), "utf8");
    const options = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
    const { outputText } = transpileModule(source, { compilerOptions: options });
    await writeFile(join(target, name.replace(/\.ts$/, ".js")), outputText);
  }
}
