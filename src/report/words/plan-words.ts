import { isWrite } from "../../model/change.js";
import type { Plan } from "../../model/plan.js";
import type { NextStep } from "../view/plan-view.js";
import { countOf, listOf } from "./count-words.js";
import { shellWord } from "./shell-word.js";

/** Says what was left out of a plan by choice; undefined where nothing was. */
export function partialWords({ complete, options }: Plan): string | undefined {
  if (complete) return undefined;
  const flags = [
    ...options.targets.map((target) => `--target ${shellWord(target)}`),
    ...options.excludes.map((exclude) => `--exclude ${shellWord(exclude)}`),
    ...(options.refresh === "none" ? ["--refresh none"] : []),
  ];
  return `This is not everything: planned with ${flags.length > 0 ? listOf(flags) : "a part left out"}.`;
}

/** Says why a plan cannot be carried out; undefined where it can. */
export function obstacleOf({ applyable, diagnostics }: Plan): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (applyable && errors.length === 0) return undefined;
  const named = errors.map(({ code, address }) => (address === undefined ? code : `${code} (${address})`));
  const why =
    errors.length > 0
      ? `${countOf(errors.length, "error")}, ${listOf([...new Set(named)])}`
      : "a safety rule forbids it";
  return `This plan cannot be carried out: ${why}.`;
}

/** The command to go on with: apply what was saved, save what was shown, or read about what is in the way. */
export function nextStep(plan: Plan, planFile: string | undefined): NextStep | undefined {
  const error = plan.diagnostics.find(({ severity }) => severity === "error");
  if (error) return { words: "To read about it", command: `connectctl explain ${shellWord(error.code)}` };
  if (!plan.applyable) return undefined;
  if (!plan.changes.some((change) => isWrite(change) || change.reason !== "same")) return undefined;
  if (planFile !== undefined) {
    return { words: "To carry out exactly this plan", command: `connectctl apply ${shellWord(planFile)}` };
  }
  const environment = shellWord(plan.environment);
  if (plan.mode === "destroy") return { words: "To carry it out", command: `connectctl destroy --env ${environment}` };
  return { words: "To save this plan", command: `connectctl plan --env ${environment} --out plan.json` };
}
