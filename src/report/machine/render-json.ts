/** Characters that JSON lets stand but a terminal, a log or a script would act on. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/**
 * Writes a value as one JSON document that parses to the same value, ending with a newline. Hidden characters are
 * escaped, and so is `##[`, which a CI runner would take as a command. Without an indent it is one line.
 */
export function renderJson(value: unknown, indent = 2): string {
  const text = JSON.stringify(value, null, indent);
  const lines = indent > 0 ? text.split("\n") : [text];
  return `${lines.map(seal).join("\n")}\n`;
}

function seal(line: string): string {
  return line.replace(UNSEEN, unitEscapes).replace(/##(?=\[|[A-Za-z]+\[)/g, "\\u0023#");
}

function unitEscapes(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");
}
