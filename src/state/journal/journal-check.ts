import { parseAddress } from "../../model/address.js";
import { ACTION_WORDS } from "../../model/change.js";
import type { JournalBegin, JournalEnd } from "../../model/journal.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import { isManagedKind } from "../../model/kind.js";

type Check = (value: Json) => boolean;

const isText: Check = (value) => typeof value === "string";
const isFilled: Check = (value) => typeof value === "string" && value !== "";
const isPlace: Check = (value) => typeof value === "string" && parseAddress(value) !== undefined;
const isFingerprint: Check = (value) => typeof value === "string" && /^(?:[0-9a-f]{64})?$/.test(value);
const areTexts: Check = (value) => isJsonObject(value) && Object.values(value).every((one) => typeof one === "string");
const listOf =
  (check: Check): Check =>
  (value) =>
    isJsonArray(value) && value.every(check);

const BEGIN: Readonly<Record<string, Check>> = {
  ...{ id: isFilled, sha256: isText, parts: areTexts, movedFrom: isPlace },
};

const END: Readonly<Record<string, Check>> = {
  ...{ id: isFilled, arn: isFilled, name: isText, sha256: isFingerprint, parts: areTexts },
  ...{
    verbatim: isText,
    dependsOn: listOf(isPlace),
    superseded: listOf(isFilled),
    failed: isText,
    removed: (value) => value === true,
  },
};

/** Whether a value is a begin that a state can take in: what is odd in a journal must be found before it is folded. */
export function isBegin(value: Json | undefined): value is JsonObject & JournalBegin {
  if (!isJsonObject(value)) return false;
  const { address, kind, action, operation, name } = value;
  if (![address, kind, action, operation, name].every((text) => typeof text === "string")) return false;
  const isOfKind = isManagedKind(String(kind)) && parseAddress(String(address))?.kind === kind;
  return isOfKind && Object.hasOwn(ACTION_WORDS, String(action)) && allHold(value, BEGIN);
}

/** Whether a value is an end that a state can take in. */
export function isEnd(value: Json | undefined): value is JsonObject & JournalEnd {
  return isJsonObject(value) && allHold(value, END);
}

function allHold(value: JsonObject, checks: Readonly<Record<string, Check>>): boolean {
  return Object.entries(checks).every(([key, holds]) => {
    const given = value[key];
    return given === undefined || holds(given);
  });
}
