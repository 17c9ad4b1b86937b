import type { JsonObject } from "../../src/model/json.js";
import type { Plan } from "../../src/model/plan.js";
import { diffBodies } from "../../src/plan/index.js";
import { block, change, content, kept, type LinkSeed, planOf } from "./plans.js";

/** A block with the place where the console draws it. */
export interface DrawnBlock {
  readonly block: JsonObject;
  readonly x: number;
  readonly y: number;
}

/** A block at a place. */
export function drawn(
  x: number,
  y: number,
  id: string,
  type: string,
  parameters: JsonObject = {},
  links: LinkSeed = {},
): DrawnBlock {
  return { block: block(id, type, parameters, links), x, y };
}

/** A content whose blocks have places; it starts at the first. */
export function drawnContent(...blocks: readonly DrawnBlock[]): JsonObject {
  const metadata = blocks.map(({ block: one, x, y }) => [String(one["Identifier"]), { position: { x, y } }]);
  return {
    ...content(...blocks.map((one) => one.block)),
    Metadata: { entryPointPosition: { x: -120, y: 20 }, ActionMetadata: Object.fromEntries(metadata) },
  };
}

/** What makes one menu differ from another. */
export interface MenuSeed {
  readonly queues: readonly string[];
  readonly greeting?: string;
  readonly hours?: string;
  /** Whether callers may leave a number instead of waiting. */
  readonly callback?: boolean;
}

const ERROR = { NoMatchingError: "End" };

/** A menu as centres have it: hours, greeting, keys, and five blocks for each queue. */
export function menuContent({
  queues,
  greeting = "Welcome to Acme.",
  hours = "${hours.office}",
  callback = false,
}: MenuSeed): JsonObject {
  const keys = Object.fromEntries(queues.map((queue, index) => [String(index + 1), `Look up ${queue}`]));
  const errors = { InputTimeLimitExceeded: "Again", NoMatchingCondition: "Again", ...ERROR };
  const bottom = 240 * queues.length + 160;
  return drawnContent(
    drawn(0, 20, "Log", "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "Open?" }),
    drawn(
      260,
      20,
      "Open?",
      "CheckHoursOfOperation",
      { HoursOfOperationId: hours },
      { equals: { True: "Greeting", False: "Closed" }, errors: ERROR },
    ),
    drawn(520, 20, "Greeting", "MessageParticipant", { Text: greeting }, { next: "Menu", errors: ERROR }),
    drawn(
      520,
      320,
      "Closed",
      "MessageParticipant",
      { Text: "We are closed. 営業時間は9時から18時までです。" },
      { next: "End" },
    ),
    drawn(
      800,
      20,
      "Menu",
      "GetParticipantInput",
      { Text: "Press the key for what you need.", InputTimeLimitSeconds: "5", StoreInput: "False" },
      { equals: keys, errors },
    ),
    drawn(800, 420, "Again", "Loop", { LoopCount: "3" }, { equals: { ContinueLooping: "Menu", DoneLooping: "End" } }),
    ...queues.flatMap((queue, index) => branch(queue, 240 * index, callback)),
    drawn(2480, bottom, "End", "DisconnectParticipant"),
  );
}

function branch(queue: string, y: number, callback: boolean): readonly DrawnBlock[] {
  const full = callback ? `Call back ${queue}` : "End";
  return [
    drawn(
      1100,
      y,
      `Look up ${queue}`,
      "InvokeLambdaFunction",
      { LambdaFunctionARN: "${lambda.customer}", InvocationTimeLimitSeconds: "3" },
      { next: `To ${queue}`, errors: { NoMatchingError: `To ${queue}` } },
    ),
    drawn(
      1370,
      y,
      `To ${queue}`,
      "UpdateContactTargetQueue",
      { QueueId: `\${queue.${queue}}` },
      { next: `Say ${queue}`, errors: ERROR },
    ),
    drawn(
      1640,
      y,
      `Say ${queue}`,
      "MessageParticipant",
      { Text: `You are being connected to ${queue}.` },
      { next: `Transfer ${queue}`, errors: ERROR },
    ),
    drawn(
      1910,
      y,
      `Transfer ${queue}`,
      "TransferContactToQueue",
      {},
      { errors: { QueueAtCapacity: full, NoMatchingError: "End" } },
    ),
    ...(callback
      ? [
          drawn(
            2200,
            y,
            `Call back ${queue}`,
            "CreateCallbackContact",
            { InitialCallDelaySeconds: "10", MaximumConnectionAttempts: "2" },
            { next: "End", errors: ERROR },
          ),
        ]
      : []),
  ];
}

const QUEUES = ["sales", "support", "billing", "vip", "英語", "returns", "press"];

/** Before and after of a menu in which much is new, gone and different. */
export function menuBefore(index = 0): JsonObject {
  return menuContent({
    queues: QUEUES.slice(0, 6),
    greeting: `Thank you for calling Acme ${index}. Your call may be recorded for training purposes.`,
  });
}

export function menuAfter(index = 0): JsonObject {
  return menuContent({
    queues: [...QUEUES.slice(0, 4), QUEUES[6] ?? ""],
    greeting: `Thank you for calling Acme Japan ${index}. Your call may be recorded for training and quality purposes.`,
    hours: "${hours.late}",
    callback: index % 2 === 0,
  });
}

/** A plan of many changed flows of some thirty blocks, in three waves, with a new one, one that goes and a circle. */
export function flowsPlan(count: number, places = true): Plan {
  const stripped = (one: JsonObject) => (places ? one : { ...one, Metadata: {} });
  const updates = Array.from({ length: count }, (_, index) => {
    const [before, after] = [{ content: stripped(menuBefore(index)) }, { content: stripped(menuAfter(index)) }];
    const number = String(index + 1).padStart(3, "0");
    return change({
      address: `flow.menu-${number}`,
      action: "update",
      name: index % 3 === 0 ? `受付メニュー ${number}` : `Menu ${number}`,
      wave: 2 + (index % 2),
      risk: index % 7 === 0 ? "high" : "medium",
      dependsOn: index % 2 === 0 ? ["hours.late", "flow.ring-a"] : [`flow.menu-${String(index).padStart(3, "0")}`],
      file: `flows/menu-${number}.json`,
      before,
      after,
      fields: diffBodies(before, after),
    });
  });
  const ring = { name: "Ring", type: "CONTACT_FLOW", content: menuContent({ queues: ["sales"] }) };
  const both = ["flow.ring-a", "flow.ring-b"];
  return planOf([
    change({
      address: "hours.late",
      action: "create",
      name: "Late hours",
      risk: "low",
      after: { name: "Late hours", timeZone: "Asia/Tokyo" },
    }),
    ...both.map((address) =>
      change({
        address,
        action: "create",
        name: address === "flow.ring-a" ? "Ring A" : "リング B",
        after: ring,
        dependsOn: both.filter((other) => other !== address),
        circular: both.filter((other) => other !== address),
        placeholder: address === "flow.ring-a" ? content(block("end", "DisconnectParticipant")) : null,
      }),
    ),
    ...updates,
    change({
      address: "flow.old-campaign",
      action: "delete",
      reason: "orphan",
      name: "Old campaign",
      wave: 4,
      risk: "high",
      before: { content: menuContent({ queues: ["press"] }) },
    }),
    change({
      address: "flow.tidy",
      action: "update",
      reason: "layout",
      layoutOnly: true,
      risk: "low",
      wave: 2,
      fields: [{ path: "layout", before: null, after: { places: 3 } }],
    }),
    ...kept(12),
  ]);
}

/** One flow of many blocks in rows of twenty, each leading to the next and, on an error, to the first. */
export function longContent(count: number): JsonObject {
  return drawnContent(
    ...Array.from({ length: count }, (_, index) =>
      drawn(
        (index % 20) * 260,
        Math.floor(index / 20) * 240,
        `Block ${index}`,
        "MessageParticipant",
        { Text: `${index}` },
        { next: `Block ${(index + 1) % count}`, errors: { NoMatchingError: "Block 0" } },
      ),
    ),
  );
}
