import { expect, test } from "vitest";
import { copyExample } from "./copy-example.js";

test("plans the bakery in an order in which nothing comes before what it refers to", async () => {
  const { run } = copyExample("small");
  const { changes } = JSON.parse((await run("plan", "--json")).stdout);
  const waves = new Map<string, number>(changes.map(({ address, wave }: Change) => [address, wave]));
  const early = changes.filter(({ wave, dependsOn, circular }: Change) =>
    dependsOn.some((to) => !circular.includes(to) && (waves.get(to) ?? 0) >= wave),
  );
  expect({ count: changes.length, early }).toEqual({ count: 9, early: [] });
});

test("applies the bakery, and finds nothing to do and no drift afterwards", async () => {
  const { run } = copyExample("small");
  expect(await run("validate")).toMatchObject({ code: 0, stderr: "" });
  expect((await run("plan", "--detailed-exitcode")).code).toBe(2);
  const applied = await run("apply", "--auto-approve");
  expect(applied.code).toBe(0);
  expect(applied.stdout).toContain("Applied to demo: 9 created.");
  expect(await run("plan", "--detailed-exitcode")).toMatchObject({ code: 0 });
  expect(await run("drift")).toMatchObject({ code: 0 });
});

test("creates first what the circle and the self reference need, and fills it in", async () => {
  const { run } = copyExample("small");
  const { changes } = JSON.parse((await run("plan", "--json")).stdout);
  const placeholders = changes.flatMap(({ address, placeholder }: Change) => (placeholder ? [address] : []));
  expect(placeholders).toHaveLength(2);
  expect(placeholders).toContain("flow.opening-hours");
  expect(["flow.front-door", "flow.orders"].filter((one) => placeholders.includes(one))).toHaveLength(1);
});

interface Change {
  readonly address: string;
  readonly wave: number;
  readonly dependsOn: readonly string[];
  readonly circular: readonly string[];
  readonly placeholder: unknown;
}

test("keeps the flow files in their stable form", async () => {
  const { run } = copyExample("small");
  expect(await run("fmt", "--check")).toMatchObject({ code: 0, stdout: "" });
});
