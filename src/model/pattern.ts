/** Compiles a pattern in which `*` stands for any run of characters and `?` for one; all else is literal. */
function compilePattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, "(.*)")
    .replace(/\?/g, "(.)");
  return new RegExp(`^${source}$`, "su");
}

export function matchesPattern(pattern: string, text: string): boolean {
  return compilePattern(pattern).test(text);
}

export function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, text));
}
