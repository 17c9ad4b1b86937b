import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Centre } from "./centre.js";

/** One thing that is measured, in the order in which the cases of a run follow each other. */
export interface Case {
  readonly name: string;
  readonly argv: readonly string[];
  /** Exit codes that are right. */
  readonly codes?: readonly number[];
  readonly before?: () => void;
  readonly after?: () => void;
}

/** What is measured on one environment of a centre, whose instance is empty at first. */
export function casesOf(centre: Centre, environment: string): readonly Case[] {
  const here = ["--env", environment, "--quiet"];
  const edited = centre.contents.find(({ file, text }) => file.startsWith("flows/") && text.includes(SPOKEN));
  if (!edited) throw new Error("A centre has at least one flow that says something.");
  const file = join(centre.folder, edited.file);
  return [
    { name: "validate", argv: ["validate", ...here] },
    { name: "plan from scratch", argv: ["plan", ...here] },
    { name: "apply from scratch", argv: ["apply", "--auto-approve", ...here] },
    { name: "plan, nothing to do", argv: ["plan", ...here] },
    {
      name: "plan, one change",
      argv: ["plan", ...here],
      before: () => edit(file),
      after: () => put(file, edited.text),
    },
    { name: "apply, nothing to do", argv: ["apply", "--auto-approve", ...here] },
    { name: "drift", argv: ["drift", ...here] },
    { name: "pull", argv: ["pull", ...here] },
    { name: "render", argv: ["render", `flow.${centre.flows[0]}`, ...here] },
  ];
}

/** What does not depend on the size. */
export const ALWAYS: readonly Case[] = [
  { name: "--help", argv: ["--help"] },
  { name: "version", argv: ["version"] },
];

const put = (file: string, text: string) => writeFileSync(file, text);

const SPOKEN = '"Text": "';

function edit(file: string): void {
  put(file, readFileSync(file, "utf8").replace(SPOKEN, `${SPOKEN}Good morning. `));
}

/** Forgets what earlier runs recorded, so that a next one starts from nothing. */
export function forget(centre: Centre): void {
  rmSync(join(centre.folder, "state"), { recursive: true, force: true });
}
