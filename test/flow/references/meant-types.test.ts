import { expect, test } from "vitest";
import { meantType } from "../../../src/flow/references/meant-types.js";

test("knows the counterpart of an old name", () => {
  expect(meantType("SetQueue")).toBe("UpdateContactTargetQueue");
});

test("names the type that is spelt nearly so", () => {
  expect(meantType("MesageParticipant")).toBe("MessageParticipant");
});

test("does not guess where nothing is near", () => {
  expect(meantType("Xyz")).toBeUndefined();
  expect(meantType("constructor")).toBeUndefined();
});
