import type { ModuleEntry } from "../entries/flow-entries.js";
import { splitId } from "../find.js";
import type { BlockAct } from "./block-act.js";
import { filled } from "./contact-blocks.js";
import { findThing, lost } from "./find-thing.js";
import { type Block, objectOf } from "./flow-document.js";
import { resolvePath, textFor } from "./resolve-path.js";
import { frameOf } from "./walk.js";
import { failed, type Outcome, type Walker } from "./walker.js";

/** Blocks that lead into other flows and modules, back, and out. */
export const FLOW_BLOCKS: Readonly<Record<string, BlockAct>> = {
  TransferToFlow: transfer,
  InvokeFlowModule: invoke,
  EndFlowModuleExecution: leave,
  EndFlowExecution: () => ({
    go: "stop",
    notes: [],
    end: { type: "ended", reason: "the flow ended" },
    assumed: "a task whose flow ends outside a queue is over",
  }),
  DisconnectParticipant: () => ({ go: "stop", notes: [], end: { type: "ended", reason: "the flow disconnected it" } }),
};

function transfer(walker: Walker, { parameters }: Block): Outcome {
  const value = textFor(walker, parameters["ContactFlowId"]);
  const flow = findThing(walker, "flows", value ?? "");
  if (flow === undefined) return failed(lost("flow", value ?? String(parameters["ContactFlowId"] ?? "")));
  if (flow.state === "ARCHIVED") return failed(`${flow.arn} is archived`);
  if (flow.content === undefined) return failed(`${flow.arn} is not published`);
  if (!ENTERED.has(flow.type)) return failed(`${flow.arn} is of type ${flow.type}, which nothing is transferred to`);
  walker.walk = { ...walker.walk, frames: [frameOf("flows", flow.id)] };
  return { go: "jump", notes: [flow.arn] };
}

/** Types that the block leads to, says the admin guide. */
const ENTERED: ReadonlySet<string> = new Set(["CONTACT_FLOW", "AGENT_TRANSFER", "QUEUE_TRANSFER"]);

/** Modules in modules: the documents contradict each other, from none to this many. */
const DEEPEST = 5;

function invoke(walker: Walker, { parameters }: Block): Outcome {
  const value = textFor(walker, parameters["FlowModuleId"]) ?? "";
  const entry = findThing(walker, "modules", value);
  if (entry === undefined)
    return failed(lost("module", value === "" ? String(parameters["FlowModuleId"] ?? "") : value));
  if (entry.state === "ARCHIVED") return failed(`${entry.arn} is archived`);
  const { qualifier } = splitId(value);
  if (moduleContent(entry, qualifier) === undefined)
    return failed(`${entry.arn} has no published content ${qualifier ?? ""}`.trim());
  if (walker.walk.frames.length > DEEPEST) return failed(`modules are more than ${DEEPEST} deep`);
  const input = inputOf(walker, parameters);
  walker.walk = {
    ...walker.walk,
    frames: [...walker.walk.frames, frameOf("modules", entry.id, { qualifier, input })],
  };
  const given = Object.entries(input).map(([key, item]) => `input ${key} = ${JSON.stringify(item)}`);
  return { go: "jump", notes: [value.startsWith("arn:") ? value : entry.arn, ...given] };
}

/** The content that a qualifier asks for: a version, what an alias points at, or what is published. */
export function moduleContent(entry: ModuleEntry, qualifier: string | undefined): string | undefined {
  if (qualifier === undefined || qualifier.startsWith("$")) return entry.content;
  const alias = entry.aliases.find(({ id }) => id === qualifier);
  const wanted = alias === undefined ? qualifier : String(alias.version);
  return entry.versions.find(({ version }) => String(version) === wanted)?.content;
}

/** The keys are not documented: these are those that were seen, or would be. */
const INPUTS = ["Parameters", "InputParameters", "Input", "FlowModuleInput"];
const RESULTS = ["ResultData", "Output", "OutputParameters"];

const inputOf = (walker: Walker, parameters: Block["parameters"]): Readonly<Record<string, string>> =>
  filled(walker, objectOf(INPUTS.map((key) => parameters[key]).find((item) => item !== undefined)));

function leave(walker: Walker, { parameters }: Block): Outcome {
  const { frames } = walker.walk;
  if (frames.length < 2) {
    const end = { type: "stuck", reason: "it returns from a module, and none was invoked" } as const;
    return { go: "stop", notes: [], end };
  }
  const result = textFor(walker, parameters["Result"] ?? parameters["ModuleResult"]);
  const data = objectOf(RESULTS.map((key) => parameters[key]).find((item) => item !== undefined));
  const returned = { result, data: resolved(walker, data) };
  walker.walk = { ...walker.walk, frames: frames.slice(0, -1), returned };
  return { go: "return", value: result, notes: result === undefined ? [] : [`result ${JSON.stringify(result)}`] };
}

const resolved = (walker: Walker, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === "string" && value.startsWith("$") ? resolvePath(walker, value) : value,
    ]),
  );
