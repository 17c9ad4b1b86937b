import { type DefaultTreeAdapterTypes, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What a browser makes of a page: its elements, its texts, and what the parser had to put right. */
export interface ParsedPage {
  readonly elements: readonly Element[];
  readonly errors: readonly string[];
  readonly text: string;
}

export function parsePage(markup: string): ParsedPage {
  const errors: string[] = [];
  const document = parse(markup, { onParseError: ({ code }) => errors.push(code) });
  const elements: Element[] = [];
  const texts: string[] = [];
  const visit = (node: Node, hidden: boolean) => {
    if ("tagName" in node) elements.push(node);
    if ("value" in node && !hidden) texts.push(node.value);
    const raw = "tagName" in node && (node.tagName === "style" || node.tagName === "script");
    if ("childNodes" in node) for (const child of node.childNodes) visit(child, raw);
  };
  visit(document, false);
  return { elements, errors, text: texts.join(" ") };
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** Names of elements and attributes, each once: foreign text must never add one. */
export function vocabulary({ elements }: ParsedPage): ReadonlySet<string> {
  return new Set(elements.flatMap(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => `@${name}`)]));
}
