import type { Address } from "../../model/address.js";
import type { Drift } from "../../model/plan.js";
import type { DriftReport } from "../view/drift-report.js";
import type { NextStep } from "../view/plan-view.js";
import { shellWord } from "../words/shell-word.js";

/** How to make the files agree with the instance, and how to make the instance agree with the files. */
export interface DriftCommands {
  readonly accept: NextStep;
  /** Undefined where the manifest does not say what should be there. */
  readonly undo?: NextStep;
}

/** The commands for one drift, ready to be copied. */
export function driftCommands({ address, kind }: Drift, { environment, orphans = [] }: DriftReport): DriftCommands {
  const env = `--env ${shellWord(environment)}`;
  const forget = `connectctl state rm ${env} ${shellWord(address)}`;
  if (orphans.includes(address)) return { accept: { words: "to forget it", command: forget } };
  const undo = { words: "to undo it", command: applyCommand(env, address, kind) };
  if (kind === "deleted") {
    return { accept: { words: "to accept it, take it out of the manifest and", command: forget }, undo };
  }
  const force = kind === "conflict" ? " --force" : "";
  const words = kind === "conflict" ? "to accept it in place of what was edited" : "to accept it";
  return { accept: { words, command: `connectctl pull ${env}${force} ${shellWord(address)}` }, undo };
}

function applyCommand(env: string, address: Address, kind: Drift["kind"]): string {
  const overwrite = kind === "conflict" ? " --on-conflict overwrite" : "";
  return `connectctl apply ${env}${overwrite} --target ${shellWord(address)}`;
}

/** The report as the one document of `--json`: each drift with the commands that end it. */
export function driftDocument(report: DriftReport): unknown {
  const { orphans: _, drift, ...rest } = report;
  const { environment, ...others } = rest;
  return {
    environment,
    drift: drift.map((one) => {
      const { accept, undo } = driftCommands(one, report);
      return { ...one, commands: { accept: accept.command, ...(undo ? { undo: undo.command } : {}) } };
    }),
    ...others,
  };
}
