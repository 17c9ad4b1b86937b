/** What each code means and what to do about it; `explain` tells it. */
export const CATALOGUE: Readonly<Record<string, string>> = {};
