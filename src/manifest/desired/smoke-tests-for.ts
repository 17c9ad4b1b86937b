import type { Checked, Diagnostic } from "../../model/diagnostic.js";
import type { Environment } from "../../model/environment.js";
import type { SmokeTest } from "../../model/smoke.js";
import type { Project } from "../project/project.js";
import { buildSmokeTests } from "./build-smoke.js";
import { scopeFor } from "./scope.js";

/** The smoke tests that may run in an environment, sorted by name, and every problem of theirs. */
export function smokeTestsFor(project: Project, environment: Environment): Checked<readonly SmokeTest[]> {
  const diagnostics: Diagnostic[] = [];
  return { value: buildSmokeTests(scopeFor(project, environment, diagnostics)), diagnostics };
}
