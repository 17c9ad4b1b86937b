import * as connect from "@aws-sdk/client-connect";
import type { SimulatorOptions } from "../../src/sim/index.js";
import { content, type Simulated, simulated } from "./simulated.js";

/** A block with what it needs to be published: `next`, `errors` by type, `when` by the operand of Equals. */
export function block(
  Identifier: string,
  Type: string,
  more: {
    readonly with?: object;
    readonly next?: string;
    readonly errors?: Readonly<Record<string, string>>;
    readonly when?: Readonly<Record<string, string>>;
    readonly operator?: string;
  } = {},
): object {
  const Errors = Object.entries(more.errors ?? {}).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction }));
  const Operator = more.operator ?? "Equals";
  const Conditions = Object.entries(more.when ?? {}).map(([operand, NextAction]) => ({
    NextAction,
    Condition: { Operator, Operands: [operand] },
  }));
  const NextAction = more.next ?? Errors[0]?.NextAction;
  return { Identifier, Type, Parameters: more.with ?? {}, Transitions: { NextAction, Errors, Conditions } };
}

/** A block that writes the attribute `at`, and leads to the end: so a test sees where a contact came by. */
export const mark = (Identifier: string, next = "end"): object =>
  block(Identifier, "UpdateContactAttributes", {
    with: { Attributes: { at: Identifier } },
    errors: { NoMatchingError: next },
  });

export const end = { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };

/** A clock that stands until it is moved. */
export interface Clock {
  now: number;
}

/** Friday, noon. */
export const NOON = Date.parse("2026-05-01T12:00:00Z");

export interface Office extends Simulated {
  readonly clock: Clock;
}

/** A simulator whose time a test moves. */
export async function office(options: SimulatorOptions = {}): Promise<Office> {
  const clock = { now: NOON };
  return { ...(await simulated({ now: () => clock.now, ...options })), clock };
}

export async function makeFlow(at: Simulated, name: string, ...actions: readonly object[]): Promise<string> {
  const { client, InstanceId } = at;
  const input = { InstanceId, Name: name, Type: "CONTACT_FLOW" as const, Content: content(...actions) };
  return (await client.send(new connect.CreateContactFlowCommand(input))).ContactFlowArn ?? "";
}

export async function makeModule(at: Simulated, Name: string, ...actions: readonly object[]): Promise<string> {
  const { client, InstanceId } = at;
  const input = { InstanceId, Name, Content: content(...actions) };
  return (await client.send(new connect.CreateContactFlowModuleCommand(input))).Arn ?? "";
}

export async function makeQueue(at: Simulated, Name: string, MaxContacts?: number): Promise<string> {
  const { client, InstanceId } = at;
  const { HoursOfOperationSummaryList: [hours] = [] } = await client.send(
    new connect.ListHoursOfOperationsCommand({ InstanceId }),
  );
  const limit = MaxContacts === undefined ? {} : { MaxContacts };
  const input = { InstanceId, Name, HoursOfOperationId: hours?.Id ?? "", ...limit };
  return (await client.send(new connect.CreateQueueCommand(input))).QueueArn ?? "";
}

export type Start = Partial<Omit<connect.StartTaskContactCommandInput, "InstanceId">>;

export async function start({ client, InstanceId }: Simulated, flow: string, more: Start = {}): Promise<string> {
  const named = more.TaskTemplateId === undefined && more.QuickConnectId === undefined ? { ContactFlowId: flow } : {};
  const input = { InstanceId, Name: "task", ...named, ...more };
  return (await client.send(new connect.StartTaskContactCommand(input))).ContactId ?? "";
}

export async function describeTask({ client, InstanceId }: Simulated, ContactId: string): Promise<connect.Contact> {
  const { Contact } = await client.send(new connect.DescribeContactCommand({ InstanceId, ContactId }));
  if (Contact === undefined) throw new Error("There is no contact");
  return Contact;
}

/** Sends a task through blocks and gives it as it is then. */
export async function walked(at: Simulated, actions: readonly object[], more: Start = {}): Promise<connect.Contact> {
  return describeTask(
    at,
    await start(at, await makeFlow(at, `Flow ${Math.abs(hash(JSON.stringify(actions)))}`, ...actions), more),
  );
}

const hash = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);

/** The attributes that a task has after these blocks. */
export async function attributesAfter(
  at: Simulated,
  actions: readonly object[],
  more: Start = {},
): Promise<Readonly<Record<string, string>>> {
  return (await walked(at, actions, more)).Attributes ?? {};
}
