import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

type Fields = Readonly<Record<string, unknown>>;

/** What a manifest asks for: section, logical name, fields; content stands in place, references as in a file. */
export interface Wanted {
  readonly hours: Readonly<Record<string, Fields>>;
  readonly queues: Readonly<Record<string, Fields>>;
  readonly modules: Readonly<Record<string, Fields>>;
  readonly flows: Readonly<Record<string, Fields>>;
}

type Block = Readonly<Record<string, unknown>>;

const ERRORS = ["NoMatchingError"];

function block(Identifier: string, Type: string, Parameters: Fields, next?: string, errors = ERRORS): Block {
  const Errors = errors.map((ErrorType) => ({ NextAction: next, ErrorType }));
  const Transitions = next === undefined ? {} : { NextAction: next, Errors, Conditions: [] };
  return { Identifier, Type, Parameters, Transitions };
}

function content(...blocks: readonly Block[]): Fields {
  return { Version: "2019-10-30", StartAction: String(blocks[0]?.["Identifier"]), Metadata: {}, Actions: blocks };
}

const end = block("end", "DisconnectParticipant", {});
const back = block("back", "EndFlowModuleExecution", {});
const say = (Text: string, next = "end") => block("say", "MessageParticipant", { Text }, next);
const hand = (name: string, ContactFlowId: string, next: string) =>
  block(name, "TransferToFlow", { ContactFlowId }, next);
const queue = (QueueId: string, next: string) => block("queue", "UpdateContactTargetQueue", { QueueId }, next);
const module = (FlowModuleId: string, next: string) => block("module", "InvokeFlowModule", { FlowModuleId }, next);

const day = (day: string, start: string, to: string) => ({ day, start, end: to });

/**
 * A project in four versions, to be applied one after the other and round again. Between them there is a create, an
 * update, a rename, a replacement and a delete of what stands in circles, refers to itself, or is referred to.
 */
export function wantedIn(version: number): Wanted {
  const turn = version % 4;
  const [edited, replaced, renamed] = [turn === 1 || turn === 2, turn === 2, turn === 3];
  return {
    hours: {
      office: { name: "Office", timeZone: "UTC", config: [day("MONDAY", "09:00", edited ? "17:00" : "18:00")] },
      ...(replaced
        ? {}
        : { night: { name: "Night", timeZone: "Asia/Tokyo", config: [day("FRIDAY", "22:00", "23:00")] } }),
    },
    queues: {
      sales: {
        name: renamed ? "Sales desk" : "Sales",
        description: edited ? "Sells" : "Sells more",
        hours: "${hours.office}",
        maxContacts: edited ? 5 : 9,
        outboundCaller: { flow: "${flow.whisper}", name: "Acme" },
      },
      closed: { name: "Closed", hours: "${hours.office}", enabled: edited },
      ...(replaced ? {} : { late: { name: "Late", hours: "${hours.night}" } }),
    },
    modules: {
      greet: { name: "Greet", content: content(say(edited ? "Hello" : "Good day", "back"), back) },
      check: {
        name: "Check",
        content: content(module("${module.greet}", "say"), say(`Checked ${edited}`, "back"), back),
        aliases: ["live"],
      },
      ...(renamed ? { extra: { name: "Extra", content: content(back) } } : {}),
    },
    flows: {
      whisper: { name: "Whisper", type: "OUTBOUND_WHISPER", content: content(say("Psst"), end) },
      main: {
        name: "Main",
        type: "CONTACT_FLOW",
        description: edited ? "" : "Front door",
        content: content(
          module("${module.check}", "queue"),
          queue("${queue.sales}", "hand"),
          hand("hand", "${flow.menu}", "end"),
          end,
        ),
      },
      menu: {
        name: renamed ? "Menu two" : "Menu",
        type: "CONTACT_FLOW",
        content: content(
          say(`Turn ${turn}`, "main"),
          hand("main", "${flow.main}", "again"),
          hand("again", "${flow.menu}", "end"),
          end,
        ),
      },
      changing: {
        name: "Changing",
        type: replaced ? "CUSTOMER_QUEUE" : "CONTACT_FLOW",
        content: content(say(replaced ? "Please hold" : "Hi"), end),
      },
      ...(replaced
        ? {}
        : {
            refers: {
              name: "Refers",
              type: "CONTACT_FLOW",
              content: content(hand("to", "${flow.changing}", "end"), end),
            },
          }),
      ...(turn === 0
        ? {}
        : {
            one: { name: "One", type: "CONTACT_FLOW", content: content(hand("to", "${flow.two}", "end"), end) },
            two: { name: "Two", type: "CONTACT_FLOW", content: content(hand("to", "${flow.three}", "end"), end) },
            three: {
              name: "Three",
              type: "CONTACT_FLOW",
              published: true,
              content: content(hand("to", "${flow.one}", "end"), end),
            },
          }),
    },
  };
}

/** Writes a project for the service at an address, in place of the one that is there; the state is left alone. */
export async function writeProject(
  folder: string,
  wanted: Wanted,
  endpoint: string,
  { instance = "acme", state }: { readonly instance?: string; readonly state?: unknown } = {},
): Promise<void> {
  const manifest: Record<string, unknown> = {
    version: 1,
    environments: { rig: { region: "us-east-1", instance, endpoint, rate: "unlimited", state } },
    tags: { team: "cx" },
  };
  for (const [section, entries] of Object.entries(wanted)) {
    const written = await Promise.all(
      Object.entries(entries as Wanted["flows"]).map(async ([name, fields]) => {
        if (!("content" in fields)) return [name, fields];
        const file = `${section}/${name}.json`;
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), `${JSON.stringify(fields["content"], null, 2)}\n`);
        return [name, { ...fields, content: file }];
      }),
    );
    manifest[section] = Object.fromEntries(written);
  }
  await rm(join(folder, "connectctl.yaml"), { force: true });
  await writeFile(join(folder, "connectctl.json"), JSON.stringify(manifest, null, 2));
}
