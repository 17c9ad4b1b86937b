/**
 * Files a person wrote become the desired graph.
 *
 * Takes a folder with a manifest, its fragments and its content files, and gives a project (everything read once, with
 * places for messages and the YAML documents for edits that keep comments), one environment of it, and that environment's
 * desired graph with references in place. Whatever a person got wrong is a diagnostic with file, line and column, all of
 * them in one run. It must never ask a service, never read outside the project folder, and never write but in
 * `formatFiles`, `initProject` and `writeFiles`.
 */

export { desiredFor } from "./desired-for.js";
export { editManifest } from "./edit-manifest.js";
export { formatFiles } from "./format-files.js";
export { initProject } from "./init-project.js";
export { loadProject } from "./load-project.js";
export { locate } from "./locate.js";
export { MANIFEST_PROBLEMS } from "./manifest-problem.js";

export type { Project } from "./project.js";
export { selectEnvironment } from "./select-environment.js";
export { smokeTestsFor } from "./smoke-tests-for.js";

export { writeFiles } from "./write-files.js";
export { contentFolders, sharedTags, writtenResources } from "./written-resources.js";
