import { type Address, parseAddress } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { kindFacts } from "../../model/kind.js";
import { nearNames } from "../../model/near-name.js";
import { INSTANCE_VARIABLES } from "../../model/reference.js";

type Words = Omit<Diagnostic, "file" | "line" | "column" | "pointer">;

/** `${flow.gone}`: an address that the manifest does not have. `told` says where it stands. */
export function unknownAddress(address: Address, told: string, known: readonly Address[]): Words {
  const near = nearAddresses(address, known);
  const add = addingOf(address);
  return {
    severity: "error",
    code: "manifest/unknown-reference",
    summary: "Reference to an unknown address",
    detail: `\`${address}\`${told} is not in the manifest.`,
    help: near.length > 0 ? `Write \`${near.join("` or `")}\`, or ${add}.` : `${upper(add)}, or correct the reference.`,
  };
}

/** Addresses that may be meant: spelled alike, or the same logical name of another kind. */
export function nearAddresses(address: string, known: readonly Address[]): readonly Address[] {
  const name = parseAddress(address)?.logicalName;
  const alike = nearNames(address, known);
  const other = known.filter((candidate) => candidate !== address && parseAddress(candidate)?.logicalName === name);
  return [...new Set([...alike, ...other])].slice(0, 3);
}

function addingOf(address: Address): string {
  const parsed = parseAddress(address);
  if (!parsed) return "add it to the manifest";
  const { label, section } = kindFacts(parsed.kind);
  if (section === undefined) return `add \`${parsed.logicalName}\` to \`lookups.${parsed.kind}\``;
  return `add ${articled(label)} named \`${parsed.logicalName}\` to \`${section}\` (or to \`lookups.${parsed.kind}\`)`;
}

/** `${flwo.main}`: neither an address nor a variable. */
export function unknownToken(source: string, told: string, known: readonly string[]): Words {
  const near = nearNames(insideOf(source), [...known, ...INSTANCE_VARIABLES]).map((name) => `\`\${${name}}\``);
  const closed = source.endsWith("}");
  const why = closed ? "is neither an address of the manifest nor a variable" : "has no closing `}`";
  const literal = `\`$${source}\` for the literal text`;
  return {
    severity: "error",
    code: "manifest/unknown-reference",
    summary: "Reference to something unknown",
    detail: `\`${source}\`${told} ${why}.`,
    help: `Write ${near.length > 0 ? `${near.join(" or ")}, or ${literal}` : literal}.`,
  };
}

/** What stands between `${` and `}`. */
export function insideOf(source: string): string {
  return source.replace(/^\$\{|\}$/g, "").trim();
}

/** `${var.sign}${queue.sales}` where the variable ends in `$`: the two together are the sign for literal text. */
export function dollarBefore(name: string, told: string, environment: string): Words {
  return {
    severity: "error",
    code: "manifest/wrong-value",
    summary: "Value that cannot stand here",
    detail: `\`${name}\`${told} ends in \`$\` in the environment \`${environment}\`, right before a \`\${\`: \`$\${\` is literal text.`,
    help: "Put something between the two, or take the `$` out of the variable.",
  };
}

/** `${var.stge}`: a variable that the environment does not set. */
export function unknownVariable(name: string, told: string, environment: string, known: readonly string[]): Words {
  const bare = name.replace(/^var\./, "");
  const [near] = nearNames(bare, known);
  const add = `add \`${bare}\` to \`environments.${environment}.vars\``;
  return {
    severity: "error",
    code: "manifest/unknown-variable",
    summary: "Unknown variable",
    detail: `\`\${${name}}\`${told} has no value in the environment \`${environment}\`.`,
    help: near === undefined ? `${upper(add)}.` : `Write \`\${var.${near}}\`, or ${add}.`,
  };
}

/** A token in a place where only what is known before the instance is asked can stand. */
export function notLiteral(source: string, told: string, environment: string): Words {
  const own = source === "${region}" || source === "${account}";
  const word = source.slice(2, -1);
  return {
    severity: "error",
    code: "manifest/not-known-yet",
    summary: "Reference where only a literal text can stand",
    detail: `\`${source}\`${told} is not known before the instance is asked, and a name is needed for asking.`,
    help: own ? `Set \`${word}\` in \`environments.${environment}\`.` : "Write the text out, or use `${var.NAME}`.",
  };
}

/** `${module.auth.alias.live}` for an alias that the module does not declare. */
export function unknownAlias(address: Address, alias: string, told: string, declared: readonly string[]): Words {
  const [near] = nearNames(alias, declared);
  const add = `add \`${alias}\` to the \`aliases\` of \`${address}\``;
  return {
    severity: "error",
    code: "manifest/unknown-alias",
    summary: "Reference to an unknown alias",
    detail: `\`${address}\`${told} declares no alias \`${alias}\`.`,
    help: near === undefined ? `${upper(add)}.` : `Write \`${near}\`, or ${add}.`,
  };
}

/** `${flow.main.alias.live}`: only modules have aliases. */
export function aliasOfOther(address: Address, told: string): Words {
  return {
    severity: "error",
    code: "manifest/wrong-kind",
    summary: "Reference to an alias of something that has none",
    detail: `\`${address}\`${told} is no flow module, and only flow modules have aliases.`,
    help: `Write \`\${${address}}\`, or \`\${${address}}:QUALIFIER\` for a qualified ARN.`,
  };
}

/** A kind's label with its article. */
export function articled(label: string): string {
  return label === "hours of operation" ? label : `a ${label}`;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
