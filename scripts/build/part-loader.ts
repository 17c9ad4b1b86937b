import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";

type Require = (id: string) => unknown;

/** Where `keepCompiled` leaves what V8 made of the parts, seen from `cli/` and `sim/`. */
const KEPT = "../compiled";

/** What was compiled is of use to the very same Node alone, with the same flags and on a processor of the same kind. */
export const MADE_BY = [process.version, process.arch, process.platform, cachedDataVersionTag()].join(" ");

export const MADE_BY_FILE = "made-by";

/** How a part is called among what was kept. */
export const keptName = (file: string) => `${basename(dirname(file))}-${basename(file)}.bin`;

/**
 * Takes the place of `require` in the program's first file. Where this Node left what it compiled, parts come from that;
 * where not, they come as ever.
 */
export function requireKept(require: Require, folder: string): Require {
  const kept = join(folder, KEPT);
  if (readOrNothing(join(kept, MADE_BY_FILE))?.toString("utf8") !== MADE_BY) return require;
  return partLoader(require, folder, { kept });
}

interface Loading {
  /** A folder with what was compiled, by part. */
  readonly kept?: string;
  readonly onLoad?: (file: string, script: Script) => void;
}

/** A `require` for the parts of the program, which are CommonJS and refer to each other by relative paths. */
export function partLoader(require: Require, folder: string, { kept, onLoad }: Loading): Require {
  const known = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const there = known.get(file);
    if (there) return there.exports;
    const part = { exports: {} };
    known.set(file, part);
    const text = readFileSync(file, "utf8").replace(/^#!.*/, "");
    const cachedData = kept === undefined ? undefined : readOrNothing(join(kept, keptName(file)));
    const script = new Script(`(function(exports,require,module,__filename,__dirname){${text}\n})`, {
      filename: file,
      ...(cachedData ? { cachedData } : {}),
    });
    onLoad?.(file, script);
    script.runInThisContext().call(part.exports, part.exports, requireFrom(dirname(file)), part, file, dirname(file));
    return part.exports;
  };
  const requireFrom = (from: string) => (id: string) => (id.startsWith(".") ? load(join(from, id)) : require(id));
  return requireFrom(folder);
}

function readOrNothing(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
