import type { Entry } from "./entries/entry.js";
import { invalidParameter } from "./fault.js";
import type { Call } from "./world.js";

export interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

export interface Page<T> {
  readonly items: T[];
  readonly NextToken?: string;
}

/**
 * Cuts one page out of a list; 100 items when the caller does not say, never more than `most`.
 *
 * A token belongs to the operation that gave it; any other is refused.
 */
export function pageOf<T>(call: Call, request: PageRequest, items: readonly T[], most = 1000): Page<T> {
  const start = request.NextToken === undefined ? 0 : startOf(call, request.NextToken, items.length);
  const size = Math.min(request.MaxResults ?? 100, most);
  const end = start + size;
  const page = items.slice(start, end);
  return end < items.length ? { items: page, NextToken: tokenOf(call, end) } : { items: page };
}

/** Leaves out what is too young to be listed. */
export function listed<E extends Entry>(call: Call, entries: readonly E[]): readonly E[] {
  const wait = call.world.strictness.staleListMs;
  return wait === 0 ? entries : entries.filter((entry) => entry.createdAt + wait <= call.world.now());
}

const tokenOf = (call: Call, start: number): string => Buffer.from(`${call.operation}:${start}`).toString("base64url");

function startOf(call: Call, token: string, length: number): number {
  const [operation, start] = Buffer.from(token, "base64url").toString().split(":");
  const position = Number(start);
  if (operation === call.operation && Number.isInteger(position) && position > 0 && position <= length + 1000)
    return position;
  throw invalidParameter("Invalid NextToken");
}
