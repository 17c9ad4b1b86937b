import { readBlocks } from "../../flow/index.js";
import type { Address } from "../../model/address.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import type { Body } from "../../model/resource.js";
import type { Decision } from "../decide/decide.js";

export interface RegionFacts {
  readonly bodies: ReadonlyMap<Address, Body>;
  /** Addresses whose contents are not written. */
  readonly untouched: ReadonlySet<Address>;
  readonly region: string;
}

/** Lex V1 bots of another Region in contents that would be written: they have no ARN that would tell. */
export function checkBotRegions(
  chosen: readonly Decision[],
  { bodies, untouched, region }: RegionFacts,
): readonly Diagnostic[] {
  return chosen.flatMap(({ match, after }) => {
    const content = bodies.get(match.address)?.["content"];
    if (content === undefined || after === null || untouched.has(match.address)) return [];
    return botsIn(content).flatMap((bot) => (bot.region === region ? [] : [elsewhere(match, bot, region)]));
  });
}

interface Bot {
  readonly name: string;
  readonly region: string;
  readonly block: string;
  readonly pointer: string;
}

/** Only what is written out: a `$.` path is settled while a contact is on its way. */
function botsIn(content: Json): readonly Bot[] {
  return readBlocks(content).flatMap(({ id, index, parameters: { LexBot: bot = null } }) => {
    if (!isJsonObject(bot) || !isWritten(bot)) return [];
    const pointer = `/Actions/${index}/Parameters/LexBot/Region`;
    return [{ name: String(bot["Name"]), region: String(bot["Region"]), block: id, pointer }];
  });
}

function isWritten({ Name, Region }: JsonObject): boolean {
  return typeof Name === "string" && typeof Region === "string" && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(Region);
}

function elsewhere({ address, desired }: Decision["match"], bot: Bot, region: string): Diagnostic {
  const file = desired?.contentFile ?? desired?.origin.file;
  return {
    severity: "warning",
    code: "plan/foreign-region",
    summary: "A Lex V1 bot of another Region would be asked",
    detail: `Block \`${bot.block}\` asks \`${bot.name}\` in ${bot.region}; this instance is in ${region}.`,
    address,
    ...(file === undefined ? {} : { file }),
    pointer: bot.pointer,
    help: `write \`\${region}\` in its place, or leave it if the bot is there`,
  };
}
