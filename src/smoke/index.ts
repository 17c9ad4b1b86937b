/**
 * Smoke tests: what a task contact must come to when it is led through a deployed flow.
 *
 * Takes the smoke tests of one environment, the identities of what they name, and ports (contacts, the record of open
 * contacts, clock, pauses); gives a report. Any sort of test can be run: a `Trial` says what it is about and runs itself;
 * `taskTrial` makes one that starts a task,
 * `testCaseTrial` one that runs a test case of the service. Whatever was started is stopped, however a trial ends, and what could not be
 * stopped is told. Must never start more than it was given, look at a contact faster than the service's rate allows to
 * everybody at once, print, or decide what an exit code is.
 */
export { affectedTests } from "./affected.js";
export { afterAll, type LeftBehind, stopLeftBehind } from "./left-behind.js";
export { addressesIn } from "./named.js";
export type { SmokePorts } from "./ports.js";
export { type Known, type ResolvedTest, resolveTests } from "./resolve.js";
export { resolveTestCases } from "./resolve-test-cases.js";
export { reportOf, runTrials } from "./run-trials.js";
export { selectTests } from "./select.js";
export { taskTrial } from "./task-trial.js";
export { type ResolvedTestCase, testCaseTrial } from "./test-case-trial.js";
