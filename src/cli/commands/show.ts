import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject } from "../../model/json.js";
import { renderPlanHtml, renderPlanMarkdown, renderPlanText, renderStateList } from "../../report/index.js";
import { loadPlan, readStateFile } from "../../state/index.js";
import { EXIT } from "../exit-code.js";
import { type Args, type Command, type Context, textArg } from "../line/command.js";
import { usageError } from "../line/usage.js";
import { writeOut } from "../screen/write-out.js";

/** `show`: a saved plan or a state, offline. */
export const showCommand: Command = {
  positionals: { file: { describe: "A plan of `plan --out`, or a state file" } },
  options: {
    markdown: { type: "string", requiresArg: true, describe: "Write a plan as Markdown to this file" },
    html: { type: "string", requiresArg: true, describe: "Write a plan as one HTML page to this file" },
  },
  run: async (context, args) => {
    const given = textArg(args, "file") ?? "";
    const file = resolve(context.world.cwd, given);
    if (!(await isState(file))) return showSavedPlan({ file, given }, context, args);
    assertShowable(given, args);
    return showState(file, context);
  },
};

async function isState(file: string): Promise<boolean> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    return isJsonObject(value) && "lineage" in value && "resources" in value;
  } catch {
    return false;
  }
}

function assertShowable(given: string, args: Args): void {
  const flag = ["markdown", "html"].find((name) => textArg(args, name) !== undefined);
  if (flag === undefined) return;
  throw usageError(`\`--${flag}\` writes a plan, and \`${given}\` is a state`, {
    help: `leave --${flag} out, or give a plan of \`connectctl plan --out\``,
  });
}

async function showState(file: string, { out }: Context): Promise<number> {
  const state = await readStateFile(file);
  out.document(state);
  out.result(renderStateList(state.resources, out.look));
  return EXIT.done;
}

/** `given` is the path as the user wrote it, for the command that is told. */
interface SavedPlan {
  readonly file: string;
  readonly given: string;
}

async function showSavedPlan({ file, given }: SavedPlan, { out, world }: Context, args: Args): Promise<number> {
  const [markdown, html] = [textArg(args, "markdown"), textArg(args, "html")];
  const plan = await loadPlan(file, world.sha256);
  if (markdown !== undefined) await writeOut(world.cwd, markdown, renderPlanMarkdown(plan));
  if (html !== undefined) await writeOut(world.cwd, html, renderPlanHtml(plan, world.sha256));
  out.document(plan);
  out.result(renderPlanText(plan, { ...out.look, planFile: given }));
  out.diagnostics(plan.diagnostics);
  return EXIT.done;
}
