import type { Options } from "yargs";

/** Gives each flag the value that `CONNECTCTL_<FLAG>` has, if it has one; `CONNECTCTL_NO_<FLAG>` is for `--no-<flag>`. */
export function withEnvironment(
  options: Readonly<Record<string, Options>>,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, Options> {
  const given = (flag: string, option: Options, give: (value: unknown) => unknown) => {
    const variable = variableOf(flag);
    const value = env[variable];
    if (value === undefined || value === "") return undefined;
    return { ...option, default: give(typedValue(value, option)), defaultDescription: `${variable}=${value}` };
  };
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const isRefused = option.type === "boolean" && isTruth(env[variableOf(`no-${name}`)] ?? "no");
      const refused = isRefused ? given(`no-${name}`, option, () => false) : undefined;
      return [name, given(name, option, (value) => value) ?? refused ?? option];
    }),
  );
}

/** The environment variable that stands for a flag. */
export const variableOf = (flag: string) => `CONNECTCTL_${flag.replace(/-/g, "_").toUpperCase()}`;

/** Whether the text of a variable turns its flag on. */
export const isTruth = (text: string) => !["0", "false", "no", "off"].includes(text.toLowerCase());

function typedValue(value: string, { type }: Options): unknown {
  if (type === "boolean") return isTruth(value);
  if (type === "number") return Number(value);
  return type === "array" ? value.split(/[\s,]+/).filter((word) => word !== "") : value;
}
