import { nearNames } from "../../model/near-name.js";
import { CATALOGUE } from "../catalogue.js";
import { type Command, textArg } from "../command.js";
import { EXIT } from "../exit-code.js";
import { usageError } from "../usage.js";

/** `explain`: what a code means, and what to do. */
export const explainCommand: Command = {
  positionals: { code: { describe: "A code of a message (plan/conflict) or an exit code (6)" } },
  run: async ({ out }, args) => {
    const code = textArg(args, "code");
    if (code === undefined) {
      out.document(CATALOGUE);
      out.result(Object.keys(CATALOGUE).join("\n"));
      return EXIT.done;
    }
    const meaning = CATALOGUE[code];
    if (meaning === undefined) {
      const near = nearNames(code, Object.keys(CATALOGUE));
      throw usageError(`\`${code}\` is no code`, {
        help: near.length > 0 ? `write \`${near[0]}\`` : "list them with `connectctl explain`",
      });
    }
    out.document({ code, meaning });
    out.result(`${code}\n  ${meaning}`);
    return EXIT.done;
  },
};
