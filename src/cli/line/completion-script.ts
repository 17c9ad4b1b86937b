/** A script that completes commands and their verbs; flags come from `--help`. */
export function completionScript(shell: "bash" | "zsh", usages: readonly string[]): string {
  const verbs = new Map<string, string[]>();
  for (const usage of usages) {
    const [first = "", second = ""] = usage.split(" ");
    const known = verbs.get(first) ?? [];
    verbs.set(first, /^[a-z]/.test(second) ? [...known, second] : known);
  }
  const cases = [...verbs].filter(([, list]) => list.length > 0);
  const script = [
    "_connectctl() {",
    '  local word="${COMP_WORDS[COMP_CWORD]}" command="${COMP_WORDS[1]}" words',
    '  case "$COMP_CWORD:$command" in',
    `    1:*) words="${[...verbs.keys()].join(" ")}" ;;`,
    ...cases.map(([command, list]) => `    2:${command}) words="${list.join(" ")}" ;;`),
    ...cases.map(([command]) => `    *:${command}) ${flagsOf(`${command} "\${COMP_WORDS[2]}"`)} ;;`),
    `    *) ${flagsOf('"$command"')} ;;`,
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    "}",
    "complete -o default -F _connectctl connectctl",
  ];
  const header = shell === "zsh" ? ["autoload -U +X bashcompinit && bashcompinit"] : [];
  return `${[...header, ...script].join("\n")}\n`;
}

/** Takes the flags of a command from its help; other flags that the help only mentions stand behind words. */
function flagsOf(words: string): string {
  return `words="$(connectctl ${words} --help 2>/dev/null | grep -oE -- '^ +(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+')"`;
}
