import type { Diagnostic } from "../../model/diagnostic.js";
import type { FaultKind } from "../../model/fault.js";
import { type Attempted, saidIn } from "../pace/attempted.js";
import { type Failure, isNetwork } from "./failure.js";

/** A fault before it is thrown. */
export interface Explained {
  readonly kind: FaultKind;
  readonly diagnostics: readonly Diagnostic[];
}

/** Explains a failure that might have passed, and did not while we tried. */
export function explainPassing(failure: Failure, error: unknown, attempted: Attempted): Explained {
  if (failure.unreadable) return { kind: "service", diagnostics: [unreadable(failure, attempted)] };
  if (failure.status !== undefined && !isNetwork(failure.name, failure.code))
    return { kind: "service", diagnostics: [serviceFailure(failure, error, attempted)] };
  const diagnostic = isTimeOut(failure) ? timeOut(attempted) : network(failure, attempted);
  return { kind: "network", diagnostics: [diagnostic] };
}

export function explainThrottled({ operation, subject, tries }: Attempted): Explained {
  const diagnostic: Diagnostic = {
    severity: "error",
    code: "connect/throttled",
    summary: `Amazon Connect kept limiting ${operation}`,
    detail: `It was refused ${tries} times for ${subject}, with pauses. All users and instances of an account share the rate.`,
    help: "Wait until other jobs have ended, lower the environment's `rate`, or ask for a higher quota",
  };
  return { kind: "throttled", diagnostics: [diagnostic] };
}

/** Explains what is neither the service's refusal nor the network's: most likely a mistake of ours. */
export function explainUnexpected(error: unknown, { operation, subject }: Attempted): Explained {
  const diagnostic: Diagnostic = {
    severity: "error",
    code: "connect/unexpected",
    summary: `${operation} for ${subject} failed in an unexpected way`,
    detail: saidIn(error),
    help: "Run the command again with `--verbose`, and tell the makers of connectctl if it happens again",
  };
  return { kind: "service", diagnostics: [diagnostic] };
}

function isTimeOut({ name, code }: Failure): boolean {
  return code === "ETIMEDOUT" || (name === "TimeoutError" && code === undefined);
}

function unreadable({ status }: Failure, { operation, subject }: Attempted): Diagnostic {
  return {
    severity: "error",
    code: "connect/unreadable-answer",
    summary: `The answer to ${operation} could not be read`,
    detail: `For ${subject} came an answer with status ${status ?? "unknown"} that is not one of Amazon Connect's.`,
    help: "Check the endpoint and any proxy in between, then run the command again",
  };
}

function serviceFailure(
  { name, status }: Failure,
  error: unknown,
  { operation, subject, tries }: Attempted,
): Diagnostic {
  const said = saidIn(error);
  return {
    severity: "error",
    code: "connect/service-failure",
    summary: `Amazon Connect failed to carry out ${operation} for ${subject}`,
    detail: `It answered ${name} (status ${status ?? "unknown"}) ${times(tries)}.${said === "" ? "" : ` It said: ${said}`}`,
    help: "Run the command again; if it keeps failing for this one, look at it in the console and ask AWS support",
  };
}

function timeOut({ operation, subject, tries, endpoint }: Attempted): Diagnostic {
  return {
    severity: "error",
    code: "connect/time-out",
    summary: `No answer to ${operation} in time`,
    detail: `For ${subject} ${endpoint ?? "Amazon Connect"} did not answer in time ${times(tries)}.`,
    help: "Check the network and any proxy, then run the command again",
  };
}

function network({ code, name }: Failure, { operation, endpoint, region, tries }: Attempted): Diagnostic {
  const place = endpoint ?? `Amazon Connect${region ? ` in ${region}` : ""}`;
  return {
    severity: "error",
    code: "connect/network",
    summary: `${place} cannot be reached`,
    detail: `${operation} failed with ${code ?? name} ${times(tries)}.`,
    help: networkHelp(code, endpoint),
  };
}

function networkHelp(code: string | undefined, endpoint: string | undefined): string {
  if (code && /CERT|SIGNED|UNABLE_TO|TLS|EPROTO/.test(code)) {
    return "Trust the certificate of the proxy or endpoint: put it into a file and name that in NODE_EXTRA_CA_CERTS";
  }
  if (endpoint) return `Check that something listens at ${endpoint}`;
  const first = code === "ENOTFOUND" ? "Check the Region's name and the network" : "Check the network";
  return `${first}, then run the command again`;
}

function times(tries: number): string {
  return tries === 1 ? "once" : `${tries} times`;
}
