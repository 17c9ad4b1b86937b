import type { Diagnostic } from "../../model/diagnostic.js";
import type { ApplyEvent, RunSummary } from "../../model/event.js";
import { PLAN_FORMAT } from "../../model/plan.js";
import type { SmokeEvent } from "../../model/smoke.js";
import { toolName } from "../version.js";

/** What a command tells that works for a while; one line of JSON each. */
export type RunEvent =
  | ApplyEvent
  | SmokeEvent
  | { readonly type: "unwritten_state"; readonly state: unknown }
  | { readonly type: "diagnostics"; readonly diagnostics: readonly Diagnostic[] };

type Counted = Omit<RunSummary, "type" | "status">;

/** Which count an event adds to. */
const COUNTS: Partial<Record<RunEvent["type"], keyof Counted>> = {
  change_failed: "failed",
  change_blocked: "blocked",
  write: "writes",
};

/** The events of one run: `version` is the first and `run_summary` the last, however it ends. */
export class EventStream {
  private readonly write: (event: RunEvent) => void;
  private state: "silent" | "begun" | "ended" = "silent";
  private counted: Counted = { done: 0, failed: 0, blocked: 0, notStarted: 0, writes: 0 };

  constructor(write: (event: RunEvent) => void) {
    this.write = write;
  }

  tell(event: RunEvent): void {
    if (this.state === "silent" && event.type !== "version")
      this.tell({ type: "version", tool: toolName(), formatVersion: PLAN_FORMAT });
    this.state = event.type === "run_summary" ? "ended" : "begun";
    this.count(event);
    this.write(event);
  }

  /** Ends a run that did not get to its summary; what has ended stays as it is. */
  breakOff(status: RunSummary["status"], diagnostics: readonly Diagnostic[]): void {
    if (this.state === "ended") return;
    if (diagnostics.length > 0) this.tell({ type: "diagnostics", diagnostics });
    this.tell({ type: "run_summary", status, ...this.counted });
  }

  private count(event: RunEvent): void {
    const name = COUNTS[event.type];
    if (name !== undefined) this.counted = { ...this.counted, [name]: this.counted[name] + 1 };
    if (event.type === "change_done") this.counted = { ...this.counted, done: event.done };
  }
}
