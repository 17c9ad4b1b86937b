import fc from "fast-check";
import type { Json } from "../../src/model/json.js";

/** Any value of JSON, but for the minus before a zero, which JSON writers drop. */
export const jsonValue = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
