import { isJsonArray, isJsonObject, type Json, pointerStep } from "../model/json.js";

/** What differs from instance to instance, and is neither an ARN nor an id. */
export interface Elsewhere {
  readonly pointer: string;
  readonly block?: string;
  readonly text: string;
  readonly why: string;
}

/** Buckets in a live value, each once, and Lex V1 bots, which are named by name and Region. */
export function findElsewhere(live: Json): readonly Elsewhere[] {
  const found = new Map<string, Elsewhere>();
  visit(live, { pointer: "" }, (value, at) => {
    for (const { text, why } of [...bucketsIn(value), ...lexV1In(value)]) {
      if (!found.has(text)) found.set(text, { ...at, text, why });
    }
  });
  return [...found.values()];
}

const BUCKET = /s3:\/\/[^\s"'<>/\\]+/g;

function bucketsIn(value: Json) {
  const why = "a bucket has no address; a `rewrite` rule can map it";
  return typeof value === "string" ? [...value.matchAll(BUCKET)].map(([text]) => ({ text, why })) : [];
}

function lexV1In(value: Json) {
  const bot = isJsonObject(value) ? value["LexBot"] : undefined;
  if (!isJsonObject(bot) || typeof bot["Name"] !== "string" || typeof bot["Region"] !== "string") return [];
  const why = `a Lex V1 bot is named by name, alias and Region (${bot["Region"]}), which stay as they are: write \`\${region}\` where each instance has its own`;
  return [{ text: bot["Name"], why }];
}

type At = Pick<Elsewhere, "pointer" | "block">;

function visit(value: Json, at: At, see: (value: Json, at: At) => void): void {
  see(value, at);
  const isNested = isJsonArray(value) || isJsonObject(value);
  for (const [key, item] of isNested ? Object.entries(value) : []) visit(item, below(at, key, item), see);
}

function below({ pointer, block }: At, step: string, item: Json): At {
  const isBlock = pointer === "/Actions" && isJsonObject(item) && typeof item["Identifier"] === "string";
  const named = isBlock ? String(item["Identifier"]) : block;
  return { pointer: `${pointer}${pointerStep(step)}`, ...(named === undefined ? {} : { block: named }) };
}
