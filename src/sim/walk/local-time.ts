/** A moment as clocks and calendars of a time zone show it. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** In capitals, as the service writes it: `MONDAY`. */
  readonly day: string;
  /** Minutes since midnight. */
  readonly minute: number;
  /** `09:30`. */
  readonly clock: string;
}

/** Reads a moment (milliseconds since the epoch) in a time zone of the IANA database. */
export function localTime(at: number, timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    weekday: "long",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year = "", month = "", day = "", weekday = "", hour = "0", minute = "0" } = parts;
  return {
    date: `${year}-${month}-${day}`,
    day: weekday.toUpperCase(),
    minute: Number(hour) * 60 + Number(minute),
    clock: `${hour}:${minute}`,
  };
}

const DAY = 24 * 60 * 60 * 1000;

/** Days from one date to another, both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The day before, as date and weekday. */
export function dayBefore({ date }: LocalTime): { readonly date: string; readonly day: string } {
  const before = new Date(Date.parse(date) - DAY);
  return { date: before.toISOString().slice(0, 10), day: DAYS[before.getUTCDay()] ?? "" };
}

const DAYS = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];
