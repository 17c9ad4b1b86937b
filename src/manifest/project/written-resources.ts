import { readdirSync } from "node:fs";
import { join, posix } from "node:path";
import type { Address } from "../../model/address.js";
import type { Environment } from "../../model/environment.js";
import { KINDS, TEST_FOLDER } from "../../model/kind.js";
import type { WrittenResource } from "../../model/pull.js";
import { fillText, literalText, variablesOf } from "../desired/template.js";
import { readProjectText } from "../files/read-text.js";
import type { ContentFile, Entry, Project } from "./project.js";

/** What the files say of each managed address, as it is written. */
export function writtenResources(project: Project): ReadonlyMap<Address, WrittenResource> {
  return new Map(project.entries.map((entry) => [entry.address, writtenResource(project, entry)]));
}

function writtenResource({ contents }: Project, { fields }: Entry): WrittenResource {
  const { content, settings } = fields;
  const file = typeof content === "string" ? contents.get(content) : undefined;
  const inline = content === undefined || typeof content === "string" ? {} : { content: { value: content } };
  const settingsFile = typeof settings === "string" ? contents.get(settings) : undefined;
  return {
    fields,
    ...((file && writtenContent(file)) ?? inline),
    ...(settingsFile ? { settingsFile: { file: settingsFile.file, text: settingsFile.text } } : {}),
  };
}

function writtenContent({ file, text, value, lost }: ContentFile): Pick<WrittenResource, "content"> | undefined {
  if (value === undefined) return undefined;
  if (lost === undefined) return { content: { value, file, text } };
  return { content: { value, file, ...(lost === "broken" ? { text } : {}), isLost: true } };
}

/** The tags that stand on everything, as they are in an environment. */
export function sharedTags(project: Project, environment: Environment): Readonly<Record<string, string>> {
  const values = variablesOf(environment.vars);
  const filled = Object.entries(project.tags).map(([key, text]) => [key, literalText(fillText(text, values), {}).text]);
  return Object.fromEntries(filled);
}

/** The text files in the folders that hold contents, by path; what cannot be read is an empty text. */
export function contentFolders({ folder }: Project): ReadonlyMap<string, string> {
  const folders = [KINDS.flow.section, KINDS.module.section, TEST_FOLDER];
  const files = folders.flatMap((name) => namesIn(join(folder, name)).map((file) => posix.join(name, file)));
  return new Map(files.map((file) => [file, readProjectText(folder, file, {}).value?.text ?? ""]));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
