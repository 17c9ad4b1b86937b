import type { ContactEntry } from "../entries/contact-entries.js";
import type { CollectionName } from "../entries/entries.js";
import { arnOf, type Instance } from "../instance.js";
import type { World } from "../world.js";
import type { TraceEnd, TraceStep } from "./trace.js";
import type { Frame, Walk } from "./walk.js";

/** A contact on its way, with what surrounds it. Blocks put new values in the place of `contact` and `walk`. */
export interface Walker {
  readonly world: World;
  readonly instance: Instance;
  /** Simulated time, in milliseconds since the epoch: when this part of the way is gone. */
  readonly at: number;
  contact: ContactEntry;
  walk: Walk;
  /** Told of every block, where somebody looks on. */
  readonly onStep?: ((step: TraceStep) => void) | undefined;
  /** Told of the branch of a block that was told of before, the last one so deep. */
  readonly onBranch?: ((taken: Pick<TraceStep, "depth" | "branch" | "next">) => void) | undefined;
  readonly onEnd?: ((end: TraceEnd) => void) | undefined;
}

/** What became of a block; `notes` say what it did. */
export type Outcome = { readonly notes: readonly string[]; readonly assumed?: string | undefined } & (
  | { readonly go: "next" }
  /** Conditions decide by this value. */
  | { readonly go: "result"; readonly value: string | undefined }
  | { readonly go: "error"; readonly error: string }
  /** The block has changed the frames itself. */
  | { readonly go: "jump" }
  /** The block has left its module: the block that invoked it decides by the result. */
  | { readonly go: "return"; readonly value: string | undefined }
  | { readonly go: "wait"; readonly until: number }
  | { readonly go: "stop"; readonly end: Omit<TraceEnd, "at"> }
);

export const next = (...notes: readonly string[]): Outcome => ({ go: "next", notes });

export const failed = (note: string, error = "NoMatchingError"): Outcome => ({ go: "error", error, notes: [note] });

/** The frame that is walked through. */
export function frameNow({ walk }: Pick<Walker, "walk">): Frame {
  const frame = walk.frames.at(-1);
  if (frame === undefined) throw new Error("A walk has no frame");
  return frame;
}

/** Changes the frame that is walked through. */
export function changeFrame(walker: Walker, change: Partial<Frame>): void {
  const { frames } = walker.walk;
  walker.walk = { ...walker.walk, frames: [...frames.slice(0, -1), { ...frameNow(walker), ...change }] };
}

/** The ARN of something in the instance; agents' queues are those of their users. */
export const arnIn = ({ instance }: Walker, name: CollectionName, id: string): string =>
  arnOf(instance.about, name, id);
