/** What the searches of several kinds teach about each other: where one carries contents, another is worth a try. */
export interface SearchTrust {
  /** Whether the search of a kind was seen to carry contents; settles when one was, or when none is left to be seen. */
  readonly carries: Promise<boolean>;
  /** Says it for one kind: whether its search carried contents, or false where nobody tried. Only its first word counts. */
  readonly voice: () => (carries: boolean) => void;
}

/** Begins with so many kinds, each of which has a voice. */
export function openSearchTrust(kinds: number): SearchTrust {
  let settle: (carries: boolean) => void = () => undefined;
  let silent = kinds;
  const carries = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  const voice = () => {
    let hasSpoken = false;
    return (known: boolean) => {
      if (hasSpoken) return;
      hasSpoken = true;
      silent -= 1;
      if (known || silent === 0) settle(known);
    };
  };
  return { carries, voice };
}
