import type { WireOperation } from "./wire-model.js";

/** An operation with the decoded labels of the path that led to it. */
export interface Route {
  readonly operation: WireOperation;
  readonly labels: Readonly<Record<string, string>>;
}

/** Finds the operation for a method and a raw (still percent-encoded) path. */
export type Router = (method: string, path: string) => Route | undefined;

/**
 * Builds a router over path templates.
 *
 * A template with more literal segments wins. A label takes one segment; the label of a tag path also takes an ARN whose
 * slashes a client left unencoded.
 */
export function routerOf(operations: readonly WireOperation[]): Router {
  const templates = operations.map(templateOf).sort((a, b) => b.literals - a.literals);
  return (method, path) => {
    const segments = segmentsOf(path);
    for (const template of templates) {
      if (template.operation.method !== method) continue;
      const labels = match(template.segments, segments, false) ?? match(template.segments, segments, true);
      if (labels !== undefined) return { operation: template.operation, labels };
    }
    return undefined;
  };
}

interface Template {
  readonly operation: WireOperation;
  readonly segments: readonly string[];
  readonly literals: number;
}

function templateOf(operation: WireOperation): Template {
  const segments = segmentsOf(operation.path);
  return { operation, segments, literals: segments.filter((segment) => !isLabel(segment)).length };
}

const segmentsOf = (path: string): string[] => path.split("/").filter((segment) => segment !== "");
const isLabel = (segment: string): boolean => segment.startsWith("{");

function match(
  template: readonly string[],
  path: readonly string[],
  greedy: boolean,
): Record<string, string> | undefined {
  const last = template.length - 1;
  const tail = template[last];
  const joins = greedy && tail !== undefined && takesSlashes(tail) && path.length > template.length;
  if (path.length !== template.length && !joins) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const found = joins && index === last ? path.slice(last).join("/") : path[index];
    if (found === undefined) return undefined;
    if (isLabel(segment)) labels[nameOf(segment)] = decode(found);
    else if (segment !== found) return undefined;
  }
  return labels;
}

const takesSlashes = (segment: string): boolean => segment === "{resourceArn}" || segment.endsWith("+}");
const nameOf = (segment: string): string => segment.slice(1, -1).replace(/\+$/, "");

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
