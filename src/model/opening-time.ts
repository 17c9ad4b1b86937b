/** One span of opening hours; times are `HH:MM` in the zone of its hours. */
export type OpeningTime = {
  readonly day: string;
  readonly start: string;
  readonly end: string;
};

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** Sorts from Monday on, then by start and end: the order in a file or an answer means nothing. */
export function sortOpeningTimes<Time extends OpeningTime>(times: readonly Time[]): readonly Time[] {
  const key = ({ day, start, end }: Time) => `${DAYS.indexOf(day)} ${start} ${end}`;
  return [...times].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
