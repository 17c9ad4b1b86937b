/** One argument of a command that a person may copy: quoted where a shell would split or read it. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}_./:@%+-]+$/u.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
