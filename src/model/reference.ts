import { type Address, LOGICAL_NAME, parseAddress } from "./address.js";

/**
 * A place in a body that names an address: `${flow.main}` is its ARN, `${flow.main.id}` and `${flow.main.name}` are
 * parts of it, `${module.auth.alias.live}` is the id of one of a module's aliases.
 */
export interface Reference {
  readonly address: Address;
  readonly part: "arn" | "id" | "name" | "alias";
  /** The alias name; only with the part `alias`. */
  readonly alias?: string;
}

/** One piece of a text with references in it. */
export type Token =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reference"; readonly reference: Reference; readonly source: string }
  | { readonly type: "variable"; readonly name: string; readonly source: string }
  /** `${…}` that is neither a reference nor a variable. */
  | { readonly type: "unknown"; readonly source: string };

/** Names of variables besides `var.NAME` that a text may hold. */
export const INSTANCE_VARIABLES = ["instance.arn", "instance.id", "region", "account"] as const;

const PLACE = /\$\$\{|\$\{([^{}]*)\}|\$\{/g;
const VARIABLE = new RegExp(`^(?:var\\.${LOGICAL_NAME}|instance\\.arn|instance\\.id|region|account)$`, "u");
const PARTS = new RegExp(`^([A-Za-z]+\\.${LOGICAL_NAME})(?:\\.(id|name|arn)|\\.alias\\.([$0-9A-Za-z_-]+))?$`, "u");

/** Splits a text at its `${…}`; `$${` is a literal `${`. Joining rendered tokens gives the rendered text. */
export function parseTemplate(text: string): readonly Token[] {
  if (!text.includes("${")) return text === "" ? [] : [{ type: "text", text }];
  const tokens: Token[] = [];
  let from = 0;
  for (const match of text.matchAll(PLACE)) {
    if (match.index > from) tokens.push({ type: "text", text: text.slice(from, match.index) });
    tokens.push(match[0] === "$${" ? { type: "text", text: "${" } : tokenOf(match[0], match[1]));
    from = match.index + match[0].length;
  }
  if (from < text.length) tokens.push({ type: "text", text: text.slice(from) });
  return tokens;
}

function tokenOf(source: string, inner: string | undefined): Token {
  if (inner === undefined) return { type: "unknown", source };
  const name = inner.trim().normalize("NFC");
  if (VARIABLE.test(name)) return { type: "variable", name, source };
  const reference = parseReference(name);
  return reference ? { type: "reference", reference, source } : { type: "unknown", source };
}

/** Reads what stands between `${` and `}`; undefined where it is no reference. */
export function parseReference(text: string): Reference | undefined {
  const match = PARTS.exec(text);
  const address = match?.[1];
  if (!match || !address || !parseAddress(address)) return undefined;
  if (match[3] !== undefined) return { address, part: "alias", alias: match[3] };
  return { address, part: (match[2] ?? "arn") as Reference["part"] };
}

/** Writes a reference as it stands in a file. */
export function formatReference(reference: Reference): string {
  if (reference.part === "alias") return `\${${reference.address}.alias.${reference.alias ?? ""}}`;
  return reference.part === "arn" ? `\${${reference.address}}` : `\${${reference.address}.${reference.part}}`;
}

/** Makes a literal text safe to stand in a file, so that nothing in it is taken for a reference. */
export function escapeTemplate(text: string): string {
  // A function, since `$$` in a replacement text means a single `$`.
  return text.includes("${") ? text.replaceAll("${", () => "$${") : text;
}
