import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

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

/** A part, as it is run. */
export interface Loaded {
  readonly text: string;
  readonly script: Script;
}

interface Loading {
  /** A folder with what was compiled, by part. */
  readonly kept?: string;
  readonly onLoad?: (file: string, loaded: Loaded) => void;
}

const WRAPPER = "(function(exports,require,module,__filename,__dirname){";

/** Two checksums stand before what was compiled: that of the part's text, and that of the rest. */
const HEAD = 8;

/** What is kept of a part: V8 itself looks at no more than the lengths of both. */
export function sealed(text: string, compiled: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(crc32(text), 0);
  head.writeUInt32LE(crc32(compiled), 4);
  return Buffer.concat([head, compiled]);
}

/** What was compiled of a text, where it is whole and of that very text. */
function opened(text: string, kept: Buffer | undefined): Buffer | undefined {
  if (kept === undefined || kept.length <= HEAD) return undefined;
  const compiled = kept.subarray(HEAD);
  const isSound = kept.readUInt32LE(0) === crc32(text) && kept.readUInt32LE(4) === crc32(compiled);
  return isSound ? compiled : undefined;
}

/** A `require` for the parts of the program, which are CommonJS and refer to each other by relative paths. */
export function partLoader(require: Require, folder: string, { kept, onLoad }: Loading): Require {
  const known = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const there = known.get(file);
    if (there) return there.exports;
    const part = { exports: {} };
    known.set(file, part);
    try {
      start(file, part);
    } catch (error) {
      known.delete(file);
      throw error;
    }
    return part.exports;
  };
  const start = (file: string, part: { exports: object }) => {
    const text = readFileSync(file, "utf8").replace(/^#!.*/, "");
    const cachedData = kept === undefined ? undefined : opened(text, readOrNothing(join(kept, keptName(file))));
    // A name without a folder: V8 keeps that of the build.
    const script = new Script(`${WRAPPER}${text}\n})`, {
      filename: `connectctl/${basename(dirname(file))}/${basename(file)}`,
      columnOffset: -WRAPPER.length,
      ...(cachedData ? { cachedData } : {}),
    });
    onLoad?.(file, { text, script });
    script.runInThisContext().call(part.exports, part.exports, requireFrom(dirname(file)), part, file, dirname(file));
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
