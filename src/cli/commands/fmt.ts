import { formatFiles } from "../../manifest/index.js";
import { hasErrors } from "../../model/diagnostic.js";
import { safeText } from "../../report/index.js";
import { EXIT } from "../exit-code.js";
import { type Command, flagArg } from "../line/command.js";
import { openProject } from "../session.js";

/** `fmt`: flow files in the stable form. */
export const fmtCommand: Command = {
  options: { check: { type: "boolean", describe: "Only say which differ; exit with 2 if any does" } },
  run: async (context, args) => {
    const check = flagArg(args, "check");
    const { project } = openProject(context);
    const { changed, diagnostics } = await formatFiles(project, { check });
    const { out } = context;
    out.document({ changed, diagnostics });
    out.diagnostics(diagnostics);
    out.result(changed.map(safeText).join("\n"));
    if (changed.length === 0 && diagnostics.length === 0) out.note("Every flow file is in its stable form.");
    if (hasErrors(diagnostics)) return EXIT.invalid;
    return check && changed.length > 0 ? EXIT.changes : EXIT.done;
  },
};
