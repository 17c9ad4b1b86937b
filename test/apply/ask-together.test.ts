import { describe, expect, test } from "vitest";
import { askTogether } from "../../src/apply/ask-together.js";

function questions() {
  const open: { answer: () => void; refuse: (why: Error) => void }[] = [];
  const ask = () => new Promise<void>((answer, refuse) => open.push({ answer, refuse }));
  return { open, ask };
}

describe("asking together", () => {
  test("those who ask while a question is under way share the next one", async () => {
    const { open, ask } = questions();
    const together = askTogether(ask);
    const first = together();
    const others = [together(), together(), together()];
    expect(open).toHaveLength(1);
    open[0]?.answer();
    await first;
    await Promise.resolve();
    expect(open).toHaveLength(2);
    open[1]?.answer();
    await Promise.all(others);
    expect(open).toHaveLength(2);
  });

  test("a refusal reaches those who asked it, and the next question is put all the same", async () => {
    const { open, ask } = questions();
    const together = askTogether(ask);
    const first = together();
    const second = together();
    open[0]?.refuse(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    open[1]?.answer();
    await expect(second).resolves.toBeUndefined();
  });
});
