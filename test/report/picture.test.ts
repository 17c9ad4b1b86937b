import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.js";
import { base64OfHex } from "../../src/report/html/csp-hash.js";
import { CARD_WIDTH, cardOf } from "../../src/report/picture/card.js";
import { fitPair, fitText } from "../../src/report/picture/fit-text.js";
import { rememberingLayOut } from "../../src/report/picture/lay-out.js";
import { PALETTE_RULES } from "../../src/report/picture/palette.js";
import { placeBlocks } from "../../src/report/picture/place-blocks.js";
import { spanningWays } from "../../src/report/picture/spanning-ways.js";
import { viewFlow } from "../../src/report/picture/view-flow.js";
import { drawn, drawnContent, menuAfter, menuBefore, menuContent } from "../support/flow-samples.js";
import { block, content } from "../support/plans.js";

function placesOf(before: JsonObject | undefined, after: JsonObject) {
  const flow = viewFlow({ before, after, sections: [] });
  if (!flow) throw new Error("no blocks");
  const cards = new Map(flow.blocks.map((one) => [one.block.id, cardOf(one)]));
  return placeBlocks(flow, cards, rememberingLayOut());
}

function overlaps(placed: ReturnType<typeof placesOf>): number {
  const pairs = placed.flatMap((a, index) => placed.slice(index + 1).map((b) => [a, b] as const));
  return pairs.filter(
    ([a, b]) =>
      Math.abs(a.spot.x - b.spot.x) < CARD_WIDTH &&
      a.spot.y < b.spot.y + b.card.height &&
      b.spot.y < a.spot.y + a.card.height,
  ).length;
}

describe("places of blocks", () => {
  test("are those of the console, in its order", () => {
    const placed = placesOf(
      undefined,
      drawnContent(drawn(500, 0, "b", "Wait"), drawn(0, 90, "a", "Wait"), drawn(0, 900, "c", "Wait")),
    );
    const x = (id: string) => placed.find(({ view }) => view.block.id === id)?.spot;
    expect(x("a")?.x).toBe(x("c")?.x);
    expect((x("b")?.x ?? 0) > (x("a")?.x ?? 0)).toBe(true);
    expect((x("c")?.y ?? 0) > (x("a")?.y ?? 0)).toBe(true);
  });

  test.each([
    ["both sides of a change", menuBefore(), menuAfter()],
    ["no places at all", undefined, { ...menuContent({ queues: ["a", "b", "c"] }), Metadata: {} }],
    ["all in one place", undefined, drawnContent(...["a", "b", "c", "d"].map((id) => drawn(0, 0, id, "Wait")))],
    ["places that are none", undefined, drawnContent(drawn(1e300, 0, "a", "Wait"), drawn(0, -1e300, "b", "Wait"))],
  ])("never let cards lie on each other: %s", (_, before, after) => {
    expect(overlaps(placesOf(before, after))).toBe(0);
  });

  test("put a block that has none beside what leads to it", () => {
    const first = block("new", "Wait", {}, { next: "old" });
    const both = content(first, block("old", "Wait"));
    const placed = placesOf(undefined, {
      ...both,
      Metadata: { ActionMetadata: { old: { position: { x: 400, y: 40 } } } },
    });
    const spot = (id: string) => placed.find(({ view }) => view.block.id === id)?.spot ?? { x: 0, y: 0 };
    expect(spot("new").x).toBeLessThan(spot("old").x);
    expect(spot("new").y).toBe(spot("old").y);
  });

  test("go from left to right where a layout makes them, whatever the ways", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const way = fc.record({ from: fc.constantFrom(...ids), to: fc.constantFrom(...ids) });
    fc.assert(
      fc.property(fc.array(way, { maxLength: 14 }), (ways) => {
        const kept = spanningWays(ids, ways);
        expect(new Set(kept.map(({ to }) => to)).size).toBe(kept.length);
        const spots = rememberingLayOut()(
          ids.map((id) => ({ id, width: 200, height: 60 })),
          ways,
        );
        for (const { from, to } of kept) expect((spots.get(to)?.x ?? 0) > (spots.get(from)?.x ?? 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what a picture marks", () => {
  test("blocks and ways that stand on one side only", () => {
    const flow = viewFlow({
      before: content(block("a", "Wait", {}, { next: "b" }), block("b", "Wait")),
      after: content(block("a", "Wait", {}, { next: "c" }), block("c", "Wait")),
      sections: [],
    });
    expect(flow?.blocks.map(({ block: { id }, mark }) => [id, mark])).toEqual([
      ["a", "kept"],
      ["c", "added"],
      ["b", "removed"],
    ]);
    expect(flow?.blocks[0]?.outcomes).toEqual([{ words: "next", kind: "next", before: "b", after: "c" }]);
  });
});

describe("colours", () => {
  const colours = new Map(
    [...PALETTE_RULES.matchAll(/--(\w+):light-dark\((#\w+),(#\w+)\)/g)].map(([, name = "", light = "", dark = ""]) => [
      name,
      [light, dark],
    ]),
  );
  const luminance = (colour: string) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string) => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  test.each([
    ...["bg", "card", "sunk"].flatMap((ground) =>
      ["ink", "dim", "add", "rem", "chg", "warn"].map((text) => [text, ground]),
    ),
    ...["bg", "card"].map((ground) => ["accent", ground]),
    ...[
      ["add", "addbg"],
      ["rem", "rembg"],
      ["chg", "chgbg"],
      ["ink", "addbg"],
      ["ink", "rembg"],
      ["ink", "chgbg"],
      ["warn", "warnbg"],
    ],
    ...[
      ["dim", "addbg"],
      ["dim", "rembg"],
      ["dim", "chgbg"],
      ["rem", "chgbg"],
      ["add", "chgbg"],
    ],
    ...["add", "rem", "chg", "warn", "accent"].map((ground) => ["ontone", ground]),
  ])("of %s on %s can be read in the light and in the dark", (text, ground) => {
    for (const scheme of [0, 1]) {
      const [one, other] = [colours.get(text ?? "")?.[scheme] ?? "", colours.get(ground ?? "")?.[scheme] ?? ""];
      expect(contrast(one, other)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(["bg", "card", "sunk"])("of lines on %s can be seen in the light and in the dark", (ground) => {
    for (const line of ["edge", "accent", "add", "rem", "chg", "warn"]) {
      for (const scheme of [0, 1]) {
        const [one, other] = [colours.get(line)?.[scheme] ?? "", colours.get(ground)?.[scheme] ?? ""];
        expect(contrast(one, other)).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

test("base64 of hex digits is what the platform makes of the same bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(base64OfHex(Buffer.from(bytes).toString("hex"))).toBe(Buffer.from(bytes).toString("base64"));
    }),
  );
});

describe("a text on a card", () => {
  test("is cut to the width, a wide letter counting for two", () => {
    expect(fitText("Thank you for calling", 66, 11)).toBe("Thank you…");
    expect(fitText("お電話ありがとうございます。", 66, 11)).toBe("お電話あ…");
    expect(fitText("a\u{202e}b", 66, 11)).toBe("a\\u{202e}b");
  });

  test("of which there are two shows where they differ, also where only what does not fit differs", () => {
    expect(fitPair("short", "other", 180, 11)).toEqual(["short", "other"]);
    const start = "Thank you for calling the centre of Acme";
    const [before, after] = fitPair(`${start}.`, `${start} Japan.`, 180, 11);
    expect(after).toContain("Japan");
    expect(before).not.toBe(after);
    expect([before.length, after.length].every((length) => length <= 27)).toBe(true);
  });
});
