import { expect, test } from "vitest";
import { applyProject } from "../../bench/corpus/apply-project.js";
import { projectOf } from "../../bench/corpus/bring.js";
import type { Content } from "../../bench/corpus/content.js";
import { arnOf, contentOf, uuid } from "./corpus-folder.js";

const value = contentOf([
  ["UpdateContactTargetQueue", { QueueId: arnOf("queue", 1) }, "NoMatchingError"],
  ["CheckHoursOfOperation", { HoursOfOperationId: uuid(2) }, "NoMatchingError"],
]);
const content: Content = { file: "main.json", value, kind: "flow", type: "CONTACT_FLOW", name: "Main" };
const bringing = { names: new Map(), links: new Map(), isEmpty: true };

test("finds nothing wrong with a project that arrives as it is", async () => {
  const project = await projectOf([{ content, published: true }], bringing);
  expect(project.things.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    `queue queue ${uuid(1)}`,
    `hours hours ${uuid(2)}`,
  ]);
  expect(await applyProject(project)).toEqual({ problems: [], members: new Map() });
});

test("carries the aliases of modules over by their names", async () => {
  const invoke = (FlowModuleId: string) => ["InvokeFlowModule", { FlowModuleId }, "NoMatchingError"] as const;
  const steps = [invoke(`${arnOf("flow-module", 3)}:${uuid(4)}`), invoke(`${arnOf("flow-module", 3)}:2`)];
  const project = await projectOf([{ content: { ...content, value: contentOf(steps) }, published: true }], bringing);
  expect(JSON.stringify([...project.portable.values()][0]?.value)).toContain(".alias.alias-1}");
  expect(await applyProject(project)).toEqual({ problems: [], members: new Map() });
});

test("notices content that is another in the instance", async () => {
  const project = await projectOf([{ content, published: true }], bringing);
  const { members } = await applyProject({ ...project, pairs: project.pairs.slice(1) });
  expect([...members.values()]).toEqual(["the live content is another"]);
});

test("notices an id that was left behind", async () => {
  const project = await projectOf([{ content, published: true }], bringing);
  const [member] = project.members;
  const hours = `hours ${uuid(2)}`;
  const things = project.things.filter(({ kind, id }) => `${kind} ${id}` !== hours);
  const left = structuredClone(value) as { Actions: { Parameters: Record<string, string> }[] };
  const queue = JSON.parse(
    JSON.stringify(left).replace(arnOf("queue", 1), `\${queue.${project.things[0]?.logicalName}}`),
  );
  const portable = new Map(member ? [[member, { value: queue, rewrites: [[uuid(2), uuid(2)] as const] }]] : []);
  const { members } = await applyProject({ ...project, things, portable });
  expect([...members.values()]).toEqual(["an id of where it came from is left in the instance"]);
});

test("tells the first words of an error when a plan cannot be made", async () => {
  const project = await projectOf([{ content, published: true }], bringing);
  const { problems } = await applyProject({ ...project, things: [] });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^plan ends with 3: error .*manifest\/unknown-reference/);
});
