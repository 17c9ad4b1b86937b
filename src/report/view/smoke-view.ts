import { type LeftContact, type SmokeReport, type SmokeVerdict, VERDICT_WORDS } from "../../model/smoke.js";
import { shellWord } from "../words/shell-word.js";

const ORDER = Object.keys(VERDICT_WORDS) as readonly SmokeVerdict[];

/** `Smoke tests in prod: 2 passed, 1 failed.`: what is zero is left out. */
export function smokeSentence({ environment, summary }: SmokeReport): string {
  if (summary.total === 0) return `Smoke tests in ${environment}: none was run.`;
  const counts = ORDER.filter((verdict) => summary[verdict] > 0).map(
    (verdict) => `${summary[verdict]} ${VERDICT_WORDS[verdict].words}`,
  );
  return `Smoke tests in ${environment}: ${counts.join(", ")}.`;
}

/** What is said of a contact that may be running still, and the command that ends it. */
export interface LeftView {
  readonly sentence: string;
  readonly words: string;
  readonly command: string;
}

export function viewLeft({ name, contactId, runId, why }: LeftContact, environment: string): LeftView {
  const env = `--env ${shellWord(environment)}`;
  if (runId !== undefined) {
    return {
      sentence: `The run ${runId} of "${name}" may still be going on, and could not be stopped: ${why}.`,
      words: "To stop it",
      command: `connectctl smoke ${env}`,
    };
  }
  if (contactId === undefined) {
    return {
      sentence: `A task may have been started for "${name}", and its answer never came: ${why}.`,
      words: "To find out, and to stop it",
      command: `connectctl smoke ${env}`,
    };
  }
  return {
    sentence: `The contact ${contactId} of "${name}" may still be running, and could not be stopped: ${why}.`,
    words: "To stop it",
    command: `connectctl task stop ${env} ${shellWord(contactId)}`,
  };
}

/** `3.2 s`, `1 min 5 s`. */
export function elapsedWords(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
