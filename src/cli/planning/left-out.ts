import type { Address } from "../../model/address.js";
import { isWrite } from "../../model/change.js";
import { matchesAny } from "../../model/pattern.js";
import { EXIT } from "../exit-code.js";
import type { Context } from "../line/command.js";
import type { Planned } from "./planning.js";

/**
 * The exit code of an apply that planned by itself. One that went well is not done where something that it was asked for
 * could not be read, and so was left out: then it says so, and ends as one that stopped half-way or never began.
 */
export function exitCodeWith(planned: Planned, applied: number, { out }: Context): number {
  const left = leftOut(planned);
  if (applied !== EXIT.done || left.length === 0) return applied;
  out.diagnostics([
    {
      severity: "error",
      code: "cli/left-out",
      summary: "Something could not be read, and was left out",
      detail: `Nothing was decided about ${left.join(", ")}: see the warnings above. All else is as the plan said.`,
      help: "run the command again; what stays unreadable can be left out on purpose, with `--exclude`",
    },
  ]);
  return planned.plan.changes.some(isWrite) ? EXIT.halfway : EXIT.failed;
}

function leftOut({ plan, snapshot, recorded }: Planned): readonly string[] {
  const { targets, excludes } = plan.options;
  const known = recorded.state?.resources ?? [];
  const isMeant = (address: Address) =>
    !matchesAny(excludes, address) && (targets.length === 0 || matchesAny(targets, address));
  const names = snapshot.unreadable.flatMap(({ kind, id }) => {
    const address = known.find((one) => one.kind === kind && one.id === id)?.address;
    if (address === undefined) return [`the ${kind} ${id}`];
    return isMeant(address) ? [address] : [];
  });
  return names.sort();
}
