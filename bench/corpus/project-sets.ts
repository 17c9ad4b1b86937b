import type { Content } from "./content.js";
import type { NamesByArn } from "./inventory-names.js";
import { setFolders } from "./sets.js";

/** A project of the corpus (its folder at the top, with a slash) and the folders inside whose contents refer to each other. */
export interface ProjectSets {
  readonly project: string;
  readonly sets: readonly string[];
}

/** Finds the sets of each project; what holds several projects comes from several instances, and is none. */
export function projectSets(contents: readonly Content[], names: NamesByArn): readonly ProjectSets[] {
  const projects = [...new Set(contents.map(({ file }) => file.slice(0, file.indexOf("/") + 1)))];
  return projects
    .filter((project) => project !== "")
    .map((project) => {
      const own = contents.filter(({ file }) => file.startsWith(project));
      return { project, sets: setFolders(own, names).filter((folder) => folder.startsWith(project)) };
    });
}
