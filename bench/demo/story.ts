import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { editBehindItsBack } from "./colleague.js";
import type { Program } from "./program.js";
import type { Shown } from "./stage.js";

/** One command of the story, and what has to come of it. */
export interface Line {
  readonly argv: readonly string[];
  readonly code: number;
  /** A text that stdout must hold. */
  readonly says?: string;
  readonly shown?: Shown;
}

/** A piece of the story: what is told, what happens unseen, and what is run for all to see. */
export interface Scene {
  readonly title: string;
  readonly tell?: string | ((program: Program) => Promise<string>);
  readonly unseen?: (program: Program) => Promise<void>;
  readonly lines?: readonly Line[];
}

/** The text that somebody changes in the console, in the flow for the hours after six. */
const EDIT = {
  flow: "90 営業時間外 Closed",
  block: "Closed in English",
  from: "on weekdays from nine to five",
  to: "every day from eight to eight",
};

const DEMO = ["--env", "demo"] as const;

/** A contact centre is planned, applied, changed by hand, put right, and planned for another account. */
export const STORY: readonly Scene[] = [
  {
    title: "connectctl: Amazon Connect flows as code",
    tell: "A bilingual contact centre of 46 flows goes to an embedded Amazon Connect.\nNo account and no network; it works on a copy of examples/contact-centre.",
  },
  {
    title: "1. What is there already",
    tell: "Functions, a bot, a phone number and a prompt are only referred to, by name. Here they are put in by hand.",
    lines: [{ argv: ["simulator", "load", "instance.json"], code: 0 }],
  },
  {
    title: "2. Check the files, offline",
    lines: [{ argv: ["validate"], code: 0, says: "The manifest is valid" }],
  },
  {
    title: "3. Plan",
    tell: "What refers to what decides the order, and nothing is written yet.",
    lines: [
      {
        argv: ["plan", ...DEMO, "--out", "demo.plan.json"],
        code: 0,
        says: "65 to create",
        shown: { head: 14, tail: 3 },
      },
    ],
  },
  {
    title: "4. Apply exactly that plan",
    tell: placeholderWords,
    lines: [{ argv: ["apply", "demo.plan.json"], code: 0, says: "65 created" }],
  },
  {
    title: "5. Plan again",
    lines: [{ argv: ["plan", ...DEMO, "--detailed-exitcode"], code: 0, says: "Nothing to do" }],
  },
  {
    title: "6. Meanwhile, somebody edits a flow in the console",
    tell: `"${EDIT.flow}" is made to say "${EDIT.to}"\ninstead of "${EDIT.from}". Nobody is told.`,
    unseen: (program) => editBehindItsBack(program, "kawasemi-demo", EDIT),
  },
  {
    title: "7. Drift is found",
    lines: [{ argv: ["drift", ...DEMO], code: 2, says: "flow.closed" }],
  },
  {
    title: "8. And taken back",
    lines: [
      { argv: ["apply", ...DEMO, "--auto-approve"], code: 0, says: "1 updated", shown: { head: 20, tail: 3 } },
      { argv: ["drift", ...DEMO], code: 0, says: "No drift" },
    ],
  },
  {
    title: "9. The same files for another account and region",
    tell: "demo is account 111122223333 in Singapore, prod is 444455556666 in Tokyo. The same names have other ids there, and two have other names.",
    lines: [{ argv: ["plan", "--env", "prod"], code: 0, says: "65 to create", shown: { head: 4, tail: 3 } }],
  },
];

/** What stands at the end. */
export function farewell(commands: number, seconds: number): string {
  return `${commands} commands in ${seconds} seconds, each with the exit code it should have:
  0 for done or nothing to do, 2 for the drift.

Where to go on:
  README.md                 a tour in five minutes
  examples/small            nine resources, to change and plan yourself
  docs/plan-and-apply.md    what a plan holds and what an apply promises
  docs/exit-codes.md        what a CI job can rely on`;
}

/** How many flows open the circles, as the saved plan has it. */
async function placeholderWords({ folder }: Program): Promise<string> {
  const { changes } = JSON.parse(await readFile(join(folder, "demo.plan.json"), "utf8")) as SavedPlan;
  const count = changes.filter(({ placeholder }) => placeholder !== null).length;
  return `${count} of its flows come first as placeholders, because of the circles, and are filled in later.`;
}

interface SavedPlan {
  readonly changes: readonly { readonly placeholder: unknown }[];
}
