import type { Diagnostic } from "../../model/diagnostic.js";
import type { RunSummary } from "../../model/event.js";
import { renderDiagnosticsText, renderJson, shorten } from "../../report/index.js";
import type { World } from "../world.js";
import { EventStream, type RunEvent } from "./event-stream.js";

export interface ConsoleOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Undefined: as the terminal and the environment say. */
  readonly color: boolean | undefined;
  /** Whether `--json` gives events, one a line. */
  readonly events?: boolean;
}

/** How a skin is to look on a stream. */
export interface Look {
  readonly width: number;
  readonly color: boolean;
}

/** Results go to stdout, everything else to stderr; with `--json`, stdout holds one document and nothing else. */
export class Console {
  readonly json: boolean;
  private readonly world: World;
  private readonly options: ConsoleOptions;
  private readonly stream: EventStream | undefined;
  /** What stands in the last line of the terminal and is written over; empty where nothing does. */
  private standing = "";
  /** Whether the one document of `--json` was written. */
  private isTold = false;

  constructor(world: World, options: ConsoleOptions) {
    this.world = world;
    this.options = options;
    this.json = options.json;
    this.stream = options.events ? new EventStream((event) => this.document(event, "line")) : undefined;
  }

  /** How results look. */
  get look(): Look {
    return this.lookOf(this.world.stdout);
  }

  /** How progress and diagnostics look. */
  get sideLook(): Look {
    return this.lookOf(this.world.stderr);
  }

  /** A result for people; nothing with `--json`. */
  result(text: string): void {
    this.stand("");
    if (!this.json && text !== "") this.world.stdout.write(ended(text));
  }

  /** Bytes that are the result whatever the mode. */
  raw(text: string): void {
    this.world.stdout.write(text);
  }

  /** The one document of `--json`, or one line of several. */
  document(value: unknown, lines: "document" | "line" = "document"): void {
    if (!this.json) return;
    this.isTold = true;
    this.world.stdout.write(renderJson(value, lines === "document" ? 2 : 0));
  }

  /** One event of a run, a line with `--json`. */
  event(event: RunEvent): void {
    if (this.stream) this.stream.tell(event);
    else this.document(event, "line");
  }

  /** Ends a run that cannot begin or go on, for a machine: the last events, or of other commands one document. */
  refuse(diagnostics: readonly Diagnostic[]): void {
    if (this.stream) this.stream.breakOff("failed", diagnostics);
    else if (!this.isTold) this.document({ diagnostics });
  }

  /** Ends the events of a run that has ended in any other way without its last one. */
  endEvents(status: RunSummary["status"]): void {
    this.stream?.breakOff(status, []);
  }

  /** Progress: nothing with `--quiet`; a text that takes work is only made where it is shown. */
  note(given: string | (() => string)): void {
    if (this.options.quiet) return;
    const text = typeof given === "string" ? given : given();
    if (text !== "") this.alert(text);
  }

  /** Always said; above what stands in the last line. */
  alert(text: string): void {
    const { standing } = this;
    this.stand("");
    this.world.stderr.write(ended(text));
    if (standing !== "") this.stand(standing);
  }

  /** One line of progress that the next writes over, cut to the terminal; an empty one takes it away. */
  stand(text: string): void {
    if (!this.world.stderr.isTTY || this.json || this.options.quiet) return;
    const shown = shorten(text, Math.max(1, this.sideLook.width - 1));
    if (shown !== "" || this.standing !== "") this.world.stderr.write(`\r\u001b[2K${shown}`);
    this.standing = shown;
  }

  diagnostics(diagnostics: readonly Diagnostic[]): void {
    const shown = this.options.quiet ? diagnostics.filter(({ severity }) => severity === "error") : diagnostics;
    if (shown.length > 0) this.alert(renderDiagnosticsText(shown, this.sideLook));
  }

  private lookOf(stream: World["stdout"]): Look {
    const { env } = this.world;
    const asked = env["FORCE_COLOR"] ?? "";
    const isOff = asked === "0" || asked === "false";
    const forced = asked !== "" && !isOff;
    const refused = isOff || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
    const color = this.options.color ?? (forced || (stream.isTTY && !refused));
    return { width: widthOf(stream, env["COLUMNS"]), color };
  }
}

/** A terminal that was never told its size says 0. */
function widthOf({ columns }: World["stdout"], told: string | undefined): number {
  const asked = Number(told);
  return columns || (Number.isInteger(asked) && asked >= 20 ? asked : 100);
}

function ended(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
