/** Whether a time begins with a day (`2026-02-28`) that the calendar has: JavaScript takes the 31st of February for the 3rd of March. */
export function hasCalendarDay(text: string): boolean {
  const day = text.slice(0, 10);
  const time = Date.parse(`${day}T00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day);
}
