import { expect, test } from "vitest";
import { scopeFor } from "../../src/manifest/desired/scope.js";
import { loadProject } from "../../src/manifest/index.js";
import { filesMatching } from "../../src/manifest/project/glob.js";
import { problemsOf, projectFolder, sha256, withDemo } from "./project-folder.js";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test("looks once for what an unknown address or token may mean, however often it stands there", () => {
  const folder = projectFolder(withDemo("lookups: { queue: { sales: Sales } }\n"));
  const { value: project } = loadProject({ folder, sha256 });
  const demo = project?.environments.demo;
  if (!project || !demo) throw new Error("no project");
  const { near } = scopeFor(project, demo, []);
  expect(near.address("queue.sale")).toEqual(["queue.sales"]);
  expect(near.address("queue.sale")).toBe(near.address("queue.sale"));
  expect(near.token("${queue,sales}")).toEqual(["queue.sales"]);
  expect(near.token("${queue,sales}")).toBe(near.token("${queue,sales}"));
});

test("tells one problem for each of a thousand misspelled keys", () => {
  const flows = numbers(1000).map((index) => `  f${index}: { name: F${index}, contents: flows/main.json }\n`);
  const found = problemsOf(withDemo(`flows:\n${flows.join("")}`));
  expect(found.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(
    numbers(1000).map(() => "manifest/unknown-key"),
  );
});

test("finds no file in a folder that cannot be read", () => {
  expect(filesMatching(`${projectFolder({})}/gone`, "**/*.yaml")).toEqual([]);
});

test("includes what a pattern with stars in braces names", () => {
  const found = problemsOf({
    "connectctl.yaml":
      'version: 1\nenvironments: { demo: { simulator: true } }\ninclude: ["teams/{*.yaml,more/*.yml}"]\n',
    "teams/a.yaml": "hours: { a: { name: A, timeZone: UTC, config: [] } }\n",
    "teams/more/b.yml": "queues: { b: { name: B, hours: '${hours.a}' } }\n",
  });
  expect(found).toEqual([]);
});
