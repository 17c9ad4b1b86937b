import { ACTION_WORDS, type Action } from "../../model/change.js";
import type { ApplyEvent } from "../../model/event.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { type Line, line, padTo, type Span, type Style, span } from "../lines/span.js";
import { countOf } from "../words/count-words.js";
import { durationWords } from "../words/duration-words.js";

/** How progress is written. */
export interface EventTextOptions extends TextOptions {
  /** Tells every single remote write. */
  readonly verbose?: boolean;
  /** Seconds that what is left will still take at the service's rate limit, where that is known. */
  readonly secondsLeft?: number;
  /** Columns that addresses take; what follows them stands in one column. 0 when not given. */
  readonly column?: number;
  /** Whether what is told of was created as a placeholder before. */
  readonly filling?: boolean;
}

type Done = Extract<ApplyEvent, { readonly type: "change_done" }>;

const DOING = {
  create: "creating",
  update: "updating",
  replace: "replacing",
  adopt: "adopting",
  delete: "deleting",
  keep: "keeping",
} as const satisfies Record<Action, string>;

/** Writes one event as progress for people; undefined for events that say nothing to them while it runs. */
export function renderApplyEvent(event: ApplyEvent, options: EventTextOptions): string | undefined {
  const told = eventLine(event, options);
  return told ? paintText([told], options) : undefined;
}

function eventLine(event: ApplyEvent, options: EventTextOptions): Line | undefined {
  switch (event.type) {
    case "apply_start":
      if (event.changes === 0) return undefined;
      return line(2, span(`Applying ${countOf(event.changes, "change")}`), ...timeLeft(options));
    case "change_start":
      return told(
        event.address,
        options,
        `${event.placeholder ? `${DOING[event.action]} as a placeholder` : options.filling ? "filling in" : DOING[event.action]} …`,
      );
    case "write":
      return options.verbose ? told(event.address, options, event.operation) : undefined;
    case "change_done":
      return doneLine(event, options);
    case "change_failed":
      return line(6, span("  ✗ ", "error"), named(event.address, options), span(failure(event.diagnostics), "error"));
    case "change_blocked":
      return line(6, span("  ◦ ", "warn"), named(event.address, options), span(`   blocked by ${safeText(event.by)}`));
    case "version":
    case "run_summary":
      return undefined;
  }
}

function doneLine({ address, action, placeholder, done, total }: Done, options: EventTextOptions): Line {
  const past = options.filling ? "filled in" : ACTION_WORDS[action].past;
  const words = placeholder ? "created as a placeholder" : past;
  const count = span(`   ${done} of ${total}`, "dim");
  return line(6, span("  ✓ ", "added"), named(address, options), span(`   ${words}`), count, ...timeLeft(options));
}

function named(address: string, { column = 0 }: EventTextOptions, style: Style = "strong"): Span {
  return span(padTo(safeText(address), column), style);
}

function told(address: string, options: EventTextOptions, words: string): Line {
  return line(6, span("    "), named(address, options, "dim"), span(`   ${safeText(words)}`, "dim"));
}

function failure(diagnostics: Extract<ApplyEvent, { readonly type: "change_failed" }>["diagnostics"]): string {
  const [first] = diagnostics;
  const more = diagnostics.length > 1 ? `, and ${countOf(diagnostics.length - 1, "more problem")}` : "";
  return first ? `   ${safeText(first.summary)}${more}` : "   failed";
}

function timeLeft({ secondsLeft }: EventTextOptions): readonly Span[] {
  if (secondsLeft === undefined || secondsLeft < 1) return [];
  return [span(`   about ${durationWords(secondsLeft * 1000)} left`, "dim")];
}
