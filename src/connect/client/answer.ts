/**
 * What the service answered. Typed loosely on purpose: members may be missing, enumerations grow, and booleans have come
 * back as texts, so every member is read through the functions below.
 */
export type Answer = Readonly<Record<string, unknown>>;

/** A text that is not empty. */
export function textOf(answer: Answer | undefined, member: string): string | undefined {
  const value = answer?.[member];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberOf(answer: Answer | undefined, member: string): number | undefined {
  const value = answer?.[member];
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** True for a boolean or a text that says so. */
export function flagOf(answer: Answer | undefined, member: string): boolean {
  const value = answer?.[member];
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}

export function partOf(answer: Answer | undefined, member: string): Answer | undefined {
  const value = answer?.[member];
  return isAnswer(value) ? value : undefined;
}

/** The parts of a list; what is none is left out. */
export function partsOf(answer: Answer | undefined, member: string): readonly Answer[] {
  return listOf(answer, member).filter(isAnswer);
}

export function listOf(answer: Answer | undefined, member: string): readonly unknown[] {
  const value = answer?.[member];
  return Array.isArray(value) ? value : [];
}

/** A time as ISO 8601. */
export function timeOf(answer: Answer | undefined, member: string): string | undefined {
  const value = answer?.[member];
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
