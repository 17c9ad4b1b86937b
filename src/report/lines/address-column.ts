import { safeText } from "./safe-text.js";
import { widthOf } from "./span.js";

/** Addresses wider than this push what follows to the right instead of moving the whole column. */
const WIDEST_ADDRESS = 40;

/** Columns of a terminal that a column of these addresses takes. */
export function addressColumn(addresses: readonly string[]): number {
  return Math.min(WIDEST_ADDRESS, Math.max(0, ...addresses.map((address) => widthOf(safeText(address)))));
}
