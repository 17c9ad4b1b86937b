import { KINDS } from "../../model/kind.js";
import type { PulledResource, PullMention, PullReport, PullStatus } from "../../model/pull.js";
import { addressColumn } from "../lines/address-column.js";
import { paintText, type TextOptions } from "../lines/paint-text.js";
import { safeText } from "../lines/safe-text.js";
import { BLANK, type Line, line, padTo, type Style, span, wholeLine } from "../lines/span.js";
import { tableLines } from "../lines/table-text.js";
import { countOf, listOf } from "../words/count-words.js";
import { shellWord } from "../words/shell-word.js";

/** How a pull report is written; `dryRun` says that nothing was. */
interface PullTextOptions extends TextOptions {
  readonly dryRun?: boolean;
  /** What was read; an instance, where nothing is said. */
  readonly from?: "instance" | "files";
}

const SHOWN = {
  new: { symbol: "+", words: "new", style: "added" },
  changed: { symbol: "~", words: "changed", style: "changed" },
  layout: { symbol: "~", words: "layout only", style: "dim" },
  edited: { symbol: " ", words: "edited in the files; kept", style: "plain" },
  conflict: { symbol: "!", words: "changed on both sides; left alone", style: "error" },
} as const satisfies Record<Exclude<PullStatus, "unchanged">, { symbol: string; words: string; style: Style }>;

/** At most so many rows of one list; `--json` has them all. */
const MOST_ROWS = 40;

/** Writes what a pull did, or would do: what came in, what was left out and why, what could not be named. */
export function renderPullText(report: PullReport, options: PullTextOptions): string {
  const parts = [
    section("resources", resourceLines(report)),
    section("offered, take them with --all or by address", mentionLines(report.offered)),
    section(`gone from ${sourceOf(options)}, still in the files`, mentionLines(report.gone)),
    section("archived, left out", mentionLines(report.archived)),
    leftOutPart(report),
    section("several of one name, left out", mentionLines(report.ambiguous)),
    section(
      "drafts that are newer than what is published",
      report.drafts.map((draft) => draftLine(draft, report.environment)),
    ),
    section("new lookups", lookupLines(report, options.width)),
    section("left as they are: no name stands for them", unresolvedLines(report)),
  ];
  const body = parts.filter((part) => part.length > 0).flatMap((part) => [...part, BLANK]);
  return paintText([...body, ...ending(report, options)], options);
}

function sourceOf({ from }: PullTextOptions): string {
  return from === "files" ? "the exported files" : "the instance";
}

function section(title: string, lines: readonly Line[]): readonly Line[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_ROWS);
  const more = lines.length - shown.length;
  const rest = more > 0 ? [line(2, span(`  … and ${more} more`, "dim"))] : [];
  return [line(0, span(title, "strong")), ...shown, ...rest];
}

/** What came in, a row each: the address, what of it, its name and its file. */
function resourceLines({ resources }: PullReport): readonly Line[] {
  const told = resources.filter(({ status }) => status !== "unchanged");
  const column = addressColumn(told.map(({ address }) => address));
  return told.flatMap((one) => resourceLine(one, column));
}

function resourceLine({ address, name, status, fields, file }: PulledResource, column: number): readonly Line[] {
  if (status === "unchanged") return [];
  const { symbol, words, style } = SHOWN[status];
  const told = fields.length > 0 ? `${words}: ${fields.join(", ")}` : words;
  const about = [`"${name}"`, ...(file === null ? [] : [file])].join(", ");
  const head = span(`  ${symbol} ${padTo(safeText(address), column)}`, style);
  return [line(column + 7, head, span(`   ${told}`), span(`   ${safeText(about)}`, "dim"))];
}

function mentionLines(mentions: readonly PullMention[]): readonly Line[] {
  const column = addressColumn(mentions.map(({ address }) => address));
  return mentions.map(({ address, kind, name }) =>
    line(
      column + 7,
      span(`    ${padTo(safeText(address), column)}`),
      span(`   ${KINDS[kind].label} "${safeText(name)}"`, "dim"),
    ),
  );
}

/** Every instance has some twenty of them: told in a sentence, and only while there is something new, or nothing else. */
function leftOutPart({ leftOut, summary, resources }: PullReport): readonly Line[] {
  const isOld = summary.new + summary.offered === 0 && resources.length > 0;
  if (leftOut.length === 0 || isOld) return [];
  const names = listOf(leftOut.map(({ address }) => address));
  const isOne = leftOut.length === 1;
  const words = isOne
    ? "comes with every instance or is only looked up; take it by its address"
    : "come with every instance or are only looked up; take one by its address";
  return [line(4, span(safeText(`${countOf(leftOut.length, "resource")} ${words}: ${names}`), "dim"))];
}

function draftLine({ address, name, pulled }: PullReport["drafts"][number], environment: string): Line {
  const command = `connectctl pull --env ${shellWord(environment)} --drafts ${shellWord(address)}`;
  const words = pulled ? "pulled" : `take it with \`${command}\``;
  return line(
    6,
    span(`    ${safeText(address)}`),
    span(`   "${safeText(name)}"`, "dim"),
    span(safeText(`   ${words}`)),
  );
}

function lookupLines({ lookups }: PullReport, width: number): readonly Line[] {
  const rows = lookups.map(({ address, key }) => [
    address,
    typeof key === "string" ? key : Object.values(key).join("/"),
  ]);
  return tableLines(rows, { width, indent: 4 });
}

/** One line a thing, with the places that name it. */
function unresolvedLines({ unresolved, resources }: PullReport): readonly Line[] {
  const groups = new Map<string, PullReport["unresolved"][number][]>();
  // What nobody touched since it was told is told once.
  const same = new Set(resources.filter(({ status }) => status === "unchanged").map(({ address }) => address));
  const told = unresolved.filter(({ address }) => !same.has(address));
  for (const one of told) groups.set(one.text, [...(groups.get(one.text) ?? []), one]);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const places = group.map(({ address, block, pointer }) => `${address} ${block ? `"${block}"` : pointer}`);
    const where = listOf([...new Set(places)]);
    return [
      wholeLine(span(`    ${safeText(first.text)}`, "warn")),
      line(6, span(`      ${safeText(first.why)}`), span(`; in ${safeText(where)}`, "dim")),
    ];
  });
}

const COUNTED = {
  new: "new",
  changed: "changed",
  layout: "layout only",
  unchanged: "unchanged",
  edited: "edited in the files",
  conflict: "in conflict",
} as const satisfies Record<PullStatus, string>;

function ending(report: PullReport, options: PullTextOptions): readonly Line[] {
  const { summary, files } = report;
  const counts = (["new", "changed", "layout", "unchanged", "edited", "conflict"] as const)
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${COUNTED[status]}`);
  const written = options.dryRun
    ? `${countOf(files.length, "file")} would be written`
    : `${countOf(files.length, "file")} written`;
  const nothing = counts.length === 0 ? "nothing to pull" : counts.join(", ");
  const last = wholeLine(span(`Pull: ${nothing}; ${written}.`, "strong"));
  return summary.conflict > 0 ? [last, forceLine(report, options)] : [last];
}

/** The command that ends a conflict; where there are several, which is to be decided for each. */
function forceLine({ resources, environment }: PullReport, { from }: PullTextOptions): Line {
  const [first, ...others] = resources.filter(({ status }) => status === "conflict");
  const address = first && others.length === 0 ? shellWord(first.address) : "ADDRESS";
  const source = from === "files" ? " --from FOLDER" : "";
  const command = `connectctl pull --env ${shellWord(environment)}${source} --force ${address}`;
  return wholeLine(
    span(`To take ${from === "files" ? "the export's" : "the instance's"} side: `),
    span(command, "strong"),
  );
}
