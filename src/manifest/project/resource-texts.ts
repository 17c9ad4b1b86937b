import { parseArn } from "../../model/arn.js";
import { escapeTemplate } from "../../model/reference.js";
import { literalAt, nameHere, nameSpot, type Scope } from "../desired/scope.js";
import { fillText, literalText } from "../desired/template.js";
import { spotIn } from "../files/source.js";
import type { Entry } from "./project.js";

/** The most characters of a text, where the service's model (API version 2017-08-08) gives a bound. */
const MOST = {
  flow: {},
  module: { name: 127, description: 500 },
  hours: { name: 127, description: 250 },
  queue: { name: 127, description: 250 },
  testCase: {},
} as const satisfies Record<Entry["kind"], { name?: number; description?: number }>;

/** The name of a resource in this environment: its own there, or the manifest's. */
export function nameOf(scope: Scope, entry: Entry): string {
  const here = nameHere(scope, entry.address);
  const name = here ?? literalAt(scope, String(entry.fields.name), entry, "/name");
  if (parseArn(name)) sayArnForManaged(scope, entry, name);
  if (name.trim() === "" && entry.kind === "module") sayBlank(scope, entry);
  checkLength(scope, entry, "name", name, MOST[entry.kind]);
  return name;
}

/** Name, and description where there is one, as a body holds them: references in place. */
export function textsOf(scope: Scope, entry: Entry, name: string): Readonly<Record<string, string>> {
  const { description } = entry.fields;
  if (typeof description !== "string") return { name: escapeTemplate(name) };
  const filled = fillText(description, scope.variables);
  checkLength(scope, entry, "description", literalText(filled, {}).text, MOST[entry.kind]);
  return { name: escapeTemplate(name), description: filled };
}

/** Says where a text is longer than the service takes; counts characters, not UTF-16 units. */
export function checkLength(
  scope: Scope,
  entry: Entry,
  key: string,
  text: string,
  limits: Readonly<Record<string, number>>,
): void {
  const most = limits[key.slice(key.lastIndexOf("/") + 1)];
  const length = [...text].length;
  if (most === undefined || length <= most) return;
  scope.say({
    severity: "error",
    code: "manifest/too-long",
    summary: "Text too long",
    detail: `\`${key}\` has ${length} characters; the service takes at most ${most}.`,
    address: entry.address,
    ...(key === "name" ? nameSpot(scope, entry, "/name") : spotIn(entry.source, `${entry.pointer}/${key}`)),
    help: "Shorten it.",
  });
}

function sayArnForManaged(scope: Scope, entry: Entry, arn: string): void {
  scope.say({
    severity: "error",
    code: "manifest/wrong-value",
    summary: "ARN in place of a name",
    detail: `\`${entry.address}\` is managed and needs a name; found \`${arn}\`.`,
    address: entry.address,
    ...nameSpot(scope, entry, "/name"),
    help: "Write the name it should have, or move it to `lookups` if it exists already.",
  });
}

function sayBlank(scope: Scope, entry: Entry): void {
  scope.say({
    severity: "error",
    code: "manifest/wrong-value",
    summary: "Name without a visible character",
    detail: "The service refuses a flow module whose name is only spaces.",
    address: entry.address,
    ...nameSpot(scope, entry, "/name"),
    help: "Write a name.",
  });
}
