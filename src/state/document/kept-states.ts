import { readdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compareText } from "../../model/json.js";
import { isThere, readText, type WriteOptions, writeDurably } from "../disk/durable-file.js";
import { atTheWall, errnoOf } from "../disk/file-fault.js";
import { assertInProject, environmentPath } from "../disk/project-path.js";
import type { KeptState, StateMedium } from "./state-medium.js";

const KEPT = 20;

/** The copies of one state. */
interface KeptStates extends Pick<StateMedium, "keep" | "kept" | "readKept"> {
  /** Refuses a folder of copies that a link leads out of the project. */
  assertInside(): Promise<void>;
}

/** Whose copies these are: the state file (absolute path), the project folder, the environment. */
export interface KeptStatesOptions extends WriteOptions {
  readonly file: string;
  readonly folder: string;
  readonly environment: string;
}

/** The copies of earlier states in `state/.history/`, named for environment and serial; the last twenty stay. */
export function keptStates({ file, folder, environment, random }: KeptStatesOptions): KeptStates {
  const history = join(dirname(environmentPath(folder, environment, "json")), ".history");
  const fileOf = (name: string | number) => join(history, `${environment}.${name}.json`);
  return {
    assertInside: () => assertInProject(folder, history),
    async keep(serial) {
      if (!(await isThere(file))) return;
      const bytes = await atTheWall("read", file, () => readFile(file));
      await writeDurably(fileOf(serial ?? "damaged"), bytes, { random });
      await dropOldest(await list(history, environment), serial);
    },
    async kept() {
      return list(history, environment);
    },
    async readKept(serial) {
      return readText(fileOf(serial));
    },
  };
}

async function list(history: string, environment: string): Promise<readonly KeptState[]> {
  const kept = (await namesIn(history)).map(async (name) => {
    const serial = serialOf(name, environment);
    if (serial === undefined) return [];
    const file = join(history, name);
    const { mtime } = await atTheWall("read", file, () => stat(file));
    return [{ serial, file, keptAt: mtime.toISOString() }];
  });
  return (await Promise.all(kept)).flat().sort((left, right) => right.serial - left.serial);
}

async function namesIn(history: string): Promise<readonly string[]> {
  return atTheWall("read", history, async () => {
    try {
      return await readdir(history);
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return [];
      throw error;
    }
  });
}

function serialOf(name: string, environment: string): number | undefined {
  if (!name.startsWith(`${environment}.`)) return undefined;
  const serial = /^(\d+)\.json$/.exec(name.slice(environment.length + 1))?.[1];
  return serial === undefined ? undefined : Number(serial);
}

/** Drops by age, since a new lineage starts again at a low serial; never what was kept just now. */
async function dropOldest(kept: readonly KeptState[], justKept: number | undefined): Promise<void> {
  const others = kept.filter(({ serial }) => serial !== justKept);
  const newestFirst = others.toSorted((left, right) => compareText(right.keptAt, left.keptAt));
  const old = newestFirst.slice(KEPT - 1);
  await Promise.all(old.map(({ file }) => atTheWall("write", file, () => rm(file, { force: true }))));
}
