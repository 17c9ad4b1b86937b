/** Prints an entry as JSON; entries are values, so each is printed once. */
export type EntryPrinter = (entry: object) => string;

export function entryPrinter(): EntryPrinter {
  const printed = new WeakMap<object, string>();
  return (entry) => {
    const text = printed.get(entry) ?? JSON.stringify(entry);
    printed.set(entry, text);
    return text;
  };
}
