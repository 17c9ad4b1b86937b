import { Fault } from "../../model/fault.js";

/** What the errors of a file system mean to a person. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission is missing",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would become too big",
  EIO: "the disk reported an error",
  EISDIR: "a folder stands in its place",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "it does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "a file stands where a folder should be",
  EPERM: "the operation is not permitted",
  EROFS: "the file system is read-only",
};

const HELPS: Readonly<Record<string, string>> = {
  EDQUOT: "free some space, then run the command again",
  ENOSPC: "free some space, then run the command again",
};

const VERBS = {
  read: { code: "state/unreadable", done: "read" },
  write: { code: "state/unwritable", done: "written" },
} as const;

/** Does something with a file; what the file system refuses becomes a fault that names the file and the cause. */
export async function atTheWall<Value>(
  verb: keyof typeof VERBS,
  file: string,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const errno = errnoOf(cause);
    throw errno === undefined ? cause : fileFault(verb, file, errno, cause);
  }
}

function fileFault(verb: keyof typeof VERBS, file: string, errno: string, cause: unknown): Fault {
  const { code, done } = VERBS[verb];
  const detail = `For ${file}, ${REASONS[errno] ?? "the file system refused"} (${errno}).`;
  const help = HELPS[errno] ?? `make sure that this user may ${verb} ${file}, then run the command again`;
  return new Fault("state", [{ severity: "error", code, summary: `A file could not be ${done}`, detail, file, help }], {
    cause,
  });
}

/** The system's name of a failure (`ENOENT`); undefined where it is none of the system's. */
export function errnoOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}
