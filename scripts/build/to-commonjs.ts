import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";

const SHEBANG = /^#!.*\n/;

/**
 * Turns the parts of a bundle into CommonJS, since only ES modules can be split and Node loads the others faster: with
 * Node 20 a start takes 24 ms less, for there is no second loader to begin and no facade for each of Node's own modules.
 */
export async function toCommonJs(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  await Promise.all(files.map((name) => rewrite(join(folder, name))));
}

async function rewrite(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const shebang = SHEBANG.exec(text)?.[0] ?? "";
  const { code } = await transform(text.slice(shebang.length), {
    format: "cjs",
    platform: "node",
    target: "node20.19",
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "$url" },
  });
  const url = code.includes("$url") ? 'const $url=require("node:url").pathToFileURL(__filename).href;' : "";
  await writeFile(file, `${shebang}"use strict";${url}${code}`);
}
