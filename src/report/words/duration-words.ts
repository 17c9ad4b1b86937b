/** A length of time in milliseconds as people say it: `4 s`, `1 min 45 s`, `2 h 5 min`. */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000 - 0.001));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return joined(`${Math.floor(minutes / 60)} h`, minutes % 60, "min");
  return joined(`${minutes} min`, seconds % 60, "s");
}

function joined(most: string, rest: number, unit: string): string {
  return rest === 0 ? most : `${most} ${rest} ${unit}`;
}
