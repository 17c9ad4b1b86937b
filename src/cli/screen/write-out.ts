import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Fault } from "../../model/fault.js";

/** Writes a file that somebody asked for, relative to where they are; its folder is made where there is none. */
export async function writeOut(
  cwd: string,
  file: string,
  text: string,
  how: "write" | "append" = "write",
): Promise<void> {
  const path = resolve(cwd, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await (how === "append" ? appendFile(path, text) : writeFile(path, text));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new Fault(
      "state",
      [
        {
          severity: "error",
          code: "cli/cannot-write",
          summary: "A file that was asked for cannot be written",
          detail: `Writing ${path} failed: ${code}.`,
          help: "check that the folder may be written to and is not full",
        },
      ],
      { cause },
    );
  }
}
