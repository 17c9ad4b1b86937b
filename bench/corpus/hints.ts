import type { BareId, FoundArn } from "../../src/flow/index.js";
import type { JsonObject } from "../../src/model/json.js";
import type { Kind } from "../../src/model/kind.js";
import { botHint, hintFor as nameHint } from "../../src/pull/index.js";

/** The readable name that the console's metadata gives to what stands in a place of a content; `Bot/alias` for a bot. */
export function hintFor(content: JsonObject, found: FoundArn | BareId, kind: Kind): string | undefined {
  const bot = kind === "lexBot" && "arn" in found ? botHint(content, found) : undefined;
  return bot ? `${bot.bot}/${bot.alias}` : nameHint(content, found, kind);
}
