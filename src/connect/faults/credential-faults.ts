import type { Diagnostic } from "../../model/diagnostic.js";
import { type Attempted, saidIn } from "../pace/attempted.js";

const EXPIRED = new Set(["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"]);
const UNKNOWN = new Set(["UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "OptInRequired"]);
const SIGNATURE = new Set(["InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignature"]);
const SKEWED = new Set(["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"]);
const MISSING = new Set([
  "CredentialsProviderError",
  "TokenProviderError",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
]);

/** Says what is wrong with the credentials; undefined where nothing is. */
export function credentialProblem(error: unknown, attempted: Attempted): Diagnostic | undefined {
  if (!(error instanceof Error)) return undefined;
  if (EXPIRED.has(error.name)) return expired(attempted);
  if (isSkew(error)) return skewed();
  // The message of a wrong signature repeats the signed headers, a token among them: it is not passed on.
  if (SIGNATURE.has(error.name)) return unusable("The signature was refused, so the secret key is not the right one.");
  if (UNKNOWN.has(error.name)) return unusable("The access key is not known, or was switched off.");
  if (MISSING.has(error.name)) return missing(error, attempted);
  return error.message.startsWith("Region is missing") ? noRegion() : undefined;
}

function isSkew({ name, message }: Error): boolean {
  return SKEWED.has(name) || (SIGNATURE.has(name) && /expired|not yet current|clock/i.test(message));
}

/** What a service may also say of a signature whose time it does not take. */
const VAGUE = new Set([...SIGNATURE, "AccessDeniedException", "AuthFailure"]);

/**
 * Whether a request was refused because of the time in its signature: nothing was done, and once the SDK has set its clock
 * by the answer, the next one may be taken. That it has set its clock says nothing by itself: it does with any answer.
 */
export function isClockRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return isSkew(error) || (VAGUE.has(error.name) && isClockCorrected(error));
}

function isClockCorrected(error: Error & { readonly $metadata?: { readonly clockSkewCorrected?: unknown } }): boolean {
  return error.$metadata?.clockSkewCorrected === true;
}

function expired({ profile }: Attempted): Diagnostic {
  return {
    severity: "error",
    code: "connect/expired-credentials",
    summary: "The AWS credentials have expired",
    help: profile ? `Run \`aws sso login --profile ${profile}\`, or renew the profile another way` : renew,
  };
}

const renew =
  "Sign in again (`aws sso login`), or set new AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN";

function skewed(): Diagnostic {
  return {
    severity: "error",
    code: "connect/clock-skew",
    summary: "The clock of this machine is wrong",
    detail: "AWS refuses requests that were signed more than five minutes from its own time.",
    help: "Set the clock, for example by switching on time synchronisation",
  };
}

function unusable(detail: string): Diagnostic {
  const help = "Check which credentials are in use with `aws sts get-caller-identity`";
  return { severity: "error", code: "connect/bad-credentials", summary: "AWS refused the credentials", detail, help };
}

function missing(error: Error, { profile }: Attempted): Diagnostic {
  const [firstLine = ""] = saidIn(error).split("\n");
  return {
    severity: "error",
    code: "connect/no-credentials",
    summary: profile ? `No AWS credentials were found for the profile \`${profile}\`` : "No AWS credentials were found",
    ...(firstLine === "" ? {} : { detail: firstLine }),
    help: "Set AWS_PROFILE or the environment's `profile`, or sign in with `aws sso login`",
  };
}

function noRegion(): Diagnostic {
  return {
    severity: "error",
    code: "connect/no-region",
    summary: "No AWS Region is known",
    help: "Add `region` to the environment in the manifest, or set AWS_REGION",
  };
}
