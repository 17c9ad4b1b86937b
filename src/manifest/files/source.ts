import type { Diagnostic } from "../../model/diagnostic.js";
import type { Json } from "../../model/json.js";
import type { Origin } from "../../model/resource.js";
import type { Place } from "./place.js";

/** Which part of a member a place is for; members of lists have no key. */
export type Part = "key" | "value";

/** One file of the manifest, parsed. */
export interface SourceFile {
  /** Relative to the project folder, with `/`. */
  readonly file: string;
  /** Decoded, without its byte order mark. */
  readonly text: string;
  readonly value: Json;
  readonly format: "yaml" | "json";
  /** Where a pointer leads to, or the nearest of what holds it. */
  readonly place: (pointer: string, part?: Part) => Place;
  /** A plain value exactly as it is written (`0123`, `1.10`); undefined where it is none. */
  readonly written: (pointer: string) => string | undefined;
}

/** Where a diagnostic is about. */
export type Spot = Pick<Diagnostic, "file" | "line" | "column" | "pointer">;

export function spotIn(source: SourceFile, pointer: string, part: Part = "value"): Spot {
  return { file: source.file, ...source.place(pointer, part), pointer };
}

export function originIn(source: SourceFile, pointer: string): Origin {
  return { file: source.file, pointer, ...source.place(pointer, "key") };
}
