import type { HoursOverride } from "../entries/entries.js";
import { daysBetween } from "./local-time.js";

/** Whether an override holds on a date (`YYYY-MM-DD`): between its first and last day, and on days of its pattern. */
export function holdsOn({ value }: HoursOverride, date: string): boolean {
  const { EffectiveFrom: from = date, EffectiveTill: till = from } = value;
  return from <= date && date <= till && recurs(value.RecurrenceConfig?.RecurrencePattern, from, date);
}

type Pattern = NonNullable<NonNullable<HoursOverride["value"]["RecurrenceConfig"]>["RecurrencePattern"]>;

/** Days of the week of a weekly pattern stand in the override's hours. */
function recurs(pattern: Pattern | undefined, from: string, date: string): boolean {
  if (pattern === undefined) return true;
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [firstYear = 0, firstMonth = 0] = from.split("-").map(Number);
  const passed = {
    WEEKLY: Math.floor(daysBetween(from, date) / 7),
    MONTHLY: (year - firstYear) * 12 + month - firstMonth,
    YEARLY: year - firstYear,
  }[pattern.Frequency ?? "WEEKLY"];
  if (passed % (pattern.Interval ?? 1) !== 0) return false;
  const months = pattern.ByMonth ?? [];
  return (months.length === 0 || months.includes(month)) && isDay(pattern, { date, year, month, day });
}

interface Day {
  readonly date: string;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** -1 is the last: day of the month, or of that weekday in the month. */
function isDay({ ByMonthDay = [], ByWeekdayOccurrence = [] }: Pattern, { year, month, day }: Day): boolean {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const asked = (ByMonthDay ?? []).map((wanted) => (wanted < 0 ? last + 1 + wanted : wanted));
  if (asked.length > 0 && !asked.includes(day)) return false;
  const occurrences = ByWeekdayOccurrence ?? [];
  const isLast = day + 7 > last;
  return (
    occurrences.length === 0 || occurrences.some((wanted) => (wanted < 0 ? isLast : wanted === Math.ceil(day / 7)))
  );
}
