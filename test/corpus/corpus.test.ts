import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportText } from "../../bench/corpus/report-text.js";
import { type CorpusReport, runCorpus } from "../../bench/corpus/run-corpus.js";
import type { Json } from "../../src/model/json.js";
import { arnOf, contentOf, corpusFolder, type Step, uuid } from "./corpus-folder.js";

const say = (Text: string): Step => ["MessageParticipant", { Text }, "NoMatchingError"];
const setQueue = (QueueId: string): Step => ["UpdateContactTargetQueue", { QueueId }, "NoMatchingError"];
const transfer = (ContactFlowId: string): Step => ["TransferToFlow", { ContactFlowId }, "NoMatchingError"];

/** The front door: names things of every sort, and its own neighbour and itself by ARN. */
const FRONT = contentOf(
  [
    say("Price: ${5}, in brackets {{none}}"),
    setQueue(arnOf("queue", 1)),
    ["UpdateContactAttributes", { Attributes: { back: uuid(1), guide: arnOf("contact-flow", 9) } }, "NoMatchingError"],
    [
      "InvokeLambdaFunction",
      { LambdaFunctionARN: "arn:aws:lambda:us-west-2:111122223333:function:rates:live" },
      "NoMatchingError",
    ],
    [
      "CreateWisdomSession",
      { WisdomAssistantArn: "arn:aws:wisdom:us-west-2:111122223333:assistant/helper" },
      "NoMatchingError",
    ],
    ["InvokeFlowModule", { FlowModuleId: `${uuid(4)}:3` }, "NoMatchingError"],
    transfer(arnOf("contact-flow", 2)),
    transfer(arnOf("contact-flow", 3)),
  ],
  {
    name: "Front door",
    ActionMetadata: {
      "step 6": { ContactFlow: { text: "Back door" } },
      "step 7": { parameters: { ContactFlowId: { displayName: "Front door" } } },
    },
  },
);

const FILES: Readonly<Record<string, Json | Uint8Array>> = {
  "doors/front.json": FRONT,
  "doors/back.json": contentOf([transfer(arnOf("contact-flow", 3))], {
    name: "Back door",
    ActionMetadata: { "step 0": { ContactFlow: { text: "Front door" } } },
  }),
  "doors/queues.json": { Arn: arnOf("queue", 1), Name: "Sales" },
  "parts/ask.json": contentOf([say("Who is there?")], {}, "EndFlowModuleExecution"),
  "parts/template.json": contentOf([
    ["InvokeLambdaFunction", { LambdaFunctionARN: "${Rates.Arn}" }, "NoMatchingError"],
  ]),
  "parts/refused.json": contentOf([setQueue(arnOf("queue", 7)), ["TransferContactToQueue", {}]]),
  "parts/answer.json": {
    ContactFlow: {
      Arn: arnOf("contact-flow", 5),
      Id: uuid(5),
      Name: "Default agent hold",
      Type: "AGENT_HOLD",
      Content: JSON.stringify(contentOf([["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }]])),
    },
  },
  "parts/accents.json": new Uint8Array(Buffer.from(JSON.stringify(contentOf([say("¿Quién?")])), "latin1")),
  "old/legacy.json": { modules: [{ id: "a", type: "PlayPrompt", branches: [] }], version: "1", start: "a" },
  "old/broken.json": '{"Version": "2019-10-30", "Actions": [',
  "old/notes.txt": "nothing to see",
};

let folder = "";
let report: CorpusReport = { files: [] };

beforeAll(async () => {
  folder = corpusFolder(FILES);
  report = await runCorpus(folder, { check: true, apply: true, pull: false, from: false });
});

afterAll(() => rmSync(folder, { recursive: true }));

test("says what each file is", () => {
  expect(report.files.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
    "doors/back.json flow",
    "doors/front.json template",
    "doors/queues.json inventory",
    "old/broken.json broken",
    "old/legacy.json legacy",
    "old/notes.txt other",
    "parts/accents.json flow",
    "parts/answer.json wrapper",
    "parts/ask.json module",
    "parts/refused.json flow",
    "parts/template.json template",
  ]);
});

test("finds that every file comes back from the library, the command line and the instance as it was", () => {
  expect(report.files.flatMap(({ problems }) => problems)).toEqual([]);
  expect(report.brought?.flatMap(({ problems }) => [...problems.values()].flat())).toEqual([]);
});

test("tells what the service would refuse to publish, and brings it there as a draft", () => {
  const [place] = report.brought ?? [];
  const refused = [...(place?.refused ?? [])].map(([{ file }, problems]) => ({ file, problems }));
  expect(refused).toEqual([
    {
      file: "parts/refused.json",
      problems: ["Action is missing required error. Error: QueueAtCapacity, Path: Actions[1]"],
    },
  ]);
  expect(place?.wishes.filter(({ published }) => !published).map(({ content }) => content.file)).toEqual([
    "parts/refused.json",
  ]);
});

test("brings a folder whose contents refer to each other there as one project", () => {
  expect(report.brought?.flatMap(({ sets }) => sets)).toEqual([
    { folder: "", size: 7, links: 2, problems: [] },
    { folder: "doors/", size: 2, links: 2, problems: [] },
  ]);
});

test("counts in one last line and fails only for what failed", () => {
  const { text, hasFailed } = reportText(report);
  expect(hasFailed).toBe(false);
  expect(text.trimEnd().split("\n").slice(-2)).toEqual([
    "6 contents applied, 1 refused (1 of them applied as drafts), 2 sets (9 contents, 4 links) applied as a whole",
    "3 flows, 1 module, 2 templates, 1 legacy export, 1 wrapper, 1 inventory, 1 broken file, 1 other file: 11 passed, 0 failed",
  ]);
});

test("writes one line for a file that failed", () => {
  const files = [
    { path: "good.json", kind: "flow" as const, problems: [] },
    { path: "bad.json", kind: "flow" as const, problems: ["writing and reading it gives another value"] },
  ];
  expect(reportText({ files })).toEqual({
    text: "bad.json: writing and reading it gives another value\n2 flows: 1 passed, 1 failed\n",
    hasFailed: true,
  });
});

test("takes blocks that are no objects without a crash", async () => {
  const odd = corpusFolder({ "flow.json": { Version: "2019-10-30", StartAction: "a", Actions: [null, 1, []] } });
  const { files } = await runCorpus(odd, { check: true, apply: false, pull: false, from: false });
  rmSync(odd, { recursive: true });
  expect(files).toMatchObject([{ path: "flow.json", kind: "flow", problems: [] }]);
});
