/** What to do, as it stands behind `help:`: one sentence begins small and has no full stop, several keep theirs. */
export function helpWords(help: string): string {
  const small = /^[A-Z][a-z]/.test(help) ? help.charAt(0).toLowerCase() + help.slice(1) : help;
  return /[.!?] \S/.test(small) ? small : small.replace(/\.$/, "");
}
