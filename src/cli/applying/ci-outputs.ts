import type { Options } from "yargs";
import type { Scalars } from "../../report/index.js";
import { renderOutputs } from "../../report/index.js";
import { writeOut } from "../screen/write-out.js";
import type { World } from "../world.js";

/** Appends values to the file of `GITHUB_OUTPUT`, for the later steps of a job; nothing where it is not set. */
export async function writeOutputs({ cwd, env }: World, scalars: Scalars): Promise<void> {
  const file = env["GITHUB_OUTPUT"];
  if (file === undefined || file === "") return;
  await writeOut(cwd, file, renderOutputs(scalars), "append");
}

/** The flag of commands that give a job its summary. */
export const SUMMARY_FILE: Options = {
  type: "string",
  requiresArg: true,
  describe: "Append the Markdown to this file; `none` to none",
  defaultDescription: "$GITHUB_STEP_SUMMARY",
};

/** Where the Markdown of a job goes: the flag, or the file of the CI run; undefined where neither says. */
export function summaryFile(asked: string | undefined, { env }: World): string | undefined {
  const file = asked ?? env["GITHUB_STEP_SUMMARY"];
  return file === undefined || file === "" || file === "none" ? undefined : file;
}
