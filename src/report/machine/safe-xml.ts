import { escapeOf, safeText } from "../lines/safe-text.js";

/** What XML 1.0 forbids even as a character reference, and `safeText` lets stand (https://www.w3.org/TR/xml/#charsets). */
const FORBIDDEN = /[\uFFFE\uFFFF]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Makes foreign text safe in XML, between tags and in attributes, on one line: hidden characters become visible. */
export function safeXml(text: string): string {
  return safeText(text)
    .replace(FORBIDDEN, escapeOf)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
