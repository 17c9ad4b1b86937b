import type { CommandEntry } from "./line/command.js";

/** Every command, in the order of the help. Its words stand here, so that a help loads no command but the one it is of. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    usage: "init",
    summary: "Write a project to start from; never overwrites",
    load: async () => (await import("./commands/init.js")).initCommand,
  },
  {
    usage: "validate",
    summary: "Check the manifest and the flow files, offline",
    load: async () => (await import("./commands/validate.js")).validateCommand,
  },
  {
    usage: "fmt",
    summary: "Write flow files in their stable form",
    load: async () => (await import("./commands/fmt.js")).fmtCommand,
  },
  {
    usage: "pull [addresses..]",
    summary: "Bring what lives into the files: contents, manifest entries, lookups and the state",
    load: async () => (await import("./commands/pull.js")).pullCommand,
  },
  {
    usage: "plan",
    summary: "Show what an apply would change",
    load: async () => (await import("./commands/plan.js")).planCommand,
  },
  {
    usage: "show <file>",
    summary: "Show a saved plan or a state, offline",
    load: async () => (await import("./commands/show.js")).showCommand,
  },
  {
    usage: "apply [plan]",
    summary: "Carry out a plan",
    load: async () => (await import("./commands/apply.js")).applyCommand,
  },
  {
    usage: "smoke",
    summary: "Send tasks through deployed flows, check where they get to, and stop them",
    load: async () => (await import("./commands/smoke.js")).smokeCommand,
  },
  {
    usage: "drift",
    summary: "Find what was changed in the instance since the last apply",
    load: async () => (await import("./commands/drift.js")).driftCommand,
  },
  {
    usage: "destroy",
    summary: "Delete everything that is managed",
    load: async () => (await import("./commands/destroy.js")).destroyCommand,
  },
  {
    usage: "render <address>",
    summary: "Print content with this environment's ARNs",
    load: async () => (await import("./commands/render.js")).renderCommand,
  },
  {
    usage: "graph",
    summary: "Show what refers to what, or draw one flow",
    load: async () => (await import("./commands/graph.js")).graphCommand,
  },
  {
    usage: "state list",
    summary: "List what is recorded",
    load: async () => (await import("./commands/state.js")).stateListCommand,
  },
  {
    usage: "state show <address>",
    summary: "Show what is recorded of one address",
    load: async () => (await import("./commands/state.js")).stateShowCommand,
  },
  {
    usage: "state mv <from> <to>",
    summary: "Give what is recorded another address",
    load: async () => (await import("./commands/state.js")).stateMvCommand,
  },
  {
    usage: "state rm <address>",
    summary: "Forget an address; what lives is left alone",
    load: async () => (await import("./commands/state.js")).stateRmCommand,
  },
  {
    usage: "state history",
    summary: "List the earlier states that were kept",
    load: async () => (await import("./commands/state.js")).stateHistoryCommand,
  },
  {
    usage: "state restore <serial>",
    summary: "Write an earlier state as the new one",
    load: async () => (await import("./commands/state.js")).stateRestoreCommand,
  },
  {
    usage: "state repair",
    summary: "Finish what an earlier run left, or make a lost state anew",
    load: async () => (await import("./commands/repair.js")).stateRepairCommand,
  },
  {
    usage: "state migrate",
    summary: "Move the state to another place, and say what to change in the manifest",
    load: async () => (await import("./commands/migrate.js")).stateMigrateCommand,
  },
  {
    usage: "unlock <lock-id>",
    summary: "Break a lock that is surely not in use any more",
    load: async () => (await import("./commands/unlock.js")).unlockCommand,
  },
  {
    usage: "task start",
    summary: "Start a task contact through a deployed flow; each is billed",
    load: async () => (await import("./commands/task-start.js")).taskStartCommand,
  },
  {
    usage: "task stop [contact-ids..]",
    summary: "Stop task contacts",
    load: async () => (await import("./commands/task-stop.js")).taskStopCommand,
  },
  {
    usage: "task describe <contact-id>",
    summary: "Show how far a contact has come",
    load: async () => (await import("./commands/task-describe.js")).taskDescribeCommand,
  },
  {
    usage: "task list",
    summary: "List the tasks that were started here and are still open",
    load: async () => (await import("./commands/task-list.js")).taskListCommand,
  },
  {
    usage: "doctor",
    summary: "Look whether an environment has all that an apply needs; reads only",
    load: async () => (await import("./commands/doctor.js")).doctorCommand,
  },
  {
    usage: "simulator serve",
    summary: "Serve the embedded Amazon Connect on loopback, for the AWS CLI and any SDK",
    load: async () => (await import("./commands/simulator.js")).simulatorServeCommand,
  },
  {
    usage: "simulator reset",
    summary: "Forget every simulated instance",
    load: async () => (await import("./commands/simulator.js")).simulatorResetCommand,
  },
  {
    usage: "simulator load <file>",
    summary: "Add instances and what is in them from a document",
    load: async () => (await import("./commands/simulator.js")).simulatorLoadCommand,
  },
  {
    usage: "simulator dump [alias]",
    summary: "Print every simulated instance, or one, as a document",
    load: async () => (await import("./commands/simulator.js")).simulatorDumpCommand,
  },
  {
    usage: "simulator trace",
    summary: "Print the way of a task through a flow, block by block, offline",
    load: async () => (await import("./commands/trace.js")).simulatorTraceCommand,
  },
  {
    usage: "explain [code]",
    summary: "Say what a code means; without one, list them",
    load: async () => (await import("./commands/explain.js")).explainCommand,
  },
  {
    usage: "completion [shell]",
    summary: "Print a completion script for bash or zsh",
    load: async () =>
      (await import("./commands/completion.js")).completionCommand(() => COMMANDS.map(({ usage }) => usage)),
  },
  {
    usage: "version",
    summary: "Print the version",
    load: async () => (await import("./commands/version.js")).versionCommand,
  },
];

/** Words that several commands share, and what they are about. */
export const GROUPS: Readonly<Record<string, string>> = {
  state: "Look at the record and mend it",
  simulator: "The embedded Amazon Connect",
  task: "Task contacts through deployed flows",
};
