import { EXIT } from "../exit-code.js";
import { type Command, textArg } from "../line/command.js";
import { completionScript } from "../line/completion-script.js";
import { usageError } from "../line/usage.js";

/** `completion`; `usages` gives the words of every command. */
export const completionCommand = (usages: () => readonly string[]): Command => ({
  positionals: { shell: { describe: "bash or zsh; without it, that of $SHELL" } },
  run: async ({ out, world }, args) => {
    const shell = textArg(args, "shell") ?? ((world.env["SHELL"] ?? "").endsWith("zsh") ? "zsh" : "bash");
    if (shell !== "bash" && shell !== "zsh") {
      throw usageError(`There is no completion for \`${shell}\``, { help: "write `bash` or `zsh`" });
    }
    const script = completionScript(shell, usages());
    out.document({ shell, script });
    if (!out.json) out.raw(script);
    return EXIT.done;
  },
});
