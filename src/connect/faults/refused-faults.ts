import type { Diagnostic } from "../../model/diagnostic.js";
import { type Answer, listOf, textOf } from "../client/answer.js";
import { type Attempted, refusal, saidIn } from "../pace/attempted.js";
import { iamAction } from "../pace/operations.js";
import { quotaOf } from "../pace/quota.js";
import type { Explained } from "./passing-faults.js";

type Explain = (error: unknown, attempted: Attempted) => Explained;

/** What the service refuses, by the exception's name. Source: error shapes of API version 2017-08-08. */
const REFUSALS: Readonly<Record<string, Explain>> = {
  AccessDeniedException: denied,
  AccessDenied: denied,
  UnauthorizedOperation: denied,
  NotAuthorizedException: denied,
  ResourceNotFoundException: notFound,
  ContactNotFoundException: contactNotFound,
  DuplicateResourceException: duplicate,
  IdempotencyException: duplicate,
  ResourceInUseException: inUse,
  LimitExceededException: quotaReached,
  ServiceQuotaExceededException: quotaReached,
  InvalidContactFlowException: invalidContent,
  InvalidContactFlowModuleException: invalidContent,
  InvalidTestCaseException: invalidContent,
};

/** Explains a refusal: nothing was done, and trying again would not help. */
export function explainRefused(
  name: string,
  status: number | undefined,
  error: unknown,
  attempted: Attempted,
): Explained {
  if (isNotOffered(name, status, attempted.operation)) return notOffered(error, attempted);
  const explain = Object.hasOwn(REFUSALS, name) ? REFUSALS[name] : undefined;
  if (explain) return explain(error, attempted);
  return status === 403 ? denied(error, attempted) : rejected(error, attempted);
}

/**
 * Whether the instance or its Region does not have test cases at all. How the service says so is not documented: an
 * operation that it does not know, a path that is not there, or a list that is missing.
 */
function isNotOffered(name: string, status: number | undefined, operation: string): boolean {
  if (!operation.includes("TestCase")) return false;
  if (name === "UnknownOperationException" || name === "NotImplementedException") return true;
  if (name === "ResourceNotFoundException") return operation === "ListTestCases";
  return (status === 404 || status === 405 || status === 501) && !Object.hasOwn(REFUSALS, name);
}

function notOffered(error: unknown, attempted: Attempted): Explained {
  return one("rejected", {
    code: "connect/not-offered",
    summary: "This instance, or its Region, does not offer test cases",
    detail: refusal(attempted, error),
    help: "Take `testCases` out of the manifest of this environment, or ask AWS Support whether the Region has them",
  });
}

function denied(error: unknown, { operation, subject }: Attempted): Explained {
  const said = saidIn(error);
  const action = /perform: ([a-z0-9-]+:[A-Za-z0-9*]+)/.exec(said)?.[1] ?? iamAction(operation);
  return one("permission", {
    code: "connect/access-denied",
    summary: `Not allowed to perform \`${action}\``,
    detail: `It is needed for ${subject}.${said === "" ? "" : ` AWS said: ${said}`}`,
    help: `Allow \`${action}\` in a policy of the role or user, and check permission boundaries and service control policies${operation.includes("TestCase") ? "; a Region that does not offer test cases may answer so too" : ""}`,
  });
}

function notFound(error: unknown, attempted: Attempted): Explained {
  return one("not-found", {
    code: "connect/not-found",
    summary: `Amazon Connect has not found what ${attempted.operation} is about`,
    detail: refusal(attempted, error),
    help: "Plan again: it, or something it refers to, was deleted",
  });
}

/** Not `not-found`: a contact that has ended is not one that is yet to be seen. */
function contactNotFound(error: unknown, attempted: Attempted): Explained {
  return one("rejected", {
    code: "connect/contact-not-found",
    summary: `There is nothing to stop: ${attempted.subject} has ended or is not known`,
    detail: refusal(attempted, error),
    help: "Look at it with `connectctl task describe`",
  });
}

function duplicate(error: unknown, attempted: Attempted): Explained {
  return one("duplicate", {
    code: "connect/duplicate-name",
    summary: `The name of ${attempted.subject} is taken`,
    detail: refusal(attempted, error),
    help: "Choose another name, or plan again to adopt what has it; archived ones keep their names too",
  });
}

function inUse(error: unknown, attempted: Attempted): Explained {
  const by = textOf(error as Answer, "ResourceType")
    ?.toLowerCase()
    .replaceAll("_", " ");
  const id = textOf(error as Answer, "ResourceId");
  const user = by ? `by the ${by}${id ? ` \`${id}\`` : ""}` : "by something else";
  return one("in-use", {
    code: "connect/in-use",
    summary: `What ${attempted.operation} is about is in use ${user}`,
    detail: refusal(attempted, error),
    help: "Take it out of use there first, then run the command again",
  });
}

function quotaReached(error: unknown, attempted: Attempted): Explained {
  const quota = quotaOf(attempted.operation);
  const amount = quota?.amount === undefined ? "" : ` Its default is ${quota.amount}.`;
  const archived = quota?.archivedCount ? " Archived ones count too: deleting some makes room." : "";
  return one("quota", {
    code: "connect/quota",
    summary: quota ? `The quota “${quota.name}” is used up` : "A quota of Amazon Connect is used up",
    detail: `${refusal(attempted, error)}${amount}${archived}`,
    help: "Delete what is not needed, or ask for more under Amazon Connect in the Service Quotas console",
  });
}

function invalidContent(error: unknown, attempted: Attempted): Explained {
  const problems = problemsIn(error as Answer);
  const diagnostics = problems.map((problem) => problemDiagnostic(problem, attempted));
  return diagnostics.length === 0 ? rejected(error, attempted) : { kind: "rejected", diagnostics };
}

/** The service spells the member in two ways, and items are objects with a message. */
function problemsIn(error: Answer): readonly string[] {
  const items = [...listOf(error, "problems"), ...listOf(error, "Problems")];
  const texts = items.map((item) => {
    if (typeof item === "string") return item;
    const part = item as Answer | null;
    return textOf(part ?? undefined, "message") ?? textOf(part ?? undefined, "Message") ?? "";
  });
  return texts.filter((text) => text !== "");
}

function problemDiagnostic(problem: string, { subject }: Attempted): Diagnostic {
  const block = /Actions\[(\d+)\]/.exec(problem)?.[1];
  return {
    severity: "error",
    code: "connect/rejected-content",
    summary: `Amazon Connect rejects the content of ${subject}`,
    detail: problem,
    ...(block === undefined ? {} : { pointer: `/Actions/${block}` }),
    help:
      block === undefined ? "Correct the content and run the command again" : `Correct block ${block} (counted from 0)`,
  };
}

function rejected(error: unknown, attempted: Attempted): Explained {
  return one("rejected", {
    code: "connect/rejected",
    summary: `Amazon Connect refused ${attempted.operation} for ${attempted.subject}`,
    detail: refusal(attempted, error),
    help: "Correct what it names and run the command again",
  });
}

function one(kind: Explained["kind"], rest: Omit<Diagnostic, "severity">): Explained {
  return { kind, diagnostics: [{ severity: "error", ...rest }] };
}
