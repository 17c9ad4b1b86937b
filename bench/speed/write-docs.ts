import { readFileSync, writeFileSync } from "node:fs";
import { type Results, textOf } from "./report-text.js";

const BEGIN = "<!-- results: written by the bench -->";
const END = "<!-- end of results -->";

/** Puts the tables of a run between the two marks of a page; all else of it stays. */
export function writeDocs(file: string, results: Results): void {
  const text = readFileSync(file, "utf8");
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for results.`);
  const { cores, node, platform } = results.machine;
  const about = `Measured on ${platform} with ${cores} cores and Node ${node}.`;
  const tables = `\`\`\`text\n${textOf(results)}\`\`\``;
  writeFileSync(file, `${text.slice(0, from)}${BEGIN}\n\n${about}\n\n${tables}\n\n${text.slice(to)}`);
}
