import type { Address } from "../../model/address.js";
import { isWrite } from "../../model/change.js";
import type { ApplyEvent } from "../../model/event.js";
import type { Plan } from "../../model/plan.js";
import { addressColumn, renderApplyEvent } from "../../report/index.js";
import type { Context } from "../line/command.js";
import { progressLine } from "../screen/progress.js";
import { callsLeft, callsOf, timeFor } from "../screen/time-left.js";
import type { Session } from "../session.js";

/** Tells of an apply while it goes on. */
export interface ApplyFollower {
  /** Tells an event; gives it with the time that is left. */
  readonly take: (event: ApplyEvent) => ApplyEvent;
  readonly end: () => void;
}

/** Events as lines, or with `--json` as documents, and under them how much is done of how much. */
export function followApply(plan: Plan, { provider }: Pick<Session, "provider">, context: Context): ApplyFollower {
  const { out, verbose } = context;
  const all = callsOf(plan.changes);
  const begun: Record<string, number> = {};
  const placed = new Set<Address>();
  const atBest = () => timeFor(callsLeft(all, begun), provider);
  const line = progressLine(context, { title: "Applying", atBest });
  const column = addressColumn(plan.changes.filter(isWrite).map(({ address }) => address));
  const running = openRunning();
  // A terminal has a line that stands below for what has only begun.
  const isStanding = context.world.stderr.isTTY && !verbose;
  return {
    take: (event) => {
      running.take(event);
      if (event.type === "write") begun[event.operation] = (begun[event.operation] ?? 0) + 1;
      if (event.type === "change_done") line.show(event.done, event.total, running.words());
      const left = event.type === "change_done" ? line.remaining() : undefined;
      const told = event.type === "change_done" && left !== undefined ? { ...event, remainingMs: left } : event;
      if (event.type === "run_summary") return told;
      out.event(told);
      const filling = (event.type === "change_start" || event.type === "change_done") && isFilling(event, placed);
      const duration = event.type === "apply_start" ? { secondsLeft: atBest() / 1000 } : {};
      if (isStanding && event.type === "change_start") return told;
      out.note(() => renderApplyEvent(event, { ...out.sideLook, verbose, filling, column, ...duration }) ?? "");
      return told;
    },
    end: line.end,
  };
}

/** What has begun and not ended, in words for a line that is written over. */
function openRunning(): { readonly take: (event: ApplyEvent) => void; readonly words: () => string } {
  const running = new Set<Address>();
  return {
    take: (event) => {
      if (event.type === "change_start") running.add(event.address);
      else if ("address" in event && event.type !== "write") running.delete(event.address);
    },
    words: () => {
      const [first = "", ...others] = running;
      return others.length === 0 ? first : `${first} and ${others.length} more`;
    },
  };
}

/** Whether it is about something that this run has created as a placeholder. */
function isFilling(
  { type, address, placeholder }: Extract<ApplyEvent, { readonly type: "change_start" | "change_done" }>,
  placed: Set<Address>,
): boolean {
  if (placeholder && type === "change_done") placed.add(address);
  return !placeholder && placed.has(address);
}
