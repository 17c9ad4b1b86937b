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
 * Makes warnings of errors in contents that the plan does not write: those that live already just so, which the service has
 * taken and callers meet whatever becomes of the plan, and those that are left out. What would be written stays refused.
 */
export function easeUnwritten(
  diagnostics: readonly Diagnostic[],
  { untouched, selected }: { readonly untouched: ReadonlySet<Address>; readonly selected: ReadonlySet<Address> },
): readonly Diagnostic[] {
  const whyUnwritten = (address: Address) => {
    if (!selected.has(address)) return "It is left out of this plan.";
    return untouched.has(address) ? "It lives like this in the instance, and stays as it is." : undefined;
  };
  return diagnostics.map((one) => {
    const isOfContent = one.severity === "error" && one.code.startsWith("flow/");
    const why = isOfContent && one.address !== undefined ? whyUnwritten(one.address) : undefined;
    if (why === undefined) return one;
    return { ...one, severity: "warning", detail: one.detail === undefined ? why : `${one.detail} ${why}` };
  });
}
