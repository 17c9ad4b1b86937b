import { expect, test } from "vitest";
import type { PullReport } from "../../../src/model/pull.js";
import { renderPullText } from "../../../src/report/text/pull-text.js";

const ARN = `arn:aws:wisdom:ap-southeast-1:111122223333:assistant/${"7d0c1e52-8f3b-4a5d-9c61-2b8e4f7a9d10"}`;

const resource = (address: string, status: PullReport["resources"][number]["status"]) => ({
  ...{ address, kind: "flow" as const, name: `N of ${address}`, status, fields: status === "new" ? [] : ["content"] },
  file: `flows/${address.slice(5)}.json`,
});

const report: PullReport = {
  environment: "staging",
  resources: [resource("flow.a", "new"), resource("flow.a-longer-one", "edited"), resource("flow.b", "conflict")],
  offered: [{ address: "flow.c", kind: "flow", name: "C", id: "c" }],
  gone: [],
  archived: [],
  leftOut: [],
  ambiguous: [],
  drafts: [],
  lookups: [],
  unresolved: [
    { address: "flow.a", file: null, block: "Guide", pointer: "/x", text: ARN, why: "no address can stand for it" },
  ],
  files: ["flows/a.json"],
  summary: {
    new: 1,
    changed: 0,
    layout: 0,
    unchanged: 4,
    edited: 1,
    conflict: 1,
    offered: 1,
    gone: 0,
    archived: 0,
    lookups: 0,
    unresolved: 1,
  },
};

test("a pull stands in columns, counts in whole words, and never breaks what is to be copied", () => {
  expect(renderPullText(report, { width: 80, color: false })).toBe(`resources
  + flow.a              new   "N of flow.a", flows/a.json
    flow.a-longer-one   edited in the files; kept: content   "N of
                        flow.a-longer-one", flows/a-longer-one.json
  ! flow.b              changed on both sides; left alone: content   "N of
                        flow.b", flows/b.json

offered, take them with --all or by address
    flow.c   flow "C"

left as they are: no name stands for them
    ${ARN}
      no address can stand for it; in flow.a "Guide"

Pull: 1 new, 4 unchanged, 1 edited in the files, 1 in conflict; 1 file written.
To take the instance's side: connectctl pull --env staging --force flow.b
`);
});
