import { join } from "node:path";
import { formatContent } from "../../flow/index.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { compareText } from "../../model/json.js";
import { replaceFile } from "../files/write-file.js";
import type { ContentFile, Project } from "../project/project.js";

export interface Formatted {
  /** Files that are not in the stable form, or were not; sorted. */
  readonly changed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Brings flow files into the stable form, each one at once; with `check` it writes nothing and only says which differ.
 * Files that are no JSON are left alone: loading told of them.
 */
export function formatFiles(project: Project, { check }: { readonly check: boolean }): Formatted {
  const contents = contentFiles(project).filter(isUnformatted);
  const diagnostics = check ? [] : contents.flatMap((content) => write(project.folder, content));
  const failed = new Set(diagnostics.map(({ file }) => file));
  return { changed: contents.map(({ file }) => file).filter((file) => !failed.has(file)), diagnostics };
}

/** Content only: what a module's `settings` names has no stable form. */
function contentFiles(project: Project): readonly ContentFile[] {
  const paths = project.entries.map(({ fields }) => fields.content).filter((path) => typeof path === "string");
  const files = paths.flatMap((path) => project.contents.get(path) ?? []);
  const byName = new Map(files.map((content) => [content.file, content]));
  return [...byName.values()].sort((left, right) => compareText(left.file, right.file));
}

function isUnformatted({ text, value }: ContentFile): boolean {
  return value !== undefined && text !== formatContent(value);
}

function write(folder: string, { file, value }: ContentFile): readonly Diagnostic[] {
  try {
    replaceFile(join(folder, file), formatContent(value ?? null));
    return [];
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return [
      {
        severity: "error",
        code: "manifest/file-unwritable",
        summary: "File cannot be written",
        detail: `\`${file}\` cannot be written: the system says ${reason}.`,
        file,
        help: "Check who may write the file and its folder.",
      },
    ];
  }
}
