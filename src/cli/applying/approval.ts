import { type Args, type Context, flagArg, textArg } from "../line/command.js";
import { usageError } from "../line/usage.js";

/** Whether the command line says yes already. */
export const isApproved = (args: Args) => flagArg(args, "auto-approve") || textArg(args, "expect-plan") !== undefined;

/** Ends the command where a question could not be answered. */
export function assertApprovable({ world, out }: Context, args: Args, what: keyof typeof INSTEAD = "plan"): void {
  if (isApproved(args) || (world.stdin.isTTY && !out.json)) return;
  throw usageError(`Nobody is there to approve the ${what}`, {
    detail: "Without a terminal nothing is asked, and nothing is carried out that nobody approved.",
    help: INSTEAD[what],
  });
}

/** What to do where nobody can be asked, by what there is to approve. */
const INSTEAD = {
  plan: "apply a saved plan (`connectctl apply FILE`), or give --auto-approve or --expect-plan sha256:…",
  deletes: "give --auto-approve or --expect-plan sha256:…",
  state: "look at it on a terminal, or give --auto-approve",
} as const;

/** Asks on the terminal; anything but `yes` is a no. */
export async function approve({ world, out, signal }: Context, question: string): Promise<boolean> {
  const asked = !world.stderr.isTTY && world.stdout.isTTY ? world.stdout : world.stderr;
  asked.write(`\n${question}? Only \`yes\` is taken for an answer: `);
  const answer = (await world.stdin.readLine(signal))?.trim();
  if (answer === "yes") return true;
  out.alert("Nothing was changed.");
  return false;
}
