import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLogicalName } from "../../src/model/address.js";
import { logicalName, settleNames } from "../../src/pull/index.js";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const nameOf = (display: string) => logicalName(display, "flow", sha256);

describe("a logical name", () => {
  test.each([
    ["Main IVR", "main-ivr"],
    ["Main  IVR / (v2)", "main-ivr-v2"],
    ["営業時間 外", "営業時間-外"],
    ["Ｆｕｌｌ　ｗｉｄｔｈ", "full-width"],
    ["Überweisung", "überweisung"],
    ["../../etc/passwd", "etc-passwd"],
    ["हिन्दी", "हिन्दी"],
  ])("of %s is %s", (display, expected) => {
    expect(nameOf(display)).toBe(expected);
  });

  test("is never empty", () => {
    expect(nameOf("🚀")).toMatch(/^flow-[0-9a-f]{6}$/);
    expect(nameOf("🚀")).not.toBe(nameOf("🚗"));
  });

  test("is no name that Windows keeps for devices", () => {
    expect(
      ["CON", "nul", "Com1", "LPT9", "com²"].map(nameOf).filter((name) => /^(?:con|nul|com\d|lpt\d)$/.test(name)),
    ).toEqual([]);
  });

  test("is a name that a manifest takes, short enough for a file, whatever it comes from", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", maxLength: 300 })),
        (display) => {
          const name = nameOf(display);
          expect(isLogicalName(name)).toBe(true);
          expect([...name].length).toBeLessThanOrEqual(67);
          expect(Buffer.byteLength(`${name}.json`)).toBeLessThan(240);
          expect(name).toBe(name.normalize("NFC"));
        },
      ),
    );
  });
});

describe("settled names", () => {
  const settle = (names: readonly string[], taken: readonly string[] = []) =>
    settleNames(
      "flow",
      names.map((name, index) => ({ id: `${index} ${name}`, name })),
      taken,
      sha256,
    );
  const byName = (names: readonly string[], taken: readonly string[] = []) =>
    Object.fromEntries([...settle(names, taken)].map(([id, address]) => [id.slice(id.indexOf(" ") + 1), address]));

  test("tell apart what falls together, and leave alone what does not", () => {
    const settled = byName(["Main", "main", "Other"]);
    expect(settled["Other"]).toBe("flow.other");
    expect(settled["Main"]).toMatch(/^flow\.main-[0-9a-f]{6}$/);
    expect(settled["main"]).toMatch(/^flow\.main-[0-9a-f]{6}$/);
  });

  test("give way to what is called so already", () => {
    expect(byName(["Main"], ["flow.MAIN"])["Main"]).toMatch(/^flow\.main-[0-9a-f]{6}$/);
  });

  test("tell two of exactly one name apart by their ids", () => {
    expect(new Set(settle(["Twin", "Twin"]).values()).size).toBe(2);
  });

  test("do not depend on the order, and are all different on any file system", () => {
    const name = fc.oneof(
      fc.constantFrom("a", "A", "a ", "ａ", "ß", "SS", "é", "e\u0301"),
      fc.string({ unit: "grapheme", maxLength: 80 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
        const settled = byName(names);
        expect(byName([...names].reverse())).toEqual(settled);
        const folded = Object.values(settled).map((address) => address.toUpperCase().normalize("NFKC"));
        expect(new Set(folded).size).toBe(names.length);
      }),
    );
  });
});
