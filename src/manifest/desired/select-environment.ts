import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import type { Environment } from "../../model/environment.js";
import { nearNames } from "../../model/near-name.js";
import type { Project } from "../project/project.js";

/**
 * Chooses the environment with a name; without one, the only environment there is. An environment that is written down
 * but has an error is undefined without another word.
 */
export function selectEnvironment(project: Project, name: string | undefined): Checked<Environment | undefined> {
  const names = [...Object.keys(project.environments), ...project.brokenEnvironments];
  const [only] = names;
  const wanted = name ?? (names.length === 1 ? only : undefined);
  if (wanted === undefined) return { value: undefined, diagnostics: [environmentNeeded(project, names)] };
  if (!names.includes(wanted)) return { value: undefined, diagnostics: [unknownEnvironment(project, wanted, names)] };
  const value = Object.hasOwn(project.environments, wanted) ? project.environments[wanted] : undefined;
  return { value, diagnostics: [] };
}

function environmentNeeded(project: Project, names: readonly string[]): Diagnostic {
  return {
    severity: "error",
    code: "manifest/environment-needed",
    summary: "No environment chosen",
    detail: `The manifest has ${names.length} environments: ${list(names)}.`,
    file: project.manifest,
    pointer: "/environments",
    help: "Choose one with `--env NAME` or `CONNECTCTL_ENV`.",
  };
}

function unknownEnvironment(project: Project, name: string, names: readonly string[]): Diagnostic {
  const near = nearNames(name, names);
  return {
    severity: "error",
    code: "manifest/unknown-environment",
    summary: "Unknown environment",
    detail: `\`${name}\` is not in the manifest; there ${names.length === 1 ? "is" : "are"} ${list(names)}.`,
    file: project.manifest,
    pointer: "/environments",
    help: near.length > 0 ? `Write ${list(near)}.` : `Choose one of them, or add \`${name}\` to \`environments\`.`,
  };
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
