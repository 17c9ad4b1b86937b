/**
 * Files a person wrote become the desired graph.
 *
 * Takes a folder with a manifest, its fragments and its content files, and gives a project (everything read once, with
 * places for messages and the YAML documents for edits that keep comments), one environment of it, and that environment's
 * desired graph with references in place. Whatever a person got wrong is a diagnostic with file, line and column, all of
 * them in one run. It must never ask a service, never read outside the project folder, and never write but in
 * `formatFiles`, `initProject` and `writeFiles`.
 */

export { MANIFEST_PROBLEMS } from "./check/manifest-problem.js";
export { desiredFor } from "./desired/desired-for.js";
export { selectEnvironment } from "./desired/select-environment.js";
export { smokeTestsFor } from "./desired/smoke-tests-for.js";
export { insideProject } from "./files/inside.js";
export { locate } from "./files/locate.js";
export { writeFiles } from "./files/write-files.js";
export { loadProject } from "./project/load-project.js";
export { type Lost, standInForLost } from "./project/lost-contents.js";

export type { Project } from "./project/project.js";
export { contentFolders, sharedTags, writtenResources } from "./project/written-resources.js";
export { editManifest } from "./write/edit-manifest.js";
export { formatFiles } from "./write/format-files.js";
export { initProject } from "./write/init-project.js";
