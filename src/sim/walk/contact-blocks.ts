import { ATTRIBUTE_BYTES, attributesOf, bytesOf, withAttributes } from "../contacts/contact-chain.js";
import type { ContactEntry } from "../entries/contact-entries.js";
import type { BlockAct } from "./block-act.js";
import { findThing, lost } from "./find-thing.js";
import { objectOf } from "./flow-document.js";
import { textFor } from "./resolve-path.js";
import { changeFrame, failed, frameNow, next, type Outcome, type Walker } from "./walker.js";

/** Blocks that write what a contact carries: attributes, data, tags, hooks. */
export const CONTACT_BLOCKS: Readonly<Record<string, BlockAct>> = {
  UpdateContactAttributes: setAttributes,
  UpdateFlowAttributes: setFlowAttributes,
  UpdateContactData: setData,
  UpdateContactEventHooks: setHooks,
  UpdateContactRoutingBehavior: (_, { parameters }) =>
    next(...Object.entries(parameters).map(([key, value]) => `${key}: ${String(value)}`)),
  TagContact: (walker, { parameters }) => {
    const tags = { ...walker.contact.tags, ...filled(walker, objectOf(parameters["Tags"])) };
    if (Object.keys(tags).length > MOST_TAGS) return failed(`more than ${MOST_TAGS} tags`);
    walker.contact = { ...walker.contact, tags };
    return next(...assignments(tags));
  },
  UntagContact: (walker, { parameters }) => {
    const keys = Array.isArray(parameters["TagKeys"]) ? parameters["TagKeys"].map(String) : [];
    const kept = Object.entries(walker.contact.tags).filter(([key]) => !keys.includes(key));
    walker.contact = { ...walker.contact, tags: Object.fromEntries(kept) };
    return next(`without ${keys.join(", ")}`);
  },
};

const MOST_TAGS = 6;

/** The values with their paths filled in; a path that leads nowhere leaves an empty text. */
export const filled = (walker: Walker, values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, textFor(walker, value) ?? ""]));

const assignments = (values: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(values).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);

function setAttributes(walker: Walker, { parameters }: Parameters<BlockAct>[1]): Outcome {
  const set = filled(walker, objectOf(parameters["Attributes"]));
  const contact = targetOf(walker, textFor(walker, parameters["TargetContact"]));
  if (contact === undefined) return failed("there is no related contact");
  const attributes = { ...attributesOf(walker.instance, contact), ...set };
  if (bytesOf(attributes) > ATTRIBUTE_BYTES) return failed(`attributes have more than ${ATTRIBUTE_BYTES} bytes`);
  const written = withAttributes(walker.instance, contact, attributes);
  if (contact.id === walker.contact.id) walker.contact = written;
  return next(...told(walker, set, objectOf(parameters["Attributes"])));
}

/** The assignments, and which of them came out empty because their path leads nowhere. */
function told(walker: Walker, set: Readonly<Record<string, string>>, from: Readonly<Record<string, unknown>>) {
  return Object.entries(set).map(([key, value]) => {
    const isLost = typeof from[key] === "string" && textFor(walker, from[key]) === undefined;
    return `${key} = ${JSON.stringify(value)}${isLost ? `: ${String(from[key])} is not there` : ""}`;
  });
}

function targetOf({ contact, instance }: Walker, target: string | undefined): ContactEntry | undefined {
  if (target !== "Related") return contact;
  return contact.relatedId === undefined ? undefined : instance.tables.contacts.get(contact.relatedId);
}

/** In this namespace each value is `{ Value }`. */
function setFlowAttributes(walker: Walker, { parameters }: Parameters<BlockAct>[1]): Outcome {
  const values = Object.entries(objectOf(parameters["FlowAttributes"]));
  const from = Object.fromEntries(values.map(([key, value]) => [key, objectOf(value)["Value"]]));
  const set = filled(walker, from);
  const notes = told(walker, set, from).map((text) => `flow attribute ${text}`);
  changeFrame(walker, { flowAttributes: { ...frameNow(walker).flowAttributes, ...set } });
  return next(...notes);
}

const DATA = {
  Name: "name",
  Description: "description",
  LanguageCode: "languageCode",
  CustomerId: "customerId",
} as const;

function setData(walker: Walker, { parameters }: Parameters<BlockAct>[1]): Outcome {
  const known = Object.entries(DATA).filter(([key]) => parameters[key] !== undefined);
  const set = known.map(([key, member]) => [key, member, textFor(walker, parameters[key]) ?? ""] as const);
  const given = referencesIn(walker, parameters["References"]);
  const references = { ...walker.contact.references, ...given };
  const data = Object.fromEntries(set.map(([, member, value]) => [member, value]));
  walker.contact = { ...walker.contact, ...data, references };
  return next(
    ...set.map(([key, , value]) => `${key} = ${JSON.stringify(value)}`),
    ...Object.entries(given).map(([key, { Value }]) => `reference ${key} = ${JSON.stringify(Value)}`),
  );
}

/** The references that a block sets, `{ Type, Value }` by their names, with the paths in their values filled in. */
export function referencesIn(walker: Walker, references: unknown): NonNullable<ContactEntry["references"]> {
  const entries = Object.entries(objectOf(references)).map(([key, reference]) => {
    const { Type, Value } = objectOf(reference);
    return [key, { Type: textFor(walker, Type), Value: textFor(walker, Value) ?? "" }] as const;
  });
  return Object.fromEntries(entries) as NonNullable<ContactEntry["references"]>;
}

/** Flows that a task cannot be held in or heard through. */
const NOT_FOR_TASKS: ReadonlySet<string> = new Set(["AgentHold", "CustomerHold"]);

function setHooks(walker: Walker, { parameters }: Parameters<BlockAct>[1]): Outcome {
  const hooks = filled(walker, objectOf(parameters["EventHooks"]));
  const held = Object.keys(hooks).find((hook) => NOT_FOR_TASKS.has(hook));
  if (held !== undefined) return failed(`${held}: tasks have no hold flow`);
  const gone = Object.entries(hooks).find(([, flow]) => findThing(walker, "flows", flow) === undefined);
  if (gone !== undefined) return failed(`${gone[0]}: ${lost("flow", gone[1])}`);
  walker.contact = { ...walker.contact, hooks: { ...walker.contact.hooks, ...hooks } };
  return next(...Object.entries(hooks).map(([hook, flow]) => `${hook}: ${flow}`));
}
