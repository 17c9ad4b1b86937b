import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Plugin } from "esbuild";

const IMPORT = /^import (type )?\{([^}]*)\} from "((?:\.{1,2}\/)+[a-z]+\/index\.js)";$/gm;
const EXPORT = /^export (?:type )?\{([^}]*)\} from "(\.\/[^"]+)";$/gm;

/**
 * Lets whoever imports a name by a room's door have it from the file it is written in.
 *
 * A bundler that splits takes a door for one thing: who imports one name of it would load whatever any other command
 * takes from it. Doors hold named re-exports only, so that the way through them can be read from their text.
 */
export function walkThroughDoors(source: string): Plugin {
  return {
    name: "walk-through-doors",
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!path.startsWith(source + sep)) return undefined;
        return { contents: direct(readFileSync(path, "utf8"), path), loader: "ts" };
      });
    },
  };
}

function direct(text: string, path: string): string {
  return text.replace(IMPORT, (_statement, typeOnly: string | undefined, names: string, door: string) => {
    if (typeOnly !== undefined) return "";
    const file = join(dirname(path), door).replace(/\.js$/, ".ts");
    const homes = homesOf(file);
    return namesIn(names)
      .filter((name) => !name.startsWith("type "))
      .map((name) => `import { ${name} } from "${specifier(path, file, homes, name)}";`)
      .join("");
  });
}

function specifier(path: string, door: string, homes: ReadonlyMap<string, string>, name: string): string {
  const home = homes.get(name.replace(/ as .*$/, ""));
  if (home === undefined) throw new Error(`${door} has no \`${name}\`, which ${path} imports`);
  const way = relative(dirname(path), join(dirname(door), home));
  return way.startsWith(".") ? way : `./${way}`;
}

function homesOf(door: string): ReadonlyMap<string, string> {
  const text = readFileSync(door, "utf8");
  return new Map(
    [...text.matchAll(EXPORT)].flatMap(([, names = "", home = ""]) =>
      namesIn(names).map((name): [string, string] => [name.replace(/^type /, ""), home]),
    ),
  );
}

function namesIn(list: string): readonly string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
