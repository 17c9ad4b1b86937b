import { findIn } from "../json/read-json.js";
import { scanJson } from "../json/scan-json.js";
import { yamlSource } from "../yaml/read-yaml.js";
import type { Place } from "./place.js";

/**
 * Where a JSON pointer leads to in the text of a JSON or YAML file, or the nearest of what holds it; undefined where the
 * text is neither.
 */
export function locate(fileText: string, pointer: string): Place | undefined {
  const text = fileText.replace(/^\uFEFF/, "");
  if (!scanJson(text).fault) return findIn(text)(pointer);
  return yamlSource("", text).value?.place(pointer);
}
