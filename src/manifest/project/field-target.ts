import { isLogicalName, kindOf } from "../../model/address.js";
import { kindOfArn, parseArn } from "../../model/arn.js";
import { type Kind, kindFacts } from "../../model/kind.js";
import { articled, nearAddresses } from "../check/reference-problem.js";
import { type Scope, wholeReference } from "../desired/scope.js";
import { spotIn } from "../files/source.js";
import type { Entry } from "./project.js";

/** Makes sure that a field is a reference to, or an ARN of, something of one kind. The text has its variables filled in. */
export function checkTarget(scope: Scope, entry: Entry, key: string, text: string, kind: Kind): void {
  const reference = wholeReference(text);
  if (reference ? isWhole(scope, reference, kind) : isArnOf(text, kind)) return;
  const { label } = kindFacts(kind);
  const found = reference && kindOf(reference.address) !== kind ? `, which is no ${label}` : "";
  scope.say({
    severity: "error",
    code: "manifest/wrong-kind",
    summary: `Not a reference to ${articled(label)}`,
    detail: `\`${key.replaceAll("/", ".")}\` is \`${text}\`${found}; expected a reference such as \`\${${kind}.NAME}\` or an ARN.`,
    address: entry.address,
    ...spotIn(entry.source, `${entry.pointer}/${key}`),
    help: helpFor(scope, text, kind),
  });
}

/** A reference to an unknown address is told elsewhere. */
function isWhole(scope: Scope, { address, part }: { address: string; part: string }, kind: Kind): boolean {
  return part === "arn" && (kindOf(address) === kind || !scope.known.has(address));
}

/** Parts of an ARN may still be `${region}` and the like. */
function isArnOf(text: string, kind: Kind): boolean {
  const plain = text.replace(/\$\{[^{}]*\}/g, "x");
  const arn = parseArn(plain);
  return arn !== undefined && kindOfArn(arn)?.kind === kind;
}

function helpFor(scope: Scope, text: string, kind: Kind): string {
  const name = wholeReference(text)?.address.split(".")[1] ?? text.replace(/^\$?\{?(?:[A-Za-z]+\.)?|\}$/g, "");
  const known = [...scope.known].filter((address) => kindOf(address) === kind);
  const same = isLogicalName(name) && known.includes(`${kind}.${name}`) ? [`${kind}.${name}`] : [];
  const near = same.length > 0 ? same : nearAddresses(`${kind}.${name}`, known);
  if (near.length > 0) return `Write ${near.map((address) => `"\${${address}}"`).join(" or ")}.`;
  return known.length > 0
    ? `Write "\${${known[0]}}", or another.`
    : `Add ${articled(kindFacts(kind).label)} to \`${kindFacts(kind).section ?? `lookups.${kind}`}\`, and refer to it.`;
}
