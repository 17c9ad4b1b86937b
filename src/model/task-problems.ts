import type { Task, TaskReference } from "./contact.js";

/** What is wrong with one part of a task, in words for whoever wrote it. */
export interface TaskProblem {
  /** `name`, `description`, `attributes`, `references`, `scheduledTime`, `previousContactId`, … */
  readonly field: Exclude<keyof Task, "entry">;
  readonly summary: string;
  readonly detail?: string;
  readonly help: string;
}

/** The types of references that a task can be started with. */
export const REFERENCE_TYPES = [
  "URL",
  "NUMBER",
  "STRING",
  "DATE",
  "EMAIL",
] as const satisfies readonly TaskReference["type"][];

/** Limits of StartTaskContact, API version 2017-08-08, in characters; attributes in UTF-8 bytes, names and values together. */
const LIMITS = { name: 1024, description: 4096, attributes: 32_768, reference: 4096, id: 256, token: 500 };

const DAY = 24 * 60 * 60 * 1000;

/** How far ahead the API reference lets a task lie; the quota page says 90 days. In milliseconds. */
const FARTHEST = 6 * DAY;

/** Finds all that the service would refuse in a task, but for what leads it. `now` in milliseconds since the epoch. */
export function taskProblems(task: Omit<Task, "entry">, now: number): readonly TaskProblem[] {
  return [
    ...textProblem("name", task.name, LIMITS.name),
    ...textProblem("description", task.description ?? "", LIMITS.description),
    ...attributeProblems(task.attributes),
    ...Object.entries(task.references).flatMap(([name, reference]) => referenceProblems(name, reference)),
    ...timeProblems(task.scheduledTime, now),
    ...idProblem("previousContactId", task.previousContactId, LIMITS.id),
    ...idProblem("relatedContactId", task.relatedContactId, LIMITS.id),
    ...idProblem("clientToken", task.clientToken, LIMITS.token),
  ];
}

function textProblem(field: "name" | "description", text: string, most: number): readonly TaskProblem[] {
  const length = [...text].length;
  if (length <= most) return [];
  const detail = `It has ${length} characters; the service takes ${most}.`;
  return [{ field, summary: `The ${field} of the task is too long`, detail, help: "shorten it" }];
}

function attributeProblems(attributes: Task["attributes"]): readonly TaskProblem[] {
  const field = "attributes" as const;
  const misnamed = Object.keys(attributes).filter((name) => !/^[a-zA-Z0-9_-]+$/.test(name));
  const problems: TaskProblem[] = misnamed.map((name) => ({
    field,
    summary: `\`${name}\` cannot be the name of an attribute`,
    help: "name it with letters from a to z, digits, `-` and `_`",
  }));
  const bytes = Object.entries(attributes).reduce((sum, [name, value]) => sum + bytesIn(name) + bytesIn(value), 0);
  if (bytes <= LIMITS.attributes) return problems;
  const detail = `Names and values have ${bytes} bytes in UTF-8; the service takes ${LIMITS.attributes}.`;
  return [...problems, { field, summary: "The attributes of the task are too long", detail, help: "shorten them" }];
}

function referenceProblems(name: string, { type, value }: TaskReference): readonly TaskProblem[] {
  const field = "references" as const;
  const say = (summary: string, help: string): TaskProblem => ({ field, summary, help });
  const most = LIMITS.reference;
  return [
    ...(name === "" ? [say("A reference has no name", "write it as `name=url`")] : []),
    ...([...name].length > most ? [say("The name of a reference is too long", `keep it to ${most} characters`)] : []),
    ...([...value].length > most
      ? [say(`The reference \`${name}\` is too long`, `keep it to ${most} characters`)]
      : []),
    ...(type === "NUMBER" && !isNumber(value)
      ? [say(`The reference \`${name}\` is no number`, "write a number such as 42, or another type")]
      : []),
    ...(type === "DATE" && !/^\d+$/.test(value)
      ? [say(`The reference \`${name}\` is no date`, "write the seconds since 1970, as the service counts dates")]
      : []),
  ];
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

function timeProblems(time: number | undefined, now: number): readonly TaskProblem[] {
  if (time === undefined) return [];
  const field = "scheduledTime" as const;
  const at = iso(time);
  if (time < now) {
    const detail = `${at} is past; it is ${iso(now)}.`;
    return [{ field, summary: "A task cannot be scheduled for the past", detail, help: "give a later time" }];
  }
  if (time - now <= FARTHEST) return [];
  const detail = `${at} is more than six days ahead, which is as far as the service's API reference goes.`;
  return [{ field, summary: "A task cannot be scheduled so far ahead", detail, help: "give a time within six days" }];
}

function idProblem(
  field: "previousContactId" | "relatedContactId" | "clientToken",
  id: string | undefined,
  most: number,
): readonly TaskProblem[] {
  if (id === undefined || (id.trim() !== "" && id.length <= most)) return [];
  const what = field === "clientToken" ? "client token" : "contact id";
  return [{ field, summary: `This is no ${what}`, help: `give one of 1 to ${most} characters` }];
}

/** In ISO 8601; a number that is no time is told as it is. */
function iso(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}

/** The bytes of a text in UTF-8. */
function bytesIn(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
