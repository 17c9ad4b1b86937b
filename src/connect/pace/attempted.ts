import { type Answer, textOf } from "../client/answer.js";
import type { Operation } from "./operations.js";

/** What was tried when something failed: enough to tell a person, and nothing that was sent. */
export interface Attempted {
  readonly operation: Operation;
  /** What it was about, as it stands in a sentence: ``the flow `Main IVR` ``. */
  readonly subject: string;
  readonly effort: "read" | "write" | "create";
  /** Whether a try before this one may have been carried out. */
  readonly uncertain: boolean;
  /** How many requests were sent. */
  readonly tries: number;
  /** How many of them were refused because of their time. */
  readonly clockTries: number;
  /** Where requests go, when that is not the service's own address. */
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

/** Longest text of the service that is passed on, in characters. */
const LONGEST = 1000;

/** What the service said of a failure; empty where it said nothing. */
export function saidIn(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const text = textOf(error as unknown as Answer, "message") ?? "";
  const said = text === "UnknownError" ? "" : text.trim();
  return said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
}

/** The sentences that every refusal begins with: what was refused, and what the service said. */
export function refusal({ operation, subject }: Attempted, error: unknown): string {
  const said = saidIn(error);
  const name = error instanceof Error ? error.name : "";
  const reason =
    said === "" ? `It gave no reason but ${name}.` : `It said (${name}): ${/[.!?]$/.test(said) ? said : `${said}.`}`;
  return `Amazon Connect refused ${operation} for ${subject}. ${reason}`;
}
