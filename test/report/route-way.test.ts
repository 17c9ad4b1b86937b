import { describe, expect, test } from "vitest";
import { type Curve, roundedPath, wayRound } from "../../src/report/picture/route-way.js";

const CURVE: Curve = [
  [0, 50],
  [200, 50],
  [200, 50],
  [400, 50],
];
const box = (left: number, top: number, width = 100, height = 80) => ({
  ...{ left, top, right: left + width, bottom: top + height },
});

/** Whether a way in right angles touches a box. */
function touches(
  corners: readonly (readonly [number, number])[],
  { left, top, right, bottom }: ReturnType<typeof box>,
) {
  return corners.slice(1).some(([x, y], index) => {
    const [fromX, fromY] = corners[index] ?? [x, y];
    const beside = Math.max(x, fromX) <= left || Math.min(x, fromX) >= right;
    return !beside && Math.max(y, fromY) > top && Math.min(y, fromY) < bottom;
  });
}

describe("a way between two blocks", () => {
  test("stays a curve where no card is in it", () => {
    expect(wayRound(CURVE, 0, [])).toBeUndefined();
    expect(wayRound(CURVE, 0, [box(150, 60), box(-300, 0)])).toBeUndefined();
  });

  test("goes round a card, on the nearer side", () => {
    const card = box(150, 40);
    const corners = wayRound(CURVE, 0, [card]) ?? [];
    expect(touches(corners, card)).toBe(false);
    expect([corners[0], corners.at(-1)]).toEqual([CURVE[0], CURVE[3]]);
    expect(Math.min(...corners.map(([, y]) => y))).toBeGreaterThanOrEqual(20);
    expect(Math.max(...corners.map(([, y]) => y))).toBe(50);
  });

  test("goes through the gap between two cards", () => {
    const cards = [box(150, 20, 100, 40), box(150, 90)];
    const corners = wayRound(CURVE, 0, cards) ?? [];
    expect(cards.map((card) => touches(corners, card))).toEqual([false, false]);
  });

  test("stays a curve where every gap is as much in the way", () => {
    expect(wayRound(CURVE, 0, [box(5, -900, 390, 1900)])).toBeUndefined();
  });

  test("is drawn with rounded corners, and straight where it does not turn", () => {
    expect(
      roundedPath([
        [0, 0],
        [20, 0],
        [20, 60],
        [40, 60],
      ]),
    ).toBe("M0 0H10Q20 0 20 10V50Q20 60 30 60H40");
    expect(
      roundedPath([
        [0, 5],
        [10, 5],
        [10, 5],
        [90, 5],
      ]),
    ).toBe("M0 5H90");
  });
});
