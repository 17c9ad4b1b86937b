import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { Fault } from "../../model/fault.js";
import { realPlace } from "./durable-file.js";
import { atTheWall } from "./file-fault.js";

const ENVIRONMENT = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*$/u;

/** The folder for the tool's own files that belong to a working copy: journals, locks, the history. */
const STATE_FOLDER = "state";

/** `state/<environment>.<ending>` in the project folder, as an absolute path. */
export function environmentPath(folder: string, environment: string, ending: string): string {
  if (ENVIRONMENT.test(environment)) return join(resolve(folder), STATE_FOLDER, `${environment}.${ending}`);
  const summary = "The name of an environment cannot be part of a file name";
  const detail = `\`${environment}\` holds more than letters, digits, \`_\`, \`-\` and \`.\`, or begins with one of the last three.`;
  throw refusal("state/environment-name", summary, detail, "give the environment another name in the manifest");
}

/** The absolute path of a file in the project folder, from its relative one. */
export function projectPath(folder: string, path: string): string {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) throw unsupported(path);
  const file = resolve(folder, path);
  if (!isInside(resolve(folder), file)) throw outside(path, file);
  return file;
}

/** Follows links as well, so that no link leads a write out of the project folder. */
export async function assertInProject(folder: string, file: string): Promise<void> {
  await atTheWall("read", file, async () => {
    const place = await realPlace(file);
    if (!isInside(await realPlace(resolve(folder)), place)) throw outside(file, place);
  });
}

function isInside(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function outside(path: string, place: string): Fault {
  const detail = `\`${path}\` leads to ${place}, which is not in the project folder.`;
  const help = "write a path below the project folder as `state` of the environment, and let no link lead out of it";
  return refusal("state/path-outside", "The state would lie outside the project folder", detail, help);
}

function unsupported(path: string): Fault {
  const help = "write a path below the project folder as `state` of the environment";
  return refusal("state/unsupported-store", "This place for a state is not known", `\`${path}\` is not a path.`, help);
}

function refusal(code: string, summary: string, detail: string, help: string): Fault {
  return new Fault("state", [{ severity: "error", code, summary, detail, help }]);
}
