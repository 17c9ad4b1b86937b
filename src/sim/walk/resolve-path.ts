import { attributesOf } from "../contacts/contact-chain.js";
import { objectOf, textOf } from "./flow-document.js";
import { arnIn, frameNow, type Walker } from "./walker.js";

const STEP = String.raw`(?:\.[A-Za-z0-9_][\w-]*|\.?\['[^']*'\]|\.?\["[^"]*"\]|\[\d+\])`;
const PATH = new RegExp(String.raw`\$(?=[.[])(?![.][0-9])${STEP}+`, "g");
const WHOLE = new RegExp(String.raw`^\$${STEP}+$`);
const STEPS = /\.([A-Za-z0-9_][\w-]*)|\.?\['([^']*)'\]|\.?\["([^"]*)"\]|\[(\d+)\]/g;

/** Whether a value is one JSONPath, such as `$.Attributes.language` or `$['Attributes']['language']`. */
const isPath = (text: string): boolean => WHOLE.test(text);

/** What a JSONPath leads to in what the contact knows; undefined where it leads nowhere. */
export function resolvePath(walker: Walker, path: string): unknown {
  const steps = [...path.matchAll(STEPS)].map(([, plain, single, double, index]) => plain ?? single ?? double ?? index);
  let value: unknown = dataOf(walker);
  for (const step of steps) {
    const holder: unknown = value;
    const holds = typeof holder === "object" && holder !== null && Object.hasOwn(holder, step ?? "");
    value = holds ? (holder as Record<string, unknown>)[step ?? ""] : undefined;
  }
  return value;
}

/** A parameter that is a text or one path: undefined where there is none or the path leads nowhere. */
export function textFor(walker: Walker, parameter: unknown): string | undefined {
  const text = textOf(parameter);
  if (text === undefined || !isPath(text)) return text === undefined ? undefined : fillIn(walker, text);
  return asText(resolvePath(walker, text));
}

/** A text with what its paths lead to; those that lead nowhere leave nothing. */
export const fillIn = (walker: Walker, text: string): string =>
  text.replace(PATH, (path) => asText(resolvePath(walker, path)) ?? "");

function asText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return textOf(value) ?? JSON.stringify(value);
}

/** All that a flow can refer to of a task: the names are those of the admin guide's list of contact attributes. */
function dataOf(walker: Walker): Readonly<Record<string, unknown>> {
  const { contact, walk, instance } = walker;
  const frame = frameNow(walker);
  const modules = { Input: frame.input, Result: walk.returned?.result, ResultData: walk.returned?.data };
  return {
    Attributes: attributesOf(instance, contact),
    External: walk.external,
    FlowAttributes: frame.flowAttributes,
    Channel: "TASK",
    Name: contact.name,
    Description: contact.description,
    ContactId: contact.id,
    InitialContactId: contact.initialId ?? contact.id,
    PreviousContactId: contact.previousId,
    Task: { ContactId: contact.id, Name: contact.name, Description: contact.description },
    InitiationMethod: contact.initiation ?? "API",
    InstanceARN: instance.about.arn,
    AwsRegion: instance.about.region,
    LanguageCode: contact.languageCode,
    CustomerId: contact.customerId,
    References: contact.references,
    Tags: contact.tags,
    SegmentAttributes: segmentsOf(contact.segmentAttributes),
    Queue: queueOf(walker),
    Metrics: walk.metrics,
    Modules: modules,
    Module: { ...modules, Output: walk.returned?.data },
    Loop: loopsOf(frame.loops),
  };
}

/** A segment attribute stands for the one value it has. */
function segmentsOf(segments: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
  const plain = Object.entries(segments ?? {}).map(([key, value]) => [key, Object.values(objectOf(value))[0]]);
  return Object.fromEntries(plain) as Record<string, unknown>;
}

function queueOf(walker: Walker): Readonly<Record<string, unknown>> | undefined {
  const { target } = walker.walk;
  if (target === undefined) return undefined;
  const entry = walker.instance.tables[target.kind].get(target.id);
  return entry && { Name: entry.name, ARN: arnIn(walker, target.kind, entry.id), Id: entry.id };
}

const loopsOf = (loops: Readonly<Record<string, number>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(loops).map(([block, round]) => [block, { Index: round - 1 }]));
