import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault } from "../../model/fault.js";
import type { Plan } from "../../model/plan.js";
import type { Recorded } from "../applying/recorded.js";
import type { Session } from "../session.js";

/** Refuses a plan that was made for another account, region or instance than the environment leads to now. */
export async function assertPlanFits(plan: Plan, { provider }: Session): Promise<void> {
  const target = await provider.target();
  const words = {
    accountId: "account",
    region: "region",
    instanceId: "instance",
    instanceArn: "instance ARN",
  } as const;
  const wrong = (Object.keys(words) as (keyof typeof words)[]).filter((name) => target[name] !== plan.target[name]);
  if (wrong.length === 0) return;
  const diagnostics: Diagnostic[] = wrong.map((name) => ({
    severity: "error",
    code: "cli/wrong-target",
    summary: `The plan is for another ${words[name]}`,
    detail: `The plan was made for ${plan.target[name]}; environment \`${plan.environment}\` leads to ${target[name]}.`,
    help: "check the environment and the credentials, or plan again",
  }));
  throw new Fault("precondition", diagnostics);
}

/** What of the state is not as it was when the plan was made. */
export function stateMismatches({ state: planned }: Plan, { state, sha256 }: Recorded): readonly Diagnostic[] {
  const found = { lineage: state?.lineage ?? null, serial: state?.serial ?? 0, sha256 };
  const names = (["lineage", "serial", "sha256"] as const).filter((name) => found[name] !== planned[name]);
  if (names.length === 0) return [];
  const told = names.map(
    (name) => `${name} is ${found[name] ?? "none"}, the plan was made from ${planned[name] ?? "none"}`,
  );
  return [
    {
      severity: "error",
      code: "cli/stale-plan",
      summary: "The state has moved on since the plan was made",
      detail: `The state's ${told.join("; its ")}.`,
      help: "plan again with `connectctl plan --out FILE` and review what is new",
    },
  ];
}
