import { isWrite } from "../../model/change.js";
import type { Plan, PlanOptions } from "../../model/plan.js";
import type { NextStep } from "../view/plan-view.js";
import { countOf, listOf } from "./count-words.js";
import { shellWord } from "./shell-word.js";

/** Says what was left out of a plan by choice; undefined where nothing was. */
export function partialWords({ complete, options }: Plan): string | undefined {
  if (complete) return undefined;
  const flags = partialFlags(options);
  return `This is not everything: planned with ${flags.length > 0 ? listOf(flags) : "a part left out"}.`;
}

function partialFlags({ targets, excludes, refresh }: PlanOptions): readonly string[] {
  return [
    ...targets.map((target) => `--target ${shellWord(target)}`),
    ...excludes.map((exclude) => `--exclude ${shellWord(exclude)}`),
    ...(refresh === "none" ? ["--refresh none"] : []),
  ];
}

/** The flags that a plan was asked for with, where they are not what goes without saying. */
function flagsOf(options: PlanOptions): readonly string[] {
  return [
    ...partialFlags(options),
    ...(options.allowDelete ? ["--allow-delete"] : []),
    ...(options.adopt ? [] : ["--no-adopt"]),
    ...(options.maxDelete === USUAL_MOST_DELETES ? [] : [`--max-delete ${options.maxDelete}%`]),
    ...(options.onConflict === "overwrite" ? ["--on-conflict overwrite"] : []),
  ];
}

/** In percent. */
const USUAL_MOST_DELETES = 30;

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
  const flags = flagsOf(plan.options).map((flag) => ` ${flag}`);
  return {
    words: "To save this plan",
    command: `connectctl plan --env ${environment}${flags.join("")} --out plan.json`,
  };
}
