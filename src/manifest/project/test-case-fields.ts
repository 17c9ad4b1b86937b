import { isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import type { Body } from "../../model/resource.js";
import type { Scope } from "../desired/scope.js";
import { spotIn } from "../files/source.js";
import { checkTarget } from "./field-target.js";
import type { Entry } from "./project.js";
import { plainJsonOf } from "./resource-content.js";

/** What a test case has beside name, description and tags; undefined where its content cannot be used. */
export function testCaseFields(
  scope: Scope,
  entry: Entry,
  filled: JsonObject,
): { readonly fields: Body; readonly contentFile?: string } | undefined {
  const content = plainJsonOf(scope, entry, "content");
  const { entryPoint, initializationData } = filled;
  if (isJsonObject(entryPoint)) checkEntryPoint(scope, entry, entryPoint);
  const data = initializationData === undefined ? undefined : dataOf(scope, entry, initializationData);
  if (!content) return undefined;
  const fields = {
    content: content.value,
    published: filled.published !== false,
    ...(entryPoint === undefined ? {} : { entryPoint }),
    ...(data === undefined ? {} : { initializationData: data }),
  };
  return { fields, ...(content.file === undefined ? {} : { contentFile: content.file }) };
}

function checkEntryPoint(scope: Scope, entry: Entry, entryPoint: JsonObject): void {
  const { type, flow } = entryPoint;
  if (typeof flow === "string") checkTarget(scope, entry, "entryPoint/flow", flow, "flow");
  if (type !== "CHAT") return;
  for (const key of ["from", "to"]) {
    if (entryPoint[key] === undefined) continue;
    scope.say({
      severity: "error",
      code: "manifest/wrong-value",
      summary: "Number for a chat",
      detail: `The entry point of \`${entry.address}\` is a chat, which has no \`${key}\`.`,
      address: entry.address,
      ...spotIn(entry.source, `${entry.pointer}/entryPoint/${key}`, "key"),
      help: "Remove it, or write `type: VOICE_CALL`.",
    });
  }
}

/** The service takes a JSON text; a text that is one is the same as the map that it stands for. */
function dataOf(scope: Scope, entry: Entry, data: Json): Json | undefined {
  if (typeof data !== "string") return data;
  const value = parsed(data);
  if (isJsonObject(value)) return value;
  scope.say({
    severity: "error",
    code: "manifest/wrong-value",
    summary: "Initialization data that is no JSON object",
    detail: `The initialization data of \`${entry.address}\` is a text that is not the JSON of an object.`,
    address: entry.address,
    ...spotIn(entry.source, `${entry.pointer}/initializationData`),
    help: 'Write a map such as `{ language: "ja" }`.',
  });
  return undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
