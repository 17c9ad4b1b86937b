/** One command of a console block, and what is said after it. */
export interface Shown {
  readonly command: string;
  readonly output: readonly string[];
}

/** The commands of all ```console blocks of a Markdown text, in order. */
export function commandsIn(markdown: string): readonly Shown[] {
  return [...markdown.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = ""]) => commandsOf(block));
}

function commandsOf(block: string): readonly Shown[] {
  const shown: { command: string; output: string[] }[] = [];
  for (const line of block.trimEnd().split("\n")) {
    if (line.startsWith("$ ")) shown.push({ command: line.slice(2), output: [] });
    else shown.at(-1)?.output.push(line);
  }
  return shown;
}

/** Whether a text is what a document shows, in which a line `…` stands for any number of lines. */
export function isAsShown(text: string, shown: readonly string[]): boolean {
  const lines = shown.map((line) => (line === "…" ? "(?:.*\\n)*?" : `${literal(line)}\\n`));
  return new RegExp(`^${lines.join("")}\\n*$`).test(text);
}

const literal = (line: string) => line.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
