import { nearNames } from "../../model/near-name.js";
import { renderNote, renderTable } from "../../report/index.js";
import { CATALOGUE } from "../catalogue.js";
import { EXIT } from "../exit-code.js";
import { type Command, textArg } from "../line/command.js";
import { type UsageError, usageError } from "../line/usage.js";

/** `explain`: what a code means, and what to do. */
export const explainCommand: Command = {
  positionals: { code: { describe: "A code of a message (plan/conflict) or an exit code (6)" } },
  run: async ({ out }, args) => {
    const code = textArg(args, "code");
    if (code === undefined) {
      out.document(CATALOGUE);
      const rows = Object.entries(CATALOGUE).map(([one, meaning]) => [one, firstSentence(meaning)]);
      out.result(renderTable(rows, { ...out.look, wrap: true }));
      return EXIT.done;
    }
    const meaning = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code] : undefined;
    if (meaning === undefined) throw noCode(code);
    out.document({ code, meaning });
    out.result(`${code}\n${renderNote(meaning, { ...out.look, indent: 2 })}`);
    return EXIT.done;
  },
};

/** What a list has room for; `explain CODE` has the rest. */
function firstSentence(meaning: string): string {
  return meaning.split(/(?<=\.) (?=[A-Z`])/)[0] ?? meaning;
}

function noCode(code: string): UsageError {
  const isExitCode = /^\d+$/.test(code);
  const near = isExitCode ? [] : nearNames(code, Object.keys(CATALOGUE));
  return usageError(`\`${code}\` is no ${isExitCode ? "exit code of connectctl" : "code"}`, {
    help: near.length > 0 ? `write \`${near[0]}\`` : "list them with `connectctl explain`",
  });
}
