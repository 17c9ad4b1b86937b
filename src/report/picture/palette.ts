/** Colours by what they are for: in the light, in the dark. Texts on their grounds have a contrast of 4.5 or more. */
const PALETTE = {
  bg: ["#f6f7f9", "#0f1318"],
  card: ["#ffffff", "#181d24"],
  sunk: ["#eef0f3", "#12171d"],
  ink: ["#1b2027", "#e6eaef"],
  dim: ["#59636e", "#9aa5b1"],
  line: ["#d5dae1", "#323a45"],
  edge: ["#77838f", "#6f7b88"],
  accent: ["#0a58ca", "#7db4ff"],
  add: ["#136c34", "#56d27f"],
  addbg: ["#dcf5e4", "#12321f"],
  rem: ["#b3202c", "#ff8a84"],
  rembg: ["#fde4e3", "#3d1a1c"],
  chg: ["#855400", "#f0b94a"],
  chgbg: ["#fff1cf", "#38290a"],
  warn: ["#a83200", "#ff9d66"],
  warnbg: ["#ffe9dc", "#3d2112"],
  ontone: ["#ffffff", "#0f1318"],
} as const satisfies Record<string, readonly [string, string]>;

/** Custom properties that follow the colour scheme of the page. */
export const PALETTE_RULES = Object.entries(PALETTE)
  .map(([name, [light, dark]]) => `--${name}:light-dark(${light},${dark})`)
  .join(";");

/** Rules with the colours of one scheme written in, for viewers that know no custom properties. */
export function withColours(rules: string, scheme: "light" | "dark"): string {
  return rules.replace(/var\(--(\w+)\)/g, (whole, name: string) => {
    const colours = Object.hasOwn(PALETTE, name) ? PALETTE[name as keyof typeof PALETTE] : undefined;
    return colours?.[scheme === "light" ? 0 : 1] ?? whole;
  });
}
