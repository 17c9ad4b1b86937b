import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { keptStates } from "../document/kept-states.js";
import { openRescues } from "../document/rescues.js";
import type { StateMedium } from "../document/state-medium.js";
import { isTemporaryOf, isThere, readText, removeDurably, writeDurably } from "./durable-file.js";
import { assertInProject, environmentPath, projectPath } from "./project-path.js";

/** Where a state lies in a project folder. */
export interface FolderMediumOptions {
  /** The project folder. */
  readonly folder: string;
  /** Of the state file, relative to the project folder. */
  readonly path: string;
  readonly environment: string;
  /** Milliseconds since 1970; tells leftovers of a crash from the work of others. */
  now(): number;
  readonly random?: (() => number) | undefined;
}

const AN_HOUR = 3_600_000;

/** A state as a file in the project folder, with its history in `state/.history/`. */
export function folderMedium(options: FolderMediumOptions): StateMedium {
  const { folder, environment, random } = options;
  const file = projectPath(folder, options.path);
  const places = [dirname(file), resolve(folder)].map((place) => join(place, `errored.${environment}.state.json`));
  const rescues = openRescues(places, random);
  const { assertInside, ...history } = keptStates({ file, folder, environment, random });
  return {
    ...history,
    ...rescues,
    file,
    async read() {
      await assertInProject(folder, file);
      await assertInside();
      return readText(file);
    },
    async write(text) {
      await assertInProject(folder, file);
      await writeDurably(file, text, { random });
      await dropLeftovers(file, options.now() - AN_HOUR);
    },
    async traces() {
      const journal = environmentPath(folder, environment, "journal.ndjson");
      const kept = await history.kept();
      const left = (await isThere(journal)) ? [journal] : [];
      return [...left, ...(await rescues.traces()), ...kept.map((state) => state.file)];
    },
    retire: () => removeDurably(file),
  };
}

/** Removes what earlier writes left when they were killed. Tidying only: what cannot be removed stays. */
async function dropLeftovers(file: string, before: number): Promise<void> {
  const folder = dirname(file);
  const names = (await readdir(folder).catch(() => [])).filter((name) => isTemporaryOf(file, name));
  for (const name of names) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: before }));
    if (mtimeMs < before) await rm(path, { force: true }).catch(() => undefined);
  }
}
