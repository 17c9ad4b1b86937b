import type { StartTaskContactRequest } from "@aws-sdk/client-connect";
import { invalidParameter, invalidRequest } from "../fault.js";
import type { Call, Known } from "../world.js";
import { ATTRIBUTE_BYTES, bytesOf } from "./contact-chain.js";

type StartTask = Known<StartTaskContactRequest>;

/** Refuses keys and sizes of attributes that the service does not take. */
export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  const bad = Object.keys(attributes).find((key) => !/^[a-zA-Z0-9_-]+$/.test(key));
  if (bad !== undefined) throw invalidRequest(`Attribute key is not valid: ${bad}`);
  if (bytesOf(attributes) > ATTRIBUTE_BYTES) throw invalidRequest(`Attributes have more than ${ATTRIBUTE_BYTES} bytes`);
}

/** Types that a reference may have when a task is started. */
const REFERENCE_TYPES: ReadonlySet<string> = new Set(["URL", "NUMBER", "STRING", "DATE", "EMAIL"]);

export function checkReferences(references: StartTask["References"]): void {
  const bad = Object.entries(references ?? {}).find(([, { Type }]) => !REFERENCE_TYPES.has(Type));
  if (bad !== undefined) throw invalidRequest(`A reference of type ${bad[1].Type} cannot be created: ${bad[0]}`);
}

const SIX_DAYS = 6 * 24 * 60 * 60 * 1000;

/** When a task is to begin, in milliseconds since the epoch; undefined for now. */
export function scheduleOf(call: Call, time: Date | undefined): number | undefined {
  if (time === undefined) return undefined;
  const wait = time.getTime() - call.world.now();
  if (wait < 0 || wait > SIX_DAYS)
    throw invalidParameter("ScheduledTime must be in the future, at most 6 days from now");
  return time.getTime();
}

/** How long the task may live, in milliseconds, where `connect:ContactExpiry` says so. */
export function lifetimeOf(segments: StartTask["SegmentAttributes"]): number | undefined {
  const minutes = segments?.["connect:ContactExpiry"]?.ValueMap?.["ExpiryDuration"]?.ValueInteger;
  return minutes === undefined ? undefined : minutes * 60 * 1000;
}
