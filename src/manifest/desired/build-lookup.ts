import { kindOfArn, parseArn } from "../../model/arn.js";
import { isJsonObject } from "../../model/json.js";
import { kindFacts } from "../../model/kind.js";
import type { Lookup, LookupKey } from "../../model/resource.js";
import { originIn, spotIn } from "../files/source.js";
import type { LookupEntry } from "../project/project.js";
import { checkTokens, literalAt, nameHere, nameSpot, type Scope } from "./scope.js";

/** One lookup as this environment asks for it; undefined where its key cannot be used. */
export function buildLookup(scope: Scope, entry: LookupEntry): Lookup | undefined {
  const { address, kind, source, pointer } = entry;
  checkTokens(scope, entry.key, address, (below) => spotIn(source, `${pointer}${below}`));
  const here = nameHere(scope, address);
  const by = here === undefined ? writtenKey(scope, entry) : keyOf(scope, entry, here);
  return by && { address, kind, by, origin: originIn(source, pointer) };
}

function writtenKey(scope: Scope, entry: LookupEntry): LookupKey | undefined {
  const { key } = entry;
  if (typeof key === "string") return keyOf(scope, entry, literalAt(scope, key, entry, ""));
  const text = (member: string) => literalAt(scope, String(key[member]), entry, `/${member}`);
  if (isJsonObject(key) && typeof key.bot === "string") return { bot: text("bot"), alias: text("alias") };
  return keyOf(scope, entry, text(key.arn === undefined ? "name" : "arn"), key.arn !== undefined);
}

function keyOf(scope: Scope, entry: LookupEntry, text: string, isArn = text.startsWith("arn:")): LookupKey | undefined {
  if (isArn) return arnKey(scope, entry, text);
  if (entry.kind !== "lexBot") return { name: text };
  const slash = text.lastIndexOf("/");
  const [bot, alias] = [text.slice(0, slash), text.slice(slash + 1)];
  if (slash > 0 && alias !== "") return { bot, alias };
  say(scope, entry, `\`${text}\` names no alias; expected \`Bot/alias\` or an ARN.`, `Write \`${text}/ALIAS\`.`);
  return undefined;
}

function arnKey(scope: Scope, entry: LookupEntry, text: string): LookupKey | undefined {
  const arn = parseArn(text);
  const kind = arn && kindOfArn(arn)?.kind;
  if (kind === entry.kind) return { arn: text };
  const is = kind ? `the ARN of a ${kindFacts(kind).label}` : arn ? "the ARN of something else" : "no ARN";
  const label = kindFacts(entry.kind).label;
  say(
    scope,
    entry,
    `\`${text}\` is ${is}; expected that of a ${label}.`,
    `Write the ARN or the exact name of a ${label}.`,
  );
  return undefined;
}

function say(scope: Scope, entry: LookupEntry, detail: string, help: string): void {
  const { address } = entry;
  const summary = "Neither a name nor an ARN of its kind";
  const spot = nameSpot(scope, entry, "");
  scope.say({ severity: "error", code: "manifest/lookup", summary, detail, address, ...spot, help });
}
