import type { Address } from "../../model/address.js";
import { nearNames } from "../../model/near-name.js";
import { renderTraceText, type TraceView, traceDocument } from "../../report/index.js";
import type { TaskTrace, TraceRequest } from "../../sim/index.js";
import { EXIT } from "../exit-code.js";
import { chooseEnvironment } from "../line/choose-environment.js";
import { type Command, type Context, flagArg, textArg } from "../line/command.js";
import { UsageError, usageError } from "../line/usage.js";
import { simulatorFolder } from "../open-live.js";
import { rehearse, type Stage } from "../planning/rehearse.js";
import { type Chosen, openProject, openRecord } from "../session.js";
import { readTrace } from "../tasks/read-trace.js";
import { nameThings } from "../tasks/trace-names.js";

/** `simulator trace`: the way of a task through a flow, block by block, offline. */
export const simulatorTraceCommand: Command = {
  options: {
    flow: { type: "string", requiresArg: true, demandOption: true, describe: "Address, name or id of a flow" },
    attribute: { type: "array", requiresArg: true, describe: "Attribute that the task begins with: key=value" },
    lambda: { type: "string", requiresArg: true, describe: "File with what Lambda functions answer" },
    "lambda-result": { type: "array", requiresArg: true, describe: "What one function answers: name=JSON" },
    name: { type: "string", requiresArg: true, describe: "Name of the task" },
    seed: { type: "string", requiresArg: true, defaultDescription: "1", describe: "What percentages are drawn from" },
    at: {
      type: "string",
      requiresArg: true,
      defaultDescription: "now",
      describe: "When the task begins, such as 2026-05-01T09:30+09:00",
    },
    for: {
      type: "string",
      requiresArg: true,
      defaultDescription: "7 days",
      describe: "How long it is followed through waits, such as 10m",
    },
    applied: { type: "boolean", describe: "In the environment's simulated instance, as it was applied" },
  },
  examples: [
    ["simulator trace --flow flow.main-ivr --attribute language=ja", "A task in Japanese, by the files"],
    [
      `simulator trace --flow flow.main-ivr --lambda-result 'customer={"tier":"gold"}'`,
      "With the answer of a function",
    ],
  ],
  run: async (context, args) => {
    const request = await readTrace(context, args);
    const { project } = openProject(context);
    const chosen = { project, environment: chooseEnvironment(project, context) };
    const isApplied = flagArg(args, "applied");
    const flow = textArg(args, "flow") ?? "";
    const stage = isApplied ? await applied(chosen, context) : await rehearse(chosen, flow, context);
    const trace = follow(stage, { ...request, flowId: findFlow(stage, flow) });
    const view: TraceView = {
      environment: chosen.environment.name,
      source: isApplied ? "as applied" : "by the files",
      ...nameThings(trace, stage.addresses),
    };
    context.out.document(traceDocument(view));
    context.out.result(renderTraceText(view, context.out.look));
    return EXIT.done;
  },
};

function follow({ simulator, instance }: Stage, request: TraceRequest): TaskTrace {
  try {
    return simulator.traceTask(instance.id, request);
  } catch (error) {
    throw usageError("A Lambda result cannot be used", {
      detail: (error as Error).message,
      help: `give an object for each function: {"result": {…}}, {"error": "…"} or {"timeout": true}`,
    });
  }
}

/** The environment's simulated instance as it lies on the disk. */
async function applied({ environment }: Chosen, context: Context): Promise<Stage> {
  if (!environment.simulator)
    throw usageError(`\`${environment.name}\` is no simulated environment`, {
      help: "leave --applied out, and the files are walked through",
    });
  const { openSimulator } = await import("../../sim/index.js");
  const simulator = await openSimulator({ folder: simulatorFolder(context.folder), now: context.world.now });
  const alias = environment.instance ?? environment.name;
  const region = environment.region ?? "us-east-1";
  const instance = simulator.instances().find((one) => one.alias === alias && one.region === region);
  if (instance === undefined)
    throw usageError(`Nothing was applied to \`${environment.name}\` yet`, {
      help: "apply first, or leave --applied out",
    });
  const state = await openRecord(environment, context).store.read();
  const addresses = (state?.resources ?? []).map(({ id, address }) => [id, address] as const);
  return { simulator, instance, addresses: new Map(addresses) };
}

/** The id of a flow that is given by its address, its name, its id or its ARN. */
function findFlow({ simulator, instance, addresses }: Stage, wanted: string): string {
  const [document] = simulator.dump(instance.alias).instances.filter(({ id }) => id === instance.id);
  const flows = (document?.flows ?? []).flatMap((flow) => (typeof flow === "string" ? [] : [flow]));
  const named = (flow: (typeof flows)[number]): readonly (Address | string | undefined)[] => [
    addresses.get(flow.id ?? ""),
    flow.name,
    flow.id,
    flow.arn,
  ];
  const text = wanted.normalize("NFC");
  const found = flows.find((flow) => named(flow).includes(text));
  if (found?.id !== undefined) return found.id;
  const known = flows.flatMap((flow) => named(flow).slice(0, 2)).filter((name) => name !== undefined);
  const near = nearNames(text, known);
  const suggestion =
    near.length > 0 ? `write ${near.map((name) => `\`${name}\``).join(" or ")}` : "look at `connectctl graph`";
  throw new UsageError([
    { severity: "error", code: "cli/unknown-flow", summary: `There is no flow \`${wanted}\``, help: suggestion },
  ]);
}
