import type { Task } from "../../model/contact.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault, type FaultKind } from "../../model/fault.js";

type Explained = Pick<Diagnostic, "code" | "summary" | "help">;

/** A task, and how messages call it. */
interface Asked {
  readonly task: Pick<Task, "entry" | "previousContactId" | "relatedContactId">;
  readonly subject: string;
}

const EXPLANATIONS: Readonly<Partial<Record<FaultKind, (one: Diagnostic, asked: Asked) => Explained>>> = {
  rejected: explainRefusal,
  "not-found": explainMissing,
  quota: explainQuota,
};

/** Says of a task that was not started what may be wrong with what leads it; other failures pass as they are. */
export function explainStart(error: unknown, task: Asked["task"], subject: string): unknown {
  const explain = error instanceof Fault ? EXPLANATIONS[error.kind] : undefined;
  if (!(error instanceof Fault) || !explain) return error;
  const { kind, cause, uncertain, diagnostics } = error;
  const explained = diagnostics.map((one) => ({ ...one, ...explain(one, { task, subject }) }));
  return new Fault(kind, explained, { cause, uncertain });
}

function explainRefusal({ detail = "" }: Diagnostic, { task, subject }: Asked): Explained {
  const summary = `Amazon Connect does not start ${subject}`;
  return { code: "connect/task-refused", summary, help: helpFor(detail, task) };
}

/** The service says why in a sentence that is not documented. */
function helpFor(said: string, { entry }: Asked["task"]): string {
  if (/publish/i.test(said))
    return "Publish the flow: apply it without `published: false`, or publish it in the console";
  if (/archived/i.test(said)) return "Restore the flow in the console, or name another";
  if (/attribute/i.test(said)) return "Correct the attributes";
  if ("taskTemplateId" in entry)
    return "Check that the template is active and has a flow, which is published and not archived; or give the flow with --flow";
  return "Check that the flow is published, not archived and of a type that takes tasks (CONTACT_FLOW)";
}

/** What is not found may be what leads the task, or a contact that it names. */
function explainMissing(_: Diagnostic, { task, subject }: Asked): Explained {
  const code = "connect/not-found";
  const { previousContactId, relatedContactId } = task;
  if (previousContactId === undefined && relatedContactId === undefined)
    return {
      code,
      summary: `Amazon Connect does not know what leads ${subject}`,
      help: "Plan again: it was deleted since the state was written; or name another",
    };
  const flag = previousContactId === undefined ? "--related-contact" : "--previous-contact";
  return {
    code,
    summary: `Amazon Connect does not know what leads ${subject}, or the contact that it names`,
    help: `Check the contact id of \`${flag}\`; plan again where what leads the task was deleted`,
  };
}

function explainQuota(): Explained {
  return {
    code: "connect/quota",
    summary: "Amazon Connect lets no more tasks be open",
    help: "Stop tasks that nobody needs (`connectctl task stop`); at most 12 tasks may be linked by --previous-contact",
  };
}
