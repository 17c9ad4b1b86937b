import type { Plan } from "../../src/model/plan.js";
import { block, change, content, field, kept, planOf } from "./plans.js";

/** The example of the output rules: a new module, and a flow in which one text differs. */
export function smallPlan(): Plan {
  return planOf([
    change({ address: "module.greeting", action: "create", wave: 1, name: "Greeting" }),
    change({
      address: "flow.main-ivr",
      action: "update",
      wave: 2,
      fields: [field("content/blocks/welcome/Parameters/Text", "Hello", "Welcome to Acme")],
    }),
    ...kept(12),
  ]);
}

const OLD_PROMPT =
  "Thank you for calling Acme. For sales, press 1. For support, press 2. To hear this menu again, press 9. Your call may be recorded for training purposes.";
const NEW_PROMPT =
  "Thank you for calling Acme Japan. For sales, press 1. For support, press 3. To hear this menu again, press 9. Your call may be recorded for training and quality purposes.";

const before = content(
  block("Welcome", "MessageParticipant", { Text: OLD_PROMPT }, { next: "Menu" }),
  block(
    "Menu",
    "GetParticipantInput",
    {},
    { equals: { "1": "To sales" }, errors: { InputTimeLimitExceeded: "Sorry" } },
  ),
  block("To sales", "UpdateContactTargetQueue", { QueueId: "${queue.sales}" }, { next: "Hang up" }),
  block("Sorry", "MessageParticipant", { Text: "Nobody is here" }, { next: "Hang up" }),
  block("Hang up", "DisconnectParticipant"),
);

const after = content(
  block("Hours?", "CheckHoursOfOperation", { HoursOfOperationId: "${hours.office}" }, { next: "Welcome" }),
  block("Welcome", "MessageParticipant", { Text: NEW_PROMPT }, { next: "Menu" }),
  block(
    "Menu",
    "GetParticipantInput",
    {},
    { equals: { "1": "To sales" }, errors: { InputTimeLimitExceeded: "Hang up" } },
  ),
  block("To sales", "UpdateContactTargetQueue", { QueueId: "${queue.vip}" }, { next: "Hang up" }),
  block("Hang up", "DisconnectParticipant"),
);

/** Every action, a circle, all sorts of differences, drift, orphans and a finding. */
export function fullPlan(): Plan {
  const changes = [
    change({
      address: "queue.vip",
      action: "create",
      name: "VIP ⭐",
      risk: "low",
      after: { name: "VIP ⭐", hours: "${hours.office}", maxContacts: 20, description: "People who pay more" },
    }),
    change({
      address: "flow.ring-a",
      action: "create",
      name: "Ring A",
      circular: ["flow.ring-b"],
      placeholder: content(block("end", "DisconnectParticipant")),
      after: {
        name: "Ring A",
        type: "CONTACT_FLOW",
        content: content(
          block("start", "TransferToFlow", { ContactFlowId: "${flow.ring-b}" }, { errors: { NoMatchingError: "end" } }),
          block("end", "DisconnectParticipant"),
        ),
      },
    }),
    change({
      address: "hours.office",
      action: "update",
      risk: "high",
      reason: "conflict",
      name: "Office hours",
      fields: [
        field("config/MONDAY 09:00", { day: "MONDAY", start: "09:00", end: "18:00" }, null),
        field("config/MONDAY 08:30", null, { day: "MONDAY", start: "08:30", end: "18:00" }),
        field("tags/team", null, "cx"),
      ],
    }),
    change({
      address: "flow.main-ivr",
      action: "update",
      wave: 2,
      risk: "high",
      name: "Main IVR",
      file: "flows/main-ivr.json",
      before: { content: before },
      after: { content: after },
      fields: [
        field("content/StartAction", "Welcome", "Hours?"),
        field("content/blocks/Hours?", null, {
          Type: "CheckHoursOfOperation",
          Parameters: { HoursOfOperationId: "${hours.office}" },
          Transitions: { NextAction: "Welcome", Errors: {}, Conditions: {} },
        }),
        field("content/blocks/Menu/Transitions/Errors/InputTimeLimitExceeded", "Sorry", "Hang up"),
        field(
          "content/blocks/Sorry",
          {
            Type: "MessageParticipant",
            Parameters: { Text: "Nobody is here" },
            Transitions: { NextAction: "Hang up", Errors: {}, Conditions: {} },
          },
          null,
        ),
        field("content/blocks/To sales/Parameters/QueueId", "${queue.sales}", "${queue.vip}"),
        field("content/blocks/Welcome/Parameters/Text", OLD_PROMPT, NEW_PROMPT),
        field("layout", null, { places: 12 }),
      ],
    }),
    change({
      address: "flow.受付",
      action: "update",
      wave: 2,
      name: "受付フロー",
      fields: [
        field(
          "content/blocks/ようこそ/Parameters/Text",
          "お電話ありがとうございます。アクメ株式会社です。営業の方は1を、サポートの方は2を押してください。",
          "お電話ありがとうございます。アクメジャパン株式会社です。営業の方は1を、サポートの方は3を押してください。",
        ),
        field("content/blocks/ようこそ/Transitions/Conditions/Equals 1", null, "営業へ"),
      ],
    }),
    change({
      address: "flow.tidy",
      action: "update",
      reason: "layout",
      layoutOnly: true,
      risk: "low",
      wave: 2,
      fields: [field("layout", null, { places: 3 })],
    }),
    change({
      address: "flow.typed",
      action: "replace",
      reason: "create-only-field",
      risk: "high",
      wave: 2,
      fields: [field("type", "CONTACT_FLOW", "QUEUE_TRANSFER")],
    }),
    change({ address: "module.shared", action: "adopt", reason: "same-name", name: "Shared 🎧", wave: 0 }),
    change({
      address: "flow.old-campaign",
      action: "delete",
      reason: "orphan",
      name: "Old campaign",
      wave: 3,
      risk: "high",
    }),
    change({ address: "flow.renamed", action: "keep", reason: "moved", movedFrom: "flow.former" }),
    ...kept(12),
  ];
  return planOf(changes, {
    drift: [
      {
        address: "hours.office",
        kind: "conflict",
        fields: [
          field(
            "config/MONDAY 09:00",
            { day: "MONDAY", start: "10:00", end: "18:00" },
            { day: "MONDAY", start: "09:00", end: "18:00" },
          ),
        ],
        modifiedAt: "2026-01-01T22:00:00.000Z",
      },
      { address: "flow.kept-3", kind: "deleted", fields: [] },
    ],
    conflicts: 1,
    orphans: [{ address: "queue.night", id: "q-1", name: "Night shift" }],
    diagnostics: [
      {
        severity: "warning",
        code: "plan/overwrites",
        summary: "Overwrites a change made in the instance",
        address: "hours.office",
      },
    ],
  });
}

/** Three hundred flows that each say something new. */
export function largePlan(count = 300): Plan {
  const changes = Array.from({ length: count }, (_, index) =>
    change({
      address: `flow.campaign-${String(index + 1).padStart(3, "0")}`,
      action: "update",
      wave: 1 + (index % 3),
      risk: index % 50 === 0 ? "high" : "medium",
      fields: [
        field("content/blocks/Hello/Parameters/Text", `Hello from campaign ${index}`, `Welcome to campaign ${index}`),
        field("content/blocks/Hello/Transitions/NextAction", "Hang up", "Menu"),
      ],
    }),
  );
  return planOf(changes);
}
