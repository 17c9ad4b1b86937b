import { expect, test } from "vitest";
import { type OpenView, renderOpenContacts } from "../../../src/report/index.js";

const open = (entry: OpenView["entry"]): OpenView => ({
  contactId: "c-1",
  clientToken: "t-1",
  name: "check",
  entry,
  isSmoke: false,
  startedAt: "2026-05-01T10:00:00.000Z",
  status: "running",
  queue: null,
  endedAt: null,
  endReason: null,
});

test.each([
  [{ kind: "flow", id: "f-1", address: "flow.main", name: "Main" }, "flow.main"],
  [{ kind: "flow", id: "f-1", address: null, name: null }, "f-1"],
  [{ kind: "quickConnect", id: "q-1", address: null, name: null }, "quick connect q-1"],
  [{ kind: "taskTemplate", id: "t-1", address: null, name: "Call back" }, "Call back"],
] as const)("an open task through %j is listed through %s", (entry, words) => {
  const options = { width: 100, color: false, environment: "demo", now: Date.UTC(2026, 4, 1, 10), testRuns: [] };
  const [, row = ""] = renderOpenContacts([open(entry)], options).split("\n");
  expect(row.split(/ {2,}/).slice(1, 3)).toEqual(["check", words]);
});
