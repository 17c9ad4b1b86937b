import type { Command } from "../line/command.js";
import { WORKING_OPTIONS } from "../planning/planning.js";
import { applyNow } from "./apply.js";

/** `destroy`: a plan that deletes all that is managed, then as apply. */
export const destroyCommand: Command = {
  options: {
    "auto-approve": { type: "boolean", describe: "Do not ask" },
    "expect-plan": {
      type: "string",
      requiresArg: true,
      describe: "Go on only if the plan's hash is this one (sha256:…)",
    },
    target: { type: "array", requiresArg: true, describe: "Only these addresses (globs)" },
    exclude: { type: "array", requiresArg: true, describe: "Not these addresses (globs)" },
    ...WORKING_OPTIONS,
  },
  events: true,
  run: (context, args) => applyNow(context, args, "destroy"),
};
