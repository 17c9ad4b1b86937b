import { expect, test } from "vitest";
import { atOnce } from "../../../src/connect/pace/at-once.js";

test("never lets in more than so many, in the order in which they came, failures and newcomers or not", async () => {
  const door = atOnce(3);
  const begun: number[] = [];
  let [inside, most] = [0, 0];
  const work = (number: number) =>
    door(async () => {
      begun.push(number);
      most = Math.max(most, ++inside);
      await new Promise((done) => setImmediate(done));
      inside -= 1;
      if (number % 4 === 0) throw new Error("failed");
    }).catch(() => undefined);
  const first = Array.from({ length: 10 }, (_, number) => work(number));
  // Whoever comes at the moment when another leaves waits behind those who were there before.
  const later = first.slice(0, 5).map(async (one, index) => one.then(() => work(10 + index)));
  await Promise.all([...first, ...later]);
  expect(most).toBe(3);
  expect(begun).toEqual(Array.from({ length: 15 }, (_, number) => number));
});
