import { type Command, textArg } from "../command.js";
import { EXIT } from "../exit-code.js";
import { completionScript } from "../completion-script.js";

export const completionCommand: Command = {
  usage: "completion [shell]",
  summary: "Print a completion script for bash or zsh",
  positionals: { shell: { describe: "bash (default) or zsh" } },
  run: async ({ out, world }, args) => {
    const shell = textArg(args, "shell") ?? ((world.env["SHELL"] ?? "").endsWith("zsh") ? "zsh" : "bash");
    const { COMMANDS } = await import("../commands.js");
    out.raw(completionScript(shell === "zsh" ? "zsh" : "bash", COMMANDS.map(({ usage }) => usage)));
    return EXIT.done;
  },
};
