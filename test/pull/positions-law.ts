import fc from "fast-check";
import { BLOCK_TYPES, blockFacts } from "../../src/flow/index.js";
import type { Json, JsonObject } from "../../src/model/json.js";
import { isKind, KINDS, type Kind } from "../../src/model/kind.js";
import {
  botArn,
  type Holding,
  type InstanceSpec,
  idOf,
  instanceArn,
  instanceOf,
  lambdaArn,
} from "../support/instance-builder.js";

/** Ways in which a content can name a thing. */
const FORMS = ["arn", "id", "qualified", "text", "value", "key", "operand", "metadata"] as const;

/** One place of the Flow language that names a thing, and the way in which it does. */
export interface Mention {
  readonly type: string;
  readonly path: string;
  readonly kind: Kind;
  readonly form: (typeof FORMS)[number];
}

/** Every parameter that the Flow language has for naming a thing. */
export const POSITIONS = Object.keys(BLOCK_TYPES).flatMap((type) =>
  (blockFacts(type)?.references ?? []).flatMap(({ path, kind }) => (isKind(kind) ? [{ type, path, kind }] : [])),
);

export const mentionArb: fc.Arbitrary<Mention> = fc
  .record({ position: fc.constantFrom(...POSITIONS), form: fc.constantFrom(...FORMS) })
  .map(({ position, form }) => ({ ...position, form }));

/** What one instance has of everything: a thing of each kind, under the same name everywhere. */
export function everything(spec: InstanceSpec, content?: JsonObject): object {
  const holding: Holding = {
    flows: [{ name: "other flow", uses: [] }],
    modules: [{ name: "module", uses: [], aliases: ["live"] }],
    queues: ["queue"],
    hours: ["hours"],
    prompts: ["prompt"],
    lambdas: ["lambda"],
    bots: [["bot", "live"]],
  };
  const base = instanceOf(spec, holding) as { readonly flows: readonly object[] };
  const named = (kind: Kind) => [{ name: kind, id: idFor(spec, kind) }];
  const main = { name: "main", id: idOf(spec, "contact-flow", "main"), type: "CONTACT_FLOW", content };
  return {
    ...base,
    flows: content ? [...base.flows, main] : base.flows,
    users: named("user").map((user) => ({ ...user, username: "user" })),
    views: named("view"),
    taskTemplates: named("taskTemplate"),
    phoneNumbers: named("phoneNumber").map((number) => ({
      ...number,
      name: "+81312345678",
      phoneNumber: "+81312345678",
    })),
  };
}

function idFor(spec: InstanceSpec, kind: Kind): string {
  return idOf(spec, KINDS[kind].arnWord, kind === "flow" ? "other flow" : kind);
}

function arnFor(spec: InstanceSpec, kind: Kind): string {
  if (kind === "lambda") return lambdaArn(spec, "lambda");
  if (kind === "lexBot") return botArn(spec, "bot", "live");
  if (kind === "phoneNumber") return `arn:aws:connect:${spec.region}:${spec.account}:phone-number/${idFor(spec, kind)}`;
  return `${instanceArn(spec)}/${KINDS[kind].arnWord}/${idFor(spec, kind)}`;
}

/** The content that mentions all of this, as the designer of one instance would have written it. */
export function contentWith(spec: InstanceSpec, mentions: readonly Mention[]): JsonObject {
  const blocks = mentions.map((mention) => blockFor(spec, mention));
  const name = (index: number) => (index < blocks.length ? `block-${index}` : "end");
  const Actions = blocks.map(({ block }, index) => ({ Identifier: name(index), ...waysFrom(block, name(index + 1)) }));
  const layout = blocks.map(({ metadata }, index) => [
    name(index),
    { position: { x: 100 * index, y: 0 }, ...metadata },
  ]);
  const end = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
  return {
    Version: "2019-10-30",
    StartAction: name(0),
    Metadata: { entryPointPosition: { x: 0, y: 0 }, ActionMetadata: Object.fromEntries(layout) as JsonObject },
    Actions: [...Actions, end],
  };
}

interface Drawn {
  readonly Type: string;
  readonly Parameters: JsonObject;
  readonly operands?: readonly string[];
}

function blockFor(spec: InstanceSpec, { type, path, kind, form }: Mention): { block: Drawn; metadata: JsonObject } {
  const arn = arnFor(spec, kind);
  const attributes = (Attributes: JsonObject): Drawn => ({
    Type: "UpdateContactAttributes",
    Parameters: { Attributes },
  });
  const place = (text: string): Drawn => ({
    Type: type,
    Parameters: { ...required(type), ...at(path.split("."), text) },
  });
  const compare = { Type: "Compare", Parameters: { ComparisonValue: "$.Attributes.x" }, operands: [arn] };
  const drawn: Readonly<Record<Mention["form"], Drawn>> = {
    arn: place(arn),
    id: place(hasId(kind) ? idFor(spec, kind) : arn),
    qualified: place(qualified(spec, kind, arn)),
    text: attributes({ note: `Leads to ${arn}, "${arn}" and (${arn}).` }),
    value: attributes({ target: arn }),
    key: attributes({ [arn]: "seen" }),
    operand: compare,
    metadata: place(arn),
  };
  const metadata =
    form === "metadata" ? { ContactFlow: { id: arn, text: kind }, parameters: { any: { displayName: arn } } } : {};
  return { block: drawn[form], metadata };
}

const hasId = (kind: Kind) => !["lambda", "lexBot", "phoneNumber"].includes(kind);

function qualified(spec: InstanceSpec, kind: Kind, arn: string): string {
  if (kind === "lambda") return `${arn}:live`;
  if (kind === "module") return `${arn}:${idOf(spec, "alias", "module live")}`;
  return kind === "flow" ? `${arn}:$SAVED` : arn;
}

/** What a path of the language's table leads to: `[]` is an item, `*` a member. */
function at([step, ...rest]: readonly string[], text: string): JsonObject {
  const below: Json = rest.length === 0 ? text : rest[0] === "[]" ? [at(rest.slice(1), text)] : at(rest, text);
  return { [step === "*" ? "CustomerRemaining" : (step ?? "")]: below };
}

function required(type: string): JsonObject {
  return Object.fromEntries((blockFacts(type)?.requiredParameters ?? []).map((name) => [name, "7"]));
}

/** Error branches that depend on parameters. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  GetParticipantInput: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"],
};

function waysFrom({ Type, Parameters, operands }: Drawn, next: string): JsonObject {
  const facts = blockFacts(Type);
  const errors = [...(facts?.requiredErrors ?? []), ...(facts?.expectedErrors ?? []), ...(ALSO[Type] ?? [])];
  const wanted = operands ?? (facts?.everyOperand ? facts.operands : []);
  const NextAction = next;
  const Conditions = wanted.map((value) => ({ NextAction, Condition: { Operator: "Equals", Operands: [value] } }));
  const ways = { NextAction, Errors: [...new Set(errors)].map((ErrorType) => ({ NextAction, ErrorType })), Conditions };
  return { Type, Parameters, Transitions: facts?.terminal ? {} : ways };
}
