interface More {
  readonly with?: object;
  readonly next?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly when?: readonly (readonly [operator: string, operand: string, next: string])[];
}

function block(Identifier: string, Type: string, { with: Parameters = {}, next, errors = {}, when = [] }: More = {}) {
  const Errors = Object.entries(errors).map(([ErrorType, NextAction]) => ({ NextAction, ErrorType }));
  const Conditions = when.map(([Operator, operand, NextAction]) => ({
    NextAction,
    Condition: { Operator, Operands: [operand] },
  }));
  const NextAction = next ?? Errors[0]?.NextAction;
  const lists = { ...(Errors.length > 0 ? { Errors } : {}), ...(Conditions.length > 0 ? { Conditions } : {}) };
  return { Identifier, Type, Parameters, Transitions: NextAction === undefined ? {} : { NextAction, ...lists } };
}

function content(...Actions: readonly ReturnType<typeof block>[]): object {
  return { Version: "2019-10-30", StartAction: Actions[0]?.Identifier, Metadata: {}, Actions };
}

const FAILS = { NoMatchingError: "Hang up" };
const hangUp = block("Hang up", "DisconnectParticipant");
const toQueue = (name: string, queue: string, place: string) => [
  block(name, "UpdateContactTargetQueue", { with: { QueueId: queue }, next: place, errors: FAILS }),
  block(place, "TransferContactToQueue", { errors: { QueueAtCapacity: "Hang up", ...FAILS } }),
];
const say = (name: string, Text: string, next: string) =>
  block(name, "MessageParticipant", { with: { Text }, errors: { NoMatchingError: next } });
const set = (name: string, Attributes: object, next: string) =>
  block(name, "UpdateContactAttributes", { with: { Attributes }, next, errors: FAILS });

const front = content(
  block("Log", "UpdateFlowLoggingBehavior", { with: { FlowLoggingBehavior: "Enabled" }, next: "Set up" }),
  block("Set up", "InvokeFlowModule", {
    with: { FlowModuleId: "${module.set-up}" },
    next: "Are we open",
    errors: { NoMatchingError: "Are we open" },
  }),
  block("Are we open", "CheckHoursOfOperation", {
    with: { HoursOfOperationId: "${hours.office}" },
    next: "Closed",
    when: [
      ["Equals", "True", "Which language"],
      ["Equals", "False", "Closed"],
    ],
    errors: { NoMatchingError: "Closed" },
  }),
  block("Which language", "Compare", {
    with: { ComparisonValue: "$.Attributes.language" },
    next: "English desk",
    when: [
      ["Equals", "ja", "Japanese desk"],
      ["Equals", "en", "English desk"],
    ],
    errors: { NoMatchingCondition: "Closed" },
  }),
  ...toQueue("Japanese desk", "${queue.japanese}", "Into the Japanese queue"),
  ...toQueue("English desk", "${queue.english}", "Into the English queue"),
  block("Closed", "TransferToFlow", { with: { ContactFlowId: "${flow.closed}" }, errors: FAILS }),
  hangUp,
);

const closed = content(
  set("Note it", { outcome: "closed", "asked-for": "$.Attributes.language" }, "Say it"),
  say("Say it", "We are closed.", "Hang up"),
  hangUp,
);

const customer = content(
  block("Who is it", "InvokeLambdaFunction", {
    with: {
      LambdaFunctionARN: "${lambda.customer}",
      InvocationTimeLimitSeconds: "3",
      LambdaInvocationAttributes: { task: "$.Name" },
      ResponseValidation: { ResponseType: "STRING_MAP" },
    },
    next: "Keep it",
    errors: { NoMatchingError: "Nobody known" },
  }),
  set("Keep it", { tier: "$.External.tier", greeting: "Hello $.External.name!" }, "How important"),
  block("How important", "Compare", {
    with: { ComparisonValue: "$.External.tier" },
    next: "English desk",
    when: [["TextStartsWith", "gold", "First in line"]],
    errors: { NoMatchingCondition: "English desk" },
  }),
  block("First in line", "UpdateContactRoutingBehavior", { with: { QueuePriority: "1" }, next: "English desk" }),
  ...toQueue("English desk", "${queue.english}", "Into the English queue"),
  set("Nobody known", { tier: "none" }, "English desk"),
  hangUp,
);

const survey = content(
  block("Draw", "DistributeByPercentage", {
    next: "Hang up",
    when: [["NumberLessThan", "51", "Ask them"]],
    errors: { NoMatchingCondition: "Hang up" },
  }),
  set("Ask them", { surveyed: "yes" }, "Hang up"),
  hangUp,
);

const patience = content(
  block("Twice", "Loop", {
    with: { LoopCount: "2" },
    next: "Done",
    when: [
      ["Equals", "ContinueLooping", "A minute"],
      ["Equals", "DoneLooping", "Done"],
    ],
  }),
  block("A minute", "Wait", {
    with: { TimeLimitSeconds: "60" },
    next: "Twice",
    when: [["Equals", "WaitCompleted", "Twice"]],
    errors: FAILS,
  }),
  block("Done", "EndFlowExecution"),
  hangUp,
);

const people = content(
  say("Welcome", "Welcome.", "Menu"),
  block("Menu", "GetParticipantInput", {
    with: { Text: "Press 1.", StoreInput: "False", InputTimeLimitSeconds: "5" },
    next: "Voice",
    when: [["Equals", "1", "Voice"]],
    errors: { NoMatchingCondition: "Hang up", InputTimeLimitExceeded: "Hang up", NoMatchingError: "Voice" },
  }),
  block("Voice", "UpdateContactTextToSpeechVoice", { with: { TextToSpeechVoice: "Amy" }, next: "Number" }),
  block("Number", "UpdateContactCallbackNumber", {
    with: { CallbackNumber: "$.StoredCustomerInput" },
    next: "Profile",
    errors: { InvalidCallbackNumber: "Profile", CallbackNumberNotDialable: "Hang up" },
  }),
  block("Profile", "GetCustomerProfile", {
    with: { ProfileRequestData: { IdentifierName: "_phone", IdentifierValue: "$.CustomerEndpoint.Address" } },
    next: "Hang up",
    errors: { MultipleFoundError: "Hang up", NoneFoundError: "Hang up", NoMatchingError: "Hang up" },
  }),
  hangUp,
);

const circles = content(set("There", { way: "there" }, "And back"), set("And back", { way: "back" }, "There"), hangUp);

const followUp = content(
  block("Remember", "CreateTask", {
    with: {
      Name: "Order $.Attributes.order",
      ContactFlowId: "${flow.front}",
      DelaySeconds: "3600",
      Attributes: { language: "en" },
    },
    errors: FAILS,
  }),
  hangUp,
);

const setUp = content(
  block("After the call", "UpdateContactEventHooks", {
    with: { EventHooks: { CustomerRemaining: "${flow.closed}" } },
    next: "Return",
    errors: { NoMatchingError: "Return" },
  }),
  block("Return", "EndFlowModuleExecution"),
);

const flow = (name: string, file: string) => ({ name, type: "CONTACT_FLOW", content: file });
const days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];

/** The files of a project: a service desk for tasks, with a construct of the Flow language in each of its flows. */
export const SERVICE_DESK: Readonly<Record<string, object>> = {
  "connectctl.yaml": {
    version: 1,
    environments: {
      demo: { simulator: true },
      live: { instance: "acme", region: "ap-northeast-1", account: "111122223333" },
    },
    lookups: { lambda: { customer: "customer" } },
    hours: {
      office: {
        name: "Office",
        timeZone: "Asia/Tokyo",
        config: days.map((day) => ({ day, start: "09:00", end: "18:00" })),
      },
    },
    queues: {
      japanese: { name: "Japanese", hours: "${hours.office}" },
      english: { name: "English", hours: "${hours.office}" },
    },
    modules: { "set-up": { name: "Set up", content: "set-up.json" } },
    flows: {
      front: flow("Front door", "front.json"),
      closed: flow("Closed", "closed.json"),
      customer: flow("Customer", "customer.json"),
      survey: flow("Survey", "survey.json"),
      patience: flow("Patience", "patience.json"),
      people: flow("People", "people.json"),
      circles: flow("Circles", "circles.json"),
      "follow-up": flow("Follow up", "follow-up.json"),
    },
  },
  "front.json": front,
  "closed.json": closed,
  "customer.json": customer,
  "survey.json": survey,
  "patience.json": patience,
  "people.json": people,
  "circles.json": circles,
  "follow-up.json": followUp,
  "set-up.json": setUp,
};
