import type { Project } from "../../manifest/index.js";
import { desiredFor, loadProject } from "../../manifest/index.js";
import { type Diagnostic, hasErrors } from "../../model/diagnostic.js";
import type { Environment } from "../../model/environment.js";
import { EXIT } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import type { Command, Context } from "../line/command.js";

/** `validate`: everything that can be said offline, for one environment or for all. */
export const validateCommand: Command = {
  run: async (context) => {
    const { out, folder, manifest, world } = context;
    const named = manifest === undefined ? {} : { manifest };
    const { value: project, diagnostics } = loadProject({ folder, ...named, sha256: world.sha256 });
    const deeper = project ? checkEnvironments(project, context) : { diagnostics: [], resources: 0 };
    const all = unique([...diagnostics, ...deeper.diagnostics]);
    out.document({ diagnostics: all });
    out.diagnostics(all);
    if (hasErrors(all)) return EXIT.invalid;
    const count = deeper.resources === 1 ? "1 resource" : `${deeper.resources} resources`;
    out.result(`The manifest is valid: ${count}${all.length > 0 ? `, ${warnings(all.length)}` : ""}.`);
    return EXIT.done;
  },
};

const warnings = (count: number) => (count === 1 ? "1 warning" : `${count} warnings`);

function checkEnvironments(project: Project, context: Context) {
  const chosen: readonly Environment[] =
    context.environment === undefined ? Object.values(project.environments) : [chooseEnvironment(project, context)];
  const results = chosen.map((environment) => desiredFor(project, environment));
  return {
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
    resources: Math.max(0, ...results.map(({ value }) => value.resources.length)),
  };
}

/** What several environments say alike is said once. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
