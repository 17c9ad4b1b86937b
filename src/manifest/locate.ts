import type { Place } from "./place.js";
import { findIn } from "./read-json.js";
import { yamlSource } from "./read-yaml.js";
import { scanJson } from "./scan-json.js";

/**
 * Where a JSON pointer leads to in the text of a JSON or YAML file, or the nearest of what holds it; undefined where the
 * text is neither.
 */
export function locate(fileText: string, pointer: string): Place | undefined {
  const text = fileText.replace(/^\uFEFF/, "");
  if (!scanJson(text).fault) return findIn(text)(pointer);
  return yamlSource("", text).value?.place(pointer);
}
