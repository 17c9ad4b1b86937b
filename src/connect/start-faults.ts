import type { Diagnostic } from "../model/diagnostic.js";
import { Fault, type FaultKind } from "../model/fault.js";

type Explained = Pick<Diagnostic, "code" | "summary" | "help">;

const EXPLANATIONS: Readonly<Partial<Record<FaultKind, (one: Diagnostic, subject: string) => Explained>>> = {
  rejected: explainRefusal,
  "not-found": explainMissing,
  quota: explainQuota,
};

/** Says of a task that was not started what may be wrong with what leads it; other failures pass as they are. */
export function explainStart(error: unknown, subject: string): unknown {
  const explain = error instanceof Fault ? EXPLANATIONS[error.kind] : undefined;
  if (!(error instanceof Fault) || !explain) return error;
  const { kind, cause, uncertain, diagnostics } = error;
  const explained = diagnostics.map((one) => ({ ...one, ...explain(one, subject) }));
  return new Fault(kind, explained, { cause, uncertain });
}

function explainRefusal({ detail = "" }: Diagnostic, subject: string): Explained {
  return { code: "connect/task-refused", summary: `Amazon Connect does not start ${subject}`, help: helpFor(detail) };
}

/** The service says why in a sentence that is not documented. */
function helpFor(said: string): string {
  if (/publish/i.test(said))
    return "Publish the flow: apply it without `published: false`, or publish it in the console";
  if (/archived/i.test(said)) return "Restore the flow in the console, or name another";
  if (/attribute/i.test(said)) return "Correct the attributes";
  return "Check that the flow is published, not archived and of a type that takes tasks (CONTACT_FLOW)";
}

function explainMissing(_: Diagnostic, subject: string): Explained {
  return {
    code: "connect/not-found",
    summary: `Amazon Connect does not know what leads ${subject}`,
    help: "Plan again: it was deleted since the state was written; or name another",
  };
}

function explainQuota(): Explained {
  return {
    code: "connect/quota",
    summary: "Amazon Connect lets no more tasks be open",
    help: "Stop tasks that nobody needs (`connectctl task stop`); at most 12 tasks may be linked by --previous-contact",
  };
}
