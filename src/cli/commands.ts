import type { Command } from "./command.js";
import { applyCommand } from "./commands/apply.js";
import { completionCommand } from "./commands/completion.js";
import { destroyCommand } from "./commands/destroy.js";
import { doctorCommand } from "./commands/doctor.js";
import { driftCommand } from "./commands/drift.js";
import { explainCommand } from "./commands/explain.js";
import { fmtCommand } from "./commands/fmt.js";
import { graphCommand } from "./commands/graph.js";
import { initCommand } from "./commands/init.js";
import { stateMigrateCommand } from "./commands/migrate.js";
import { planCommand } from "./commands/plan.js";
import { pullCommand } from "./commands/pull.js";
import { renderCommand } from "./commands/render.js";
import { stateRepairCommand } from "./commands/repair.js";
import { showCommand } from "./commands/show.js";
import {
  simulatorDumpCommand,
  simulatorLoadCommand,
  simulatorResetCommand,
  simulatorServeCommand,
} from "./commands/simulator.js";
import {
  stateHistoryCommand,
  stateListCommand,
  stateMvCommand,
  stateRestoreCommand,
  stateRmCommand,
  stateShowCommand,
} from "./commands/state.js";
import { unlockCommand } from "./commands/unlock.js";
import { validateCommand } from "./commands/validate.js";
import { versionCommand } from "./commands/version.js";

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  initCommand,
  validateCommand,
  fmtCommand,
  pullCommand,
  planCommand,
  showCommand,
  applyCommand,
  driftCommand,
  destroyCommand,
  renderCommand,
  graphCommand,
  stateListCommand,
  stateShowCommand,
  stateMvCommand,
  stateRmCommand,
  stateHistoryCommand,
  stateRestoreCommand,
  stateRepairCommand,
  stateMigrateCommand,
  unlockCommand,
  doctorCommand,
  simulatorServeCommand,
  simulatorResetCommand,
  simulatorLoadCommand,
  simulatorDumpCommand,
  explainCommand,
  completionCommand(() => COMMANDS.map(({ usage }) => usage)),
  versionCommand,
];

/** Words that several commands share, and what they are about. */
export const GROUPS: Readonly<Record<string, string>> = {
  state: "Look at the record and mend it",
  simulator: "The embedded Amazon Connect",
};
