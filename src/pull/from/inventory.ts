import { type Arn, kindOfArn, parseArn } from "../../model/arn.js";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import type { Kind } from "../../model/kind.js";

/** Something that a file lists: an ARN, what it is, and its name. */
export interface InventoryItem {
  readonly kind: Kind;
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** A flow's type, as the list says it. */
  readonly type?: string;
  readonly isArchived: boolean;
}

/**
 * Reads what saved lists and answers call things: the name beside an ARN, or the key under which an ARN stands. A Lambda
 * function has its name in its ARN.
 */
export function inventoryIn(value: Json): readonly InventoryItem[] {
  if (typeof value === "string") return itemOf(value, undefined);
  if (isJsonArray(value)) return value.flatMap(inventoryIn);
  if (!isJsonObject(value)) return [];
  const below = Object.values(value).flatMap((item) => (typeof item === "string" ? [] : inventoryIn(item)));
  return [...own(value), ...below];
}

function own(object: JsonObject): readonly InventoryItem[] {
  const arns = Object.entries(object).filter(([, item]) => typeof item === "string" && item.startsWith("arn:"));
  const name = nameBeside(object);
  if (name === undefined) {
    return arns.flatMap(([key, arn]) => itemOf(String(arn), /arn$|id$|value/i.test(key) ? undefined : key));
  }
  const [named] = arns.length === 1 ? arns : arns.filter(([key]) => /^(?:phonenumber)?arn$/i.test(key));
  return named ? itemOf(String(named[1]), name, object) : [];
}

/** `Name` goes before `QueueName` and `Username`. A phone number is its own name, beside the ARN of where it leads. */
function nameBeside(object: JsonObject): string | undefined {
  const names = Object.entries(object).filter(([key, item]) => /name$/i.test(key) && isName(item));
  const [, name] = names.find(([key]) => /^name$/i.test(key)) ?? names[0] ?? [];
  if (typeof name === "string") return name;
  const { PhoneNumber: number } = object;
  return typeof number === "string" && /^\+\d+$/.test(number) ? number : undefined;
}

const isName = (value: Json) => typeof value === "string" && value.trim() !== "" && !value.startsWith("arn:");

function itemOf(text: string, name: string | undefined, { ContactFlowType, ...beside }: JsonObject = {}) {
  const arn = parseArn(text);
  const thing = arn && kindOfArn(arn);
  const called = thing?.kind === "lambda" ? thing.id : name;
  if (!arn || !thing || called === undefined || isUnfit(arn, thing.kind)) return [];
  const isArchived = beside["State"] === "ARCHIVED" || beside["ContactFlowState"] === "ARCHIVED";
  const type = typeof ContactFlowType === "string" ? { type: ContactFlowType } : {};
  return [{ ...thing, arn: text, name: called, ...type, isArchived }];
}

/** Versions are no things of their own, and agents' queues have no names. */
function isUnfit({ qualifier, account, resource }: Arn, kind: Kind): boolean {
  return qualifier !== undefined || account === "aws" || (kind === "queue" && resource.includes("/queue/agent/"));
}
