import { expect, test } from "vitest";
import { newFolder, program } from "./program.js";

/** The longest line of what is said on a terminal that tells this width. */
async function longest(columns: number | undefined, env: Readonly<Record<string, string>> = {}): Promise<number> {
  const texts: string[] = [];
  const stderr = { write: (text: string) => void texts.push(text), isTTY: true, columns };
  await program(newFolder(), ["plan", "--no-color"], { stderr, env });
  return Math.max(
    ...texts
      .join("")
      .split("\n")
      .map((line) => line.length),
  );
}

test("a terminal that does not know its width is taken for a wide one", async () => {
  expect(await longest(40)).toBeLessThanOrEqual(40);
  expect(await longest(0)).toBe(await longest(undefined));
  expect(await longest(0)).toBeGreaterThan(60);
  expect(await longest(0, { COLUMNS: "50" })).toBeLessThanOrEqual(50);
});
