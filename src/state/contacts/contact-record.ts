import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { ContactRecord } from "../../model/contact.js";
import { decodeText, makeFolder, readText, syncFolder } from "../disk/durable-file.js";
import { atTheWall, errnoOf } from "../disk/file-fault.js";
import { assertInProject, environmentPath } from "../disk/project-path.js";
import {
  closedLine,
  contactsHeader,
  contactsIn,
  parseContacts,
  runsIn,
  startedLine,
  willStartLine,
} from "./contact-record-text.js";

/** Where a record lies, in the folder `state` of a project, and the time. */
export interface ContactRecordOptions {
  readonly folder: string;
  readonly environment: string;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * The contacts of one environment, as a file that lines are added to. Several processes may write it at the same time,
 * since a contact needs no lock; it is removed as soon as none is open.
 */
export function openContactRecord({ folder, environment, now }: ContactRecordOptions): ContactRecord {
  const file = environmentPath(folder, environment, "contacts.ndjson");
  const read = async () => parseContacts((await readText(file)) ?? "", file, environment);
  const add = async (text: string) => {
    await assertInProject(folder, file);
    await atTheWall("write", file, () => append(file, text, contactsHeader(environment)));
  };
  const tidy = () => atTheWall("write", file, () => removeFinished(file, environment));
  return {
    willStart: (task, isSmoke) => add(willStartLine(task, isSmoke, now())),
    started: (token, id) => add(startedLine(token, id)),
    async closed(token) {
      const isOpen = (await read()).some(({ task }) => task.clientToken === token);
      if (isOpen) await add(closedLine(token));
      // Several may be closed at the same time: whoever comes last finds none open any more.
      await tidy();
    },
    tidy,
    open: async () => contactsIn(await read()),
    openRuns: async () => runsIn(await read()),
  };
}

/** Names, descriptions and attributes of tasks are about people. */
const OWNER_ONLY = 0o600;

/** Adds a text durably. Where the file was removed meanwhile, it goes into the one that takes its place. */
async function append(file: string, text: string, header: string): Promise<void> {
  await makeFolder(dirname(file));
  for (let isKept = false; !isKept; ) {
    const handle = await open(file, "a+", OWNER_ONLY);
    try {
      const { size } = await handle.stat();
      await handle.appendFile(`${size === 0 ? header : (await isTorn(handle, size)) ? "\n" : ""}${text}`);
      await handle.datasync();
      isKept = await isAt(file, handle);
    } finally {
      await handle.close();
    }
  }
  await syncFolder(dirname(file));
}

/** Whether a crash left the file in the middle of a line. */
async function isTorn(handle: FileHandle, size: number): Promise<boolean> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== "\n";
}

async function isAt(file: string, handle: FileHandle): Promise<boolean> {
  const [there, ours] = [await stat(file).catch(orNothing), await handle.stat()];
  return there?.ino === ours.ino && there.dev === ours.dev;
}

/**
 * Removes a file that leaves nothing open. Whoever added a line before that, and did not see it go, finds it put back:
 * the handle still reads what the removed file holds.
 */
async function removeFinished(file: string, environment: string): Promise<void> {
  const handle = await open(file, "r").catch(orNothing);
  if (!handle) return;
  try {
    const before = await handle.readFile();
    if (parseContacts(decodeText(file, before), file, environment).length > 0) return;
    if (!(await isAt(file, handle))) return;
    await rm(file, { force: true });
    const { bytesRead, buffer } = await readFrom(handle, before.length);
    if (bytesRead > 0) await append(file, buffer.toString("utf8", 0, bytesRead), contactsHeader(environment));
    await syncFolder(dirname(file));
  } finally {
    await handle.close();
  }
}

async function readFrom(handle: FileHandle, position: number) {
  const { size } = await handle.stat();
  const length = Math.max(0, size - position);
  return handle.read(Buffer.alloc(length), 0, length, position);
}

function orNothing(error: unknown): undefined {
  if (errnoOf(error) !== "ENOENT") throw error;
}
