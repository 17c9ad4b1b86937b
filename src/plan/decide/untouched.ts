import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { Decision } from "./decide.js";

/** Parts of a body that go to the instance with its content. */
const CONTENT_PARTS: ReadonlySet<string> = new Set(["content", "layout", "published"]);

/** Addresses whose contents live already just so: nothing of them is written. */
export function untouchedContents(decisions: readonly Decision[]): ReadonlySet<Address> {
  return new Set(decisions.filter(isUntouched).map(({ match }) => match.address));
}

function isUntouched({ action, comparison }: Decision): boolean {
  if (action === "keep") return true;
  if (action !== "update" && action !== "adopt") return false;
  return comparison !== undefined && !comparison.differs.some((part) => CONTENT_PARTS.has(part));
}

/**
 * Makes warnings of errors in contents that live already just so. The service has taken them, and callers meet them as
 * they are whatever becomes of the plan; what would be written stays refused.
 */
export function easeUntouched(
  diagnostics: readonly Diagnostic[],
  untouched: ReadonlySet<Address>,
): readonly Diagnostic[] {
  return diagnostics.map((one) => {
    if (one.severity !== "error" || !one.code.startsWith("flow/")) return one;
    if (one.address === undefined || !untouched.has(one.address)) return one;
    const said = one.detail === undefined ? "" : `${one.detail} `;
    return { ...one, severity: "warning", detail: `${said}It lives like this in the instance, and stays as it is.` };
  });
}
