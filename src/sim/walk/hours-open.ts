import type { HoursEntry, HoursOverride } from "../entries/entries.js";
import type { Instance } from "../instance.js";
import { dayBefore, type LocalTime, localTime } from "./local-time.js";
import { holdsOn } from "./override-dates.js";

/** Whether hours are open, and why. */
export interface Openness {
  readonly isOpen: boolean;
  readonly why: string;
}

/**
 * Reads hours at a moment (milliseconds since the epoch), in their own time zone.
 *
 * An override of the day takes the place of the weekly hours; one that closes or opens a part of the day leaves the
 * rest as it is. Overrides of parents hold too, behind the own ones. A slot that ends before it begins, or at the same
 * time, goes on into the next day.
 */
export function hoursAt(instance: Instance, hours: HoursEntry, at: number): Openness {
  const time = localTime(at, hours.timeZone);
  const when = `${time.day} ${time.clock} (${hours.timeZone})`;
  const parents = hours.parents.flatMap((id) => instance.tables.hours.get(id) ?? []);
  const overrides = [hours, ...parents].flatMap((entry) => entry.overrides).filter((one) => holdsOn(one, time.date));
  const decided = overrides.map((one) => decide(one, time)).find((one) => one !== undefined);
  if (decided !== undefined) return { ...decided, why: `${when}, ${decided.why}` };
  const isOpen = covers(hours.config, time);
  return { isOpen, why: `${when}, weekly hours` };
}

function decide({ name, value }: HoursOverride, time: LocalTime): Openness | undefined {
  const why = `override "${name}"`;
  const isIn = covers(value.Config ?? [], time);
  if (value.OverrideType === "CLOSED") return isIn || !value.Config?.length ? { isOpen: false, why } : undefined;
  if (value.OverrideType === "OPEN") return isIn ? { isOpen: true, why } : undefined;
  return { isOpen: isIn, why };
}

interface Slot {
  readonly Day?: string | undefined;
  readonly StartTime?: Clock | undefined;
  readonly EndTime?: Clock | undefined;
}

interface Clock {
  readonly Hours?: number | undefined;
  readonly Minutes?: number | undefined;
}

function covers(slots: readonly Slot[], time: LocalTime): boolean {
  const before = dayBefore(time);
  return slots.some(({ Day, StartTime, EndTime }) => {
    const [start, end] = [minuteOf(StartTime), minuteOf(EndTime)];
    if (end > start) return Day === time.day && start <= time.minute && time.minute < end;
    return (Day === time.day && start <= time.minute) || (Day === before.day && time.minute < end);
  });
}

const minuteOf = (clock: Clock | undefined): number => (clock?.Hours ?? 0) * 60 + (clock?.Minutes ?? 0);
