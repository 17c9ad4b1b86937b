import type { Diagnostic } from "../../model/diagnostic.js";
import { Fault } from "../../model/fault.js";
import type { Attempted } from "../pace/attempted.js";
import { credentialProblem } from "./credential-faults.js";
import { classify, type Failure } from "./failure.js";
import { type Explained, explainPassing, explainThrottled, explainUnexpected } from "./passing-faults.js";
import { explainRefused } from "./refused-faults.js";

/**
 * Translates an exception of the SDK, the service or the network. The exception is kept as the cause; messages never
 * hold what was sent or what it was signed with. `uncertain` is only ever true of writes.
 */
export function faultOf(error: unknown, attempted: Attempted): Fault {
  if (error instanceof Fault) return error;
  const failure = classify(error);
  const { kind, diagnostics } = explain(error, failure, attempted);
  const uncertain = attempted.effort !== "read" && (attempted.uncertain || failure.uncertain);
  return new Fault(kind, diagnostics, { cause: error, uncertain });
}

/** A fault that we find ourselves. */
export function faultFor(
  kind: Fault["kind"],
  diagnostic: Omit<Diagnostic, "severity">,
  more: { readonly cause?: unknown; readonly uncertain?: boolean } = {},
): Fault {
  return new Fault(kind, [{ severity: "error", ...diagnostic }], more);
}

function explain(error: unknown, failure: Failure, attempted: Attempted): Explained {
  const credentials = credentialProblem(error, attempted);
  if (credentials) return { kind: "credentials", diagnostics: [credentials] };
  if (failure.type === "throttled") return explainThrottled(attempted);
  if (failure.type === "transient" || failure.type === "unsent" || failure.unreadable) {
    return explainPassing(failure, error, attempted);
  }
  if (failure.type === "unexpected") return explainUnexpected(error, attempted);
  return explainRefused(failure.name, failure.status, error, attempted);
}
