import type { Holding, Use } from "../support/instance-builder.js";

const QUEUES = ["Sales", "サポート", "Billing / VIP"];

/** Names that people give flows, and some that nobody should. */
const STRANGE = [
  "a/b & c$(d) \"e\" 'f' :g *h",
  "🚀 rocket 🚀",
  "🚀🚀🚀",
  "CASE twin",
  "case TWIN",
  "Ｆｕｌｌ ｗｉｄｔｈ",
  "Full width",
  "con",
  "NUL",
  "${flow.main}",
  "--- : yaml # ?",
  "true",
  "0123",
  " leading and trailing ",
  "naïve",
  "إدارة المكالمات",
  "__proto__",
  "constructor",
];

export const JAPANESE =
  "営業時間外のお問い合わせを担当部署へ振り分けてから折り返しのご連絡先をお伺いするためのとても長い名前の受付フロー東京と大阪の両拠点で使う本番用その";

const number = (index: number) => String(index).padStart(3, "0");

/** 300 flows and 30 modules: circles of five, pairs, self references, chains, strange and long names. */
export function largeHolding(): Holding {
  const names = Array.from({ length: 300 }, (_, index) => {
    if (index < STRANGE.length) return STRANGE[index] ?? "";
    return index < 40 ? `${JAPANESE}${number(index)}` : `Flow ${number(index)}`;
  });
  const flow = (index: number) => names[index] ?? "";
  const modules = Array.from({ length: 30 }, (_, index) => `Module ${number(index)}`);
  const flows = names.map((name, index) => ({ name, uses: usesOf(index, flow, modules) }));
  return {
    flows,
    modules: modules.map((name, index) => ({ name, uses: [{ at: "lambda", fn: `fn-${index % 3}` }] })),
    ...SHARED,
  };
}

export const SHARED: Holding = {
  queues: QUEUES,
  hours: ["Office"],
  prompts: ["Hello.wav"],
  lambdas: ["fn-0", "fn-1", "fn-2"],
  bots: [["OrderBot", "live"]],
};

function usesOf(index: number, flow: (index: number) => string, modules: readonly string[]): readonly Use[] {
  const common: Use[] = [
    { at: "text", text: `flow ${index}` },
    { at: "queue", queue: QUEUES[index % QUEUES.length] ?? "" },
    { at: "invoke", module: modules[index % modules.length] ?? "" },
  ];
  const target = targetOf(index);
  const more: Use[] =
    index % 7 === 0
      ? [
          { at: "hours", hours: "Office" },
          { at: "prompt", prompt: "Hello.wav" },
        ]
      : [];
  if (index % 11 === 0) more.push({ at: "bot", bot: "OrderBot", alias: "live" });
  return [...common, ...more, ...(target === undefined ? [] : [{ at: "transfer" as const, flow: flow(target) }])];
}

/** 40 to 44 and 45 to 49 are circles, 50 to 69 ten pairs, 70 to 79 lead to themselves, the others to the one before. */
function targetOf(index: number): number | undefined {
  if (index >= 40 && index < 50) return index % 5 === 4 ? index - 4 : index + 1;
  if (index >= 50 && index < 70) return index % 2 === 0 ? index + 1 : index - 1;
  if (index >= 70 && index < 80) return index;
  return index < 80 ? undefined : index - 40;
}
