/**
 * Gives each name once in a group, and a later one of the same spelling a number behind it. `taken` are given already, as
 * `group name`.
 */
export function uniqueNames(taken: readonly string[] = []): (name: string, group: string) => string {
  const given = new Set(taken);
  return (name, group) => {
    let unique = name;
    for (let count = 2; given.has(`${group} ${unique}`); count += 1) unique = `${name}-${count}`;
    given.add(`${group} ${unique}`);
    return unique;
  };
}
