import { isAbsolute, relative } from "node:path";

/** A path as somebody in a folder would write it; anything else (a bucket) as it is. */
export function nearPlace(cwd: string, place: string): string {
  const near = isAbsolute(place) ? relative(cwd, place) : place;
  return near.startsWith("..") ? place : near;
}
