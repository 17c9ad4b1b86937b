import type { Content } from "./content.js";

/** A folder (empty for the root) with what is in it and below. */
export interface Place {
  readonly folder: string;
  readonly contents: readonly Content[];
}

/** So many contents make a project; an instance takes a hundred flows. */
const MOST = 40;

/** Splits contents into folders that are small enough to be one project each; single files of a large folder stay together. */
export function placesOf(contents: readonly Content[], folder = ""): readonly Place[] {
  if (contents.length <= MOST) return contents.length === 0 ? [] : [{ folder, contents }];
  const below = new Map<string, Content[]>();
  for (const content of contents) {
    const rest = content.file.slice(folder === "" ? 0 : folder.length + 1);
    const step = rest.includes("/") ? rest.slice(0, rest.indexOf("/")) : "";
    below.set(step, [...(below.get(step) ?? []), content]);
  }
  return [...below].flatMap(([step, inside]) => {
    if (step === "") return chunks(inside).map((chunk) => ({ folder, contents: chunk }));
    return placesOf(inside, folder === "" ? step : `${folder}/${step}`);
  });
}

function chunks(contents: readonly Content[]): readonly (readonly Content[])[] {
  const count = Math.ceil(contents.length / MOST);
  return Array.from({ length: count }, (_, index) => contents.slice(index * MOST, (index + 1) * MOST));
}
