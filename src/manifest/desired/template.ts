import { findTokens, type Placed } from "../../flow/index.js";
import type { Environment } from "../../model/environment.js";
import { type Json, mapStrings } from "../../model/json.js";
import { escapeTemplate, parseTemplate, type Token } from "../../model/reference.js";

/** What variables stand for, by their whole name (`var.stage`, `region`). */
export type Values = Readonly<Record<string, string>>;

/** What an environment knows without asking its instance. */
export function valuesOf(environment: Pick<Environment, "vars" | "region" | "account">): Values {
  const { vars, region, account } = environment;
  return {
    ...variablesOf(vars),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
}

/** The environment's own variables under their whole names. */
export function variablesOf(vars: Values): Values {
  return Object.fromEntries(Object.entries(vars).map(([name, value]) => [`var.${name}`, value]));
}

/** Puts values in place of variables; they are literal text, so that nothing in them is taken for a reference. */
export function fillText(text: string, values: Values): string {
  if (!text.includes("${")) return text;
  let literal = "";
  let filled = "";
  for (const token of parseTemplate(text)) {
    const known = knownText(token, values);
    if (known !== undefined) literal += known;
    else if (token.type !== "text") {
      filled += escapeTemplate(literal) + token.source;
      literal = "";
    }
  }
  return filled + escapeTemplate(literal);
}

/** `fillText` for every string of a value, keys too. */
export function fillValue(value: Json, values: Values): Json {
  if (!findTokens(value).some(({ token }) => token.type === "variable")) return value;
  const fill = (text: string) => fillText(text, values);
  return mapStrings(value, fill, fill);
}

/** The final text of a template, and the tokens that have no value. */
export function literalText(text: string, values: Values): { readonly text: string; readonly left: readonly Placed[] } {
  const left: Placed[] = [];
  const pieces = parseTemplate(text).map((token) => {
    const known = knownText(token, values);
    if (known === undefined && token.type !== "text") left.push(token);
    return known ?? (token.type === "text" ? token.text : token.source);
  });
  return { text: pieces.join(""), left };
}

export function knownText(token: Token, values: Values): string | undefined {
  if (token.type === "text") return token.text;
  const known = token.type === "variable" && Object.hasOwn(values, token.name);
  return known ? values[token.name] : undefined;
}
