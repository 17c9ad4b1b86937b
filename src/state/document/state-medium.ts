/** A kept copy of an earlier state. */
export interface KeptState {
  readonly serial: number;
  /** Where the copy lies, as a person would open it. */
  readonly file: string;
  /** When it was put aside, in ISO 8601. */
  readonly keptAt: string;
}

/** A text that was saved because it could not be written where it belongs. */
export interface RescuedText {
  readonly file: string;
  readonly text: string;
}

/**
 * Where one state lies: a folder, or a bucket. It moves text and knows nothing of what is in it; what it cannot do is a
 * fault.
 */
export interface StateMedium {
  /** Where the state lies, as messages name it. */
  readonly file: string;
  /** Undefined only where nothing is. */
  read(): Promise<string | undefined>;
  /** Replaces the text as a whole and durably, or leaves it as it is. */
  write(text: string): Promise<void>;
  /** Whatever shows that a state was here; empty where nothing does. */
  traces(): Promise<readonly string[]>;
  /** Puts a copy of what is there aside, byte for byte; the last twenty are kept. Without a serial: it is damaged. */
  keep(serial: number | undefined): Promise<void>;
  /** What was put aside, the highest serial first. */
  kept(): Promise<readonly KeptState[]>;
  readKept(serial: number): Promise<string | undefined>;
  /** Removes what was read last for good; the copies that were kept stay. */
  retire(): Promise<void>;
  /** Saves a text that could not be written where it belongs; tells where, or undefined where nothing was possible. */
  rescue(text: string): Promise<string | undefined>;
  /** What was saved so, by file, and not put away since. */
  rescued(): Promise<readonly RescuedText[]>;
  /** Removes what was saved in a file. */
  dropRescued(file: string): Promise<void>;
}
