import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../model/json.js";
import type { ManagedKind } from "../../model/kind.js";
import { type OpeningTime, sortOpeningTimes } from "../../model/opening-time.js";
import type { Body } from "../../model/resource.js";
import { checkTimeZone } from "../check/time-zone.js";
import { spotIn } from "../files/source.js";
import { checkTarget } from "../project/field-target.js";
import { objectAt } from "../project/gather-sections.js";
import type { Entry } from "../project/project.js";
import { contentOf, settingsOf } from "../project/resource-content.js";
import { checkLength } from "../project/resource-texts.js";
import { testCaseFields } from "../project/test-case-fields.js";
import type { Scope } from "./scope.js";
import { literalText } from "./template.js";

/** The fields of a body that belong to one kind alone; undefined where something it cannot do without is unusable. */
interface OwnFields {
  readonly fields: Body;
  readonly contentFile?: string;
}

/** Builds what one kind has beside name, description and tags. `filled` are the entry's fields with variables filled in. */
export const BUILD_FIELDS = {
  flow: flowFields,
  module: moduleFields,
  hours: hoursFields,
  queue: queueFields,
  testCase: testCaseFields,
} as const satisfies Record<ManagedKind, (scope: Scope, entry: Entry, filled: JsonObject) => OwnFields | undefined>;

function flowFields(scope: Scope, entry: Entry, filled: JsonObject): OwnFields | undefined {
  const type = typeof filled.type === "string" ? filled.type : "CONTACT_FLOW";
  const published = filled.published !== false;
  const content = contentOf(scope, entry, { type, published });
  return content && { fields: { type, published, content: content.value }, ...fileOf(content) };
}

function moduleFields(scope: Scope, entry: Entry, filled: JsonObject): OwnFields | undefined {
  const content = contentOf(scope, entry, {});
  const settings = settingsOf(scope, entry);
  const { externalInvocation, aliases } = filled;
  if (!content) return undefined;
  const fields = {
    content: content.value,
    ...(settings ? { settings } : {}),
    ...(externalInvocation === undefined ? {} : { externalInvocation }),
    ...(aliases === undefined ? {} : { aliases: aliasesOf(scope, entry, aliases) }),
  };
  return { fields, ...fileOf(content) };
}

function fileOf({ file }: { readonly file?: string }): { contentFile?: string } {
  return file === undefined ? {} : { contentFile: file };
}

function aliasesOf(scope: Scope, entry: Entry, aliases: Json): JsonObject {
  const named = isJsonArray(aliases)
    ? aliases.map((name) => [String(name), {}] as const)
    : Object.entries(aliases ?? {});
  const rows = named.map(([name, value]) => {
    const { version = "current", description } = isJsonObject(value as Json) ? (value as JsonObject) : {};
    if (typeof description !== "string") return [name, { version }] as const;
    checkLength(scope, entry, `aliases/${name}/description`, literalText(description, {}).text, { description: 500 });
    return [name, { version, description }] as const;
  });
  return Object.fromEntries(rows);
}

function hoursFields(scope: Scope, entry: Entry, filled: JsonObject): OwnFields {
  const timeZone = String(filled.timeZone);
  const { known, near } = checkTimeZone(timeZone);
  const spans = isJsonArray(filled.config) ? filled.config : undefined;
  for (const [index, span] of (spans ?? []).entries()) checkSpan(scope, entry, index, span);
  if (!known) {
    scope.say({
      severity: "warning",
      code: "manifest/time-zone",
      summary: "Unknown time zone",
      detail: `\`${timeZone}\` is not in the time zone database of this program.`,
      address: entry.address,
      ...spotIn(entry.source, `${entry.pointer}/timeZone`),
      help: near.length > 0 ? `Write \`${near.join("` or `")}\`.` : "Write a name such as `Asia/Tokyo`.",
    });
  }
  return { fields: { timeZone, ...(spans ? { config: sortOpeningTimes(spans as readonly OpeningTime[]) } : {}) } };
}

/** The schema lets `${…}` pass; what it became is checked here. */
function checkSpan(scope: Scope, entry: Entry, index: number, span: Json): void {
  for (const key of ["start", "end"]) {
    const time = isJsonObject(span) ? String(span[key]) : "";
    if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) continue;
    scope.say({
      severity: "error",
      code: "manifest/wrong-value",
      summary: "Value that cannot stand here",
      detail: `\`${key}\` becomes \`${time}\`; expected hours and minutes from "00:00" to "23:59".`,
      address: entry.address,
      ...spotIn(entry.source, `${entry.pointer}/config/${index}/${key}`),
      help: "Correct the variable.",
    });
  }
}

function queueFields(scope: Scope, entry: Entry, filled: JsonObject): OwnFields {
  const { hours, maxContacts, enabled } = filled;
  checkTarget(scope, entry, "hours", String(hours), "hours");
  const caller = filled.outboundCaller === undefined ? undefined : objectAt(filled, "outboundCaller");
  if (typeof caller?.number === "string") {
    checkTarget(scope, entry, "outboundCaller/number", caller.number, "phoneNumber");
  }
  if (typeof caller?.flow === "string") checkTarget(scope, entry, "outboundCaller/flow", caller.flow, "flow");
  if (typeof caller?.name === "string") {
    checkLength(scope, entry, "outboundCaller/name", literalText(caller.name, {}).text, { name: 255 });
  }
  const fields = {
    hours: hours ?? null,
    ...(maxContacts === undefined ? {} : { maxContacts }),
    ...(enabled === undefined ? {} : { enabled }),
    ...(caller ? { outboundCaller: caller } : {}),
  };
  return { fields };
}
