import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * Takes out of two packages what they do as soon as they are loaded, and what no start of ours needs: `string-width`
 * makes a segmenter and large regular expressions (13 ms), yargs loads Node's `assert` (5 ms). Both wait for their use.
 */
export function startLight(): Plugin {
  return {
    name: "start-light",
    setup(build) {
      build.onResolve({ filter: /^assert$/ }, () => ({ path: "assert", namespace: "late" }));
      build.onLoad({ filter: /^assert$/, namespace: "late" }, () => ({ contents: LATE_ASSERT }));
      build.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, ({ path }) => ({
        contents: lateWidth(readFileSync(path, "utf8")),
      }));
    },
  };
}

/** What holds needs nobody to say it well. */
const LATE_ASSERT = `
const late = (name, holds) => (left, right, message) => {
  if (!holds(left, right)) process.getBuiltinModule("node:assert")[name](left, right, message);
};
export const strictEqual = late("strictEqual", Object.is);
export const notStrictEqual = late("notStrictEqual", (left, right) => !Object.is(left, right));`;

/** A regular expression of sets is looked into as soon as its file is read where it stands there as a literal. */
function lateWidth(text: string): string {
  const late = swap(swap(text, MADE, "let segmenter;"), "segmenter.segment(", `${MAKE}.segment(`);
  return [...late.matchAll(/^const (\w+Regex) = \/(.*)\/v;$/gm)].reduce((rest, [statement, name = "", source = ""]) => {
    const made = `(made_${name} ??= new RegExp(${JSON.stringify(source)}, "v"))`;
    return `${rest.replace(statement, "").replaceAll(name, () => made)}\nlet made_${name};`;
  }, late);
}

const MAKE = "(segmenter ??= new Intl.Segmenter())";

const MADE = "const segmenter = new Intl.Segmenter();";

function swap(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`string-width is written in another way: \`${from}\` is not in it`);
  return text.replaceAll(from, to);
}
