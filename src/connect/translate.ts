import { isJsonObject, type Json } from "../model/json.js";
import { type OpeningTime, sortOpeningTimes } from "../model/opening-time.js";
import type { Body } from "../model/resource.js";
import { type Answer, numberOf, partOf, partsOf, textOf } from "./client/answer.js";

/**
 * Amazon's words and ours. Amazon says `State` (`ACTIVE`, `ARCHIVED`) where we say archived, `Status` (`PUBLISHED`,
 * `SAVED`) where we say published, and `Actions` where we say blocks. A queue's `Status` is `ENABLED` or `DISABLED`.
 * Values that are newer than this table are taken for the usual case.
 */

/** Present, as in a live body, only when it is so. */
export function archivedPart(state: string | undefined): { readonly archived?: true } {
  return state === "ARCHIVED" ? { archived: true } : {};
}

export function stateOf(archived: boolean): "ACTIVE" | "ARCHIVED" {
  return archived ? "ARCHIVED" : "ACTIVE";
}

export function isPublished(status: string | undefined): boolean {
  return status !== "SAVED";
}

export function statusOf(published: boolean): "PUBLISHED" | "SAVED" {
  return published ? "PUBLISHED" : "SAVED";
}

export function isEnabled(status: string | undefined): boolean {
  return status !== "DISABLED";
}

export function enabledStatusOf(enabled: boolean): "ENABLED" | "DISABLED" {
  return enabled ? "ENABLED" : "DISABLED";
}

/** A description; a lone space is how a description is cleared where the service takes no empty one. */
export function descriptionIn(answer: Answer, member = "Description"): string {
  const text = textOf(answer, member) ?? "";
  return text.trim() === "" ? "" : text;
}

/** The tags that are ours to manage: what begins with `aws:` is the service's own. */
export function tagsIn(answer: Answer): Readonly<Record<string, string>> {
  const entries = Object.entries(partOf(answer, "Tags") ?? {}).filter(([key]) => !key.startsWith("aws:"));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : String(value ?? "")]),
  );
}

/** A document that the service carries as a text; kept as it is where it is no JSON. */
export function parseDocument(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/**
 * A body with a content that is parsed when it is looked at, and kept until another is: a plan looks once at each of
 * thousands, and a text takes a tenth of the memory of what it says.
 */
export function withDocument(fields: Body, text: string): Body {
  return Object.defineProperty({ ...fields, content: null }, "content", {
    enumerable: true,
    get: () => parseLast(text),
  });
}

let last: { readonly text: string; readonly value: Json } | undefined;

function parseLast(text: string): Json {
  if (last?.text !== text) last = { text, value: parseDocument(text) };
  return last.value;
}

/** The text of a document, for sending. */
export function documentText(document: Json): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}

/** Opening times as `{day, start "HH:MM", end "HH:MM"}`, from Monday on and early first. */
export function openingTimesIn(answer: Answer): readonly OpeningTime[] {
  const times = partsOf(answer, "Config").map((part) => ({
    day: textOf(part, "Day") ?? "",
    start: clockTime(partOf(part, "StartTime")),
    end: clockTime(partOf(part, "EndTime")),
  }));
  return sortOpeningTimes(times);
}

/** The service's form of opening times. */
export function openingTimesOut(
  config: Json | undefined,
): { Day: never; StartTime: HourMinute; EndTime: HourMinute }[] {
  const times = Array.isArray(config) ? config.filter(isJsonObject) : [];
  return times.map(({ day, start, end }) => ({
    Day: day as never,
    StartTime: hourMinute(start),
    EndTime: hourMinute(end),
  }));
}

export interface HourMinute {
  readonly Hours: number;
  readonly Minutes: number;
}

function clockTime(time: Answer | undefined): string {
  const two = (member: string) => String(numberOf(time, member) ?? 0).padStart(2, "0");
  return `${two("Hours")}:${two("Minutes")}`;
}

function hourMinute(text: Json | undefined): HourMinute {
  const [hours, minutes] = String(text).split(":");
  return { Hours: Number(hours), Minutes: Number(minutes ?? 0) };
}
