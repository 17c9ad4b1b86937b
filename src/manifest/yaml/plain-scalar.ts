import { type EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from "js-yaml";
import type { Json } from "../../model/json.js";

/** A value with its place; `written` is the text of one that is neither a text nor a list nor a map. */
export interface PlainNode {
  readonly value: Json;
  readonly at: number;
  /** The offset behind it; not told of maps and lists that stand in lines of their own. */
  readonly end?: number | undefined;
  readonly written?: string;
  readonly members?: ReadonlyMap<string, Member>;
  readonly items?: readonly PlainNode[];
}

export interface Member {
  readonly key: number;
  readonly node: PlainNode;
}

/** A scalar with its value; undefined where the reader of documents has to look at it. */
export function readScalar(text: string, event: ScalarEvent): PlainNode | undefined {
  const said = getScalarValue(text, event);
  if (said === "" && !isQuoted(event)) return undefined;
  const at = startOf(text, event);
  const end = event.valueEnd + (isQuoted(event) ? 1 : 0);
  if (event.style !== SCALAR_STYLE.PLAIN) {
    const isDisputed = (isQuoted(event) ? ESCAPED_BREAK : BLANK_LINE).test(
      text.slice(event.valueStart, event.valueEnd),
    );
    return isDisputed || (isQuoted(event) && !canEnd(text, end)) ? undefined : { value: said, at, end };
  }
  const word = WORDS.get(said);
  if (word !== undefined) return { value: word, at, end, written: said };
  if (!NUMBER.test(said)) return { value: said, at, end };
  return DECIMAL.test(said) ? { value: Number(said), at, end, written: said } : undefined;
}

/** What the two readers take for different texts: a line of blanks in a text of many lines, and a break behind `\\`. */
const BLANK_LINE = /(?:^|\n) +(?:\n|$)/;
const ESCAPED_BREAK = /\\\n/;

type ScalarEvent = Event & { type: typeof EVENT_ID.SCALAR };

const isQuoted = ({ style }: ScalarEvent) =>
  style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;

/** Where a scalar begins, with its quote, or with the `|` or `>` above it. */
function startOf(text: string, event: ScalarEvent): number {
  const { style, valueStart } = event;
  if (style === SCALAR_STYLE.PLAIN || isQuoted(event)) return valueStart - (isQuoted(event) ? 1 : 0);
  const end = text[valueStart - 1] === "\n" ? valueStart - 1 : valueStart;
  const line = text.lastIndexOf("\n", end - 1) + 1;
  return line + text.slice(line, end).search(BLOCK_HEADER);
}

const BLOCK_HEADER = /[|>][-+\d]{0,2} *(?: #.*)?$/;

/** What is no text in the core schema of YAML 1.2, but for numbers. */
const WORDS: ReadonlyMap<string, Json> = new Map([
  ...["~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

const NUMBER =
  /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Numbers as JSON has them, and none that loses a digit. */
const DECIMAL = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;

/** Whether nothing but what may follow a text in quotes, or brackets, stands behind it. */
export function canEnd(text: string, end: number): boolean {
  AFTER_END.lastIndex = end;
  return end >= 0 && AFTER_END.test(text);
}

const AFTER_END = / *(?:[:,\]}\n#]|$)/y;
