import type { TestCaseEntry, TestObservation, TestRunEntry } from "../entries/contact-entries.js";
import type { Instance } from "../instance.js";
import { traceTask } from "../walk/trace-task.js";
import type { World } from "../world.js";
import { flowIdOf } from "./test-cases.js";

/** How long a run takes when nothing else is said, in milliseconds of simulated time. */
const USUAL_TIME = 3000;

/** What a run will come to, and after how many milliseconds. */
export type TestVerdict = Pick<TestRunEntry, "result" | "observations"> & { readonly takes: number };

/**
 * Decides what a run of a test case comes to.
 *
 * The language of test cases is not public, so that no content is carried out: a row of `testCaseResults` decides where
 * there is one; else it passes when its flow is published and a contact can be led through it to a queue or to an end.
 */
export function verdictOf(world: World, instance: Instance, test: TestCaseEntry): TestVerdict {
  const told = instance.tables.testCaseResults.named(test.name);
  if (told) return { result: told.result, observations: told.observations, takes: told.takes ?? USUAL_TIME };
  const observation = observe(world, instance, test);
  return { result: observation.status, observations: [observation], takes: USUAL_TIME };
}

function observe(world: World, instance: Instance, test: TestCaseEntry): TestObservation {
  const flow = instance.tables.flows.get(entryOf(instance, test) ?? "");
  if (flow === undefined) return said("FAILED", "the entry point leads to no flow of the instance");
  if (flow.state === "ARCHIVED") return said("FAILED", `the flow ${flow.name} is archived`);
  if (flow.content === undefined) return said("FAILED", `the flow ${flow.name} has not been published`);
  const attributes = attributesIn(test.initializationData);
  const { end } = traceTask(world, instance, { flowId: flow.id, name: test.name, attributes, seed: test.id });
  const isThrough = end.type === "queued" || end.type === "ended";
  return said(isThrough ? "PASSED" : "FAILED", `in the flow ${flow.name}: ${end.reason}`);
}

const said = (status: TestObservation["status"], reason: string): TestObservation => ({
  id: "entry-flow",
  status,
  record: JSON.stringify({ reason }),
});

/** The flow that is named, or the one that the called number has. */
function entryOf(instance: Instance, { entryPoint }: TestCaseEntry): string | undefined {
  const number = entryPoint?.VoiceCallEntryPointParameters?.DestinationPhoneNumber ?? "";
  return flowIdOf(entryPoint) ?? instance.tables.phoneNumbers.named(number)?.flowId;
}

/** The texts of the initialization data: what else it may hold is not known. */
function attributesIn(data: string | undefined): Readonly<Record<string, string>> {
  const value: unknown = data === undefined ? {} : JSON.parse(data);
  const entries = Object.entries(typeof value === "object" && value !== null ? value : {});
  return Object.fromEntries(entries.filter(([, text]) => typeof text === "string"));
}
