const EVERY_DAY = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

function block(Identifier: string, Type: string, Parameters: object, next?: string): object {
  const Errors = [{ NextAction: "end", ErrorType: "NoMatchingError" }];
  const full = Type === "TransferContactToQueue" ? [{ NextAction: "end", ErrorType: "QueueAtCapacity" }] : [];
  const Transitions = next === undefined ? {} : { NextAction: next, Errors: [...full, ...Errors], Conditions: [] };
  return { Identifier, Type, Parameters, Transitions };
}

function content(...blocks: readonly object[]): object {
  const [first] = blocks as readonly { readonly Identifier: string }[];
  return { Version: "2019-10-30", StartAction: first?.Identifier ?? "", Metadata: {}, Actions: blocks };
}

const END = block("end", "DisconnectParticipant", {});

/** A flow that greets and leads into the queue Sales, and one that ends at once. */
const CONTENTS = {
  "main.json": content(
    block("greet", "UpdateContactAttributes", { Attributes: { greeted: "yes" }, TargetContact: "Current" }, "queue"),
    block("queue", "UpdateContactTargetQueue", { QueueId: "${queue.sales}" }, "transfer"),
    block("transfer", "TransferContactToQueue", {}, "end"),
    END,
  ),
  "bye.json": content(END),
};

/** The files of a project with such smoke tests, in an environment `demo` and one, `other`, that is like it. */
export function smokeProject(smoke: object, environment: object = { simulator: true }): Record<string, object> {
  const config = EVERY_DAY.map((day) => ({ day, start: "00:00", end: "00:00" }));
  const manifest = {
    version: 1,
    environments: { demo: environment, other: environment },
    hours: { always: { name: "Always", timeZone: "UTC", config } },
    queues: {
      sales: { name: "Sales", hours: "${hours.always}" },
      closed: { name: "Closed", hours: "${hours.always}" },
    },
    flows: { main: { name: "Main", content: "main.json" }, bye: { name: "Bye", content: "bye.json" } },
    smoke,
  };
  return { "connectctl.json": manifest, ...CONTENTS };
}

export const REACHES_SALES = {
  flow: "${flow.main}",
  name: "Smoke main",
  attributes: { language: "ja" },
  expect: {
    queue: "${queue.sales}",
    attributes: { greeted: "yes", language: { pattern: "^j" }, error: { set: false } },
  },
};

/** Never comes true: the contact waits in the queue. */
export const WAITS = { flow: "flow.main", expect: { ended: true }, within: "20s" };
