import { type Command, textArg } from "../command.js";
import { completionScript } from "../completion-script.js";
import { EXIT } from "../exit-code.js";

/** `completion`; `usages` gives the words of every command. */
export const completionCommand = (usages: () => readonly string[]): Command => ({
  positionals: { shell: { describe: "Bash (default) or zsh" } },
  run: async ({ out, world }, args) => {
    const shell = textArg(args, "shell") ?? ((world.env["SHELL"] ?? "").endsWith("zsh") ? "zsh" : "bash");
    out.raw(completionScript(shell === "zsh" ? "zsh" : "bash", usages()));
    return EXIT.done;
  },
});
