import type { Orphan } from "../../model/plan.js";
import { addressColumn } from "../lines/address-column.js";
import { safeText } from "../lines/safe-text.js";
import { sectionLines } from "../lines/section-lines.js";
import { type Line, line, padTo, span, wholeLine } from "../lines/span.js";
import type { DraftView } from "../view/drift-view.js";
import type { DriftView, NextStep } from "../view/plan-view.js";

const SYMBOLS = { changed: "~", deleted: "-", conflict: "!" } as const satisfies Record<DriftView["type"], string>;

/** Renders what differs from what was last applied, address by address. */
export function driftLines(drift: readonly DriftView[], width: number): readonly Line[] {
  const column = addressColumn(drift.map(({ address }) => address));
  return drift.flatMap((one) => [
    driftLine(one, column),
    ...one.sections.flatMap((section) => sectionLines(section, 6, width)),
    ...[one.accept, one.undo].flatMap((step) => (step ? [stepLine(step)] : [])),
  ]);
}

/** A command to copy, with what it is for; never broken. */
function stepLine({ words, command }: NextStep): Line {
  return wholeLine(span("      "), span(`${words}: `, "dim"), span(safeText(command)));
}

/** Renders drafts that nobody published, each with the command that takes it into the files. */
export function draftLines(drafts: readonly DraftView[]): readonly Line[] {
  const column = addressColumn(drafts.map(({ address }) => address));
  return drafts.flatMap(({ address, name, savedAt, accept }) => [
    line(
      8,
      ...[span("  ~ ", "changed"), span(padTo(safeText(address), column), "strong"), span(`   "${safeText(name)}"`)],
      ...(savedAt === undefined ? [] : [span(`, saved ${safeText(savedAt)}`, "dim")]),
    ),
    stepLine(accept),
  ]);
}

function driftLine({ type, address, words, modifiedAt }: DriftView, column: number): Line {
  const style = type === "deleted" ? "removed" : type === "conflict" ? "warn" : "changed";
  const when = modifiedAt === undefined ? [] : [span(`, last changed ${safeText(modifiedAt)}`, "dim")];
  return line(
    column + 18,
    ...[span("  "), span(SYMBOLS[type], style), span(" "), span(padTo(safeText(address), column), "strong")],
    ...[span("   "), span(padTo(type, 8), style), span("   "), span(safeText(words)), ...when],
  );
}

/** Renders what is in the state and not in the manifest. */
export function orphanLines(orphans: readonly Orphan[]): readonly Line[] {
  const column = addressColumn(orphans.map(({ address }) => address));
  return orphans.map(({ address, name }) =>
    line(
      8,
      ...[span("  ? "), span(padTo(safeText(address), column), "strong"), span(`   "${safeText(name)}"`)],
      span("   in the state, but not in the manifest", "dim"),
    ),
  );
}
