import { initProject } from "../../manifest/index.js";
import { renderNote } from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { type Command, textArg } from "../line/command.js";

/** `init`: a project to start from. */
export const initCommand: Command = {
  options: { name: { type: "string", requiresArg: true, describe: "Name of the contact centre" } },
  run: async ({ folder, out }, args) => {
    const name = textArg(args, "name");
    const { written, skipped } = await initProject(folder, name === undefined ? {} : { name });
    out.document({ written, skipped });
    out.result(written.map((file) => `  + ${file}`).join("\n"));
    if (skipped.length > 0) out.note(renderNote(`Left as they were: ${skipped.join(", ")}`, out.sideLook));
    if (written.length > 0) out.result("\nNext: connectctl plan --env demo");
    return EXIT.done;
  },
};
