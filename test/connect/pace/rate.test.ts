import { describe, expect, test } from "vitest";
import { limitOf } from "../../../src/connect/pace/rate.js";

describe("the limit of an operation", () => {
  test("is two requests a second with a burst of five, but for the service's exceptions", () => {
    expect(limitOf({ simulator: false }, "DescribeContactFlow")).toEqual({ perSecond: 2, burst: 5 });
    expect(limitOf({ simulator: false }, "StopContact")).toEqual({ perSecond: 10, burst: 15 });
  });

  test("is that of the environment where it has one, and its word for the operation goes first", () => {
    const rate = { perSecond: 4, operations: { DescribeQueue: { perSecond: 8, burst: 9 }, StopContact: { burst: 1 } } };
    expect(limitOf({ simulator: false, rate }, "DescribeContactFlow")).toEqual({ perSecond: 4, burst: 5 });
    expect(limitOf({ simulator: false, rate }, "DescribeQueue")).toEqual({ perSecond: 8, burst: 9 });
    expect(limitOf({ simulator: false, rate }, "StopContact")).toEqual({ perSecond: 4, burst: 1 });
  });

  test("is none for `unlimited` and for a simulator without a rate", () => {
    expect(limitOf({ simulator: false, rate: "unlimited" }, "DescribeQueue")).toBeUndefined();
    expect(limitOf({ simulator: true }, "DescribeQueue")).toBeUndefined();
    expect(limitOf({ simulator: true, rate: { perSecond: 1 } }, "DescribeQueue")).toEqual({ perSecond: 1, burst: 5 });
  });
});
