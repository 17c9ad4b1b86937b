import { EXIT } from "../exit-code.js";
import type { Command } from "../line/command.js";
import { version } from "../version.js";

export const versionCommand: Command = {
  run: async ({ out }) => {
    out.document({ version: version(), node: process.versions.node });
    out.result(`connectctl ${version()}`);
    return EXIT.done;
  },
};
