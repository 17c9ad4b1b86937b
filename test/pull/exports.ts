import { arnOf, contentOf, idOf, lambdaArn, type Use } from "../support/instance-builder.js";
import { put, STAGING } from "./project.js";

interface Drawn {
  readonly name: string;
  readonly type: string;
  readonly uses: readonly Use[];
}

/** What somebody drew, however it is saved: two flows that lead to each other, a queue flow and a module. */
const FLOWS: readonly Drawn[] = [
  {
    name: "Main IVR",
    type: "CONTACT_FLOW",
    uses: [
      { at: "text", text: "Welcome." },
      { at: "queueId", queue: "Sales" },
      { at: "lambda", fn: "customer", qualifier: "live" },
      { at: "transfer", flow: "After / hours" },
    ],
  },
  {
    name: "After / hours",
    type: "CONTACT_FLOW",
    uses: [
      { at: "text", text: "We are closed." },
      { at: "invoke", module: "Authenticate" },
      { at: "transfer", flow: "Main IVR" },
    ],
  },
  { name: "Waiting", type: "CUSTOMER_QUEUE", uses: [{ at: "text", text: "Please wait." }] },
];

const MODULE = contentOf(STAGING, [{ at: "text", text: "Who are you?" }], "EndFlowModuleExecution");

const summary = (thing: "contact-flow" | "flow-module" | "queue", name: string) => ({
  Id: idOf(STAGING, thing, name),
  Arn: arnOf(STAGING, thing, name),
  Name: name,
});

const flowOf = ({ name, type, uses }: Drawn) => ({
  ...summary("contact-flow", name),
  Type: type,
  State: "ACTIVE",
  Status: "PUBLISHED",
  Content: JSON.stringify(contentOf(STAGING, uses)),
});

/** Answers of the AWS CLI, one a file. */
export function putAnswers(folder: string): void {
  for (const [index, flow] of FLOWS.entries()) {
    put(folder, `answers/flow-${index}.json`, JSON.stringify({ ContactFlow: flowOf(flow) }, null, 4));
  }
  const module = { ...summary("flow-module", "Authenticate"), Content: JSON.stringify(MODULE) };
  put(folder, "answers/module.json", JSON.stringify({ ContactFlowModule: module }));
  put(folder, "answers/queues.json", JSON.stringify({ QueueSummaryList: [summary("queue", "Sales")] }));
}

/** A folder as copy tools keep it: lists as values one behind the other, contents beside what was described. */
export function putCopy(folder: string): void {
  const stream = (values: readonly object[]) => values.map((value) => JSON.stringify(value, null, 2)).join("\n");
  for (const [index, flow] of FLOWS.entries()) put(folder, `copy/flow_${index}.json`, JSON.stringify(flowOf(flow)));
  put(folder, "copy/flow_0.content.json", JSON.stringify(contentOf(STAGING, FLOWS[0]?.uses ?? [])));
  const module = { ...summary("flow-module", "Authenticate"), Content: JSON.stringify(MODULE) };
  put(folder, "copy/module_0.json", JSON.stringify(module));
  put(folder, "copy/flows.json", stream(FLOWS.map(({ name }) => summary("contact-flow", name))));
  put(folder, "copy/queues.json", stream([summary("queue", "Sales"), summary("queue", "Not used } {")]));
  put(folder, "copy/lambdas.json", JSON.stringify([lambdaArn(STAGING, "customer")]));
  put(folder, "copy/README.md", "{ not JSON");
}

/** The console's own exports: contents alone, whose metadata names the flow and what it refers to. */
export function putConsole(folder: string): void {
  for (const { name, type, uses } of FLOWS) {
    const { Metadata, ...content } = contentOf(STAGING, uses) as { Metadata: object };
    const word = type.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    const isTyped = name !== "After / hours";
    const about = { ...Metadata, name, status: "published", ...(isTyped ? { type: word } : {}) };
    const metadata = about as object as { ActionMetadata: Record<string, object> };
    if (name === "After / hours") {
      const named = { parameters: { FlowModuleId: { displayName: "Authenticate" } } };
      metadata.ActionMetadata["block-1"] = { ...metadata.ActionMetadata["block-1"], ...named };
    }
    put(folder, `console/${name.replace(/\W+/g, "-")}`, JSON.stringify({ ...content, Metadata: metadata }));
  }
  put(folder, "console/Authenticate.json", JSON.stringify(MODULE));
  put(folder, "console/old", JSON.stringify({ modules: [{ id: "1", type: "PlayPrompt" }], version: "1", start: "1" }));
  put(folder, "console/torn.json", '{"Version": "2019-10-30", "Actions": [');
}
