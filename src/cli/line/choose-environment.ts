import { type Project, selectEnvironment } from "../../manifest/index.js";
import type { Environment } from "../../model/environment.js";
import type { Context } from "./command.js";
import { UsageError } from "./usage.js";

/** The environment that was asked for, or the only one there is. */
export function chooseEnvironment(project: Project, context: Context): Environment {
  const { value, diagnostics } = selectEnvironment(project, context.environment);
  if (!value) throw new UsageError(diagnostics);
  return value;
}
