import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What a format takes to be written. */
export interface FormatFigures {
  readonly format: string;
  /** Milliseconds of CPU, the least of all rounds: what a busy machine adds is not ours. */
  readonly cpu: number;
  readonly characters: number;
}

const FORMATS = ["HTML", "Markdown", "text", "JSON"] as const;

const RENDER_ONCE = fileURLToPath(new URL("./render-once/main.ts", import.meta.url));

/** Renders a plan of many changed flows to each format, every time in a process that did nothing of it before. */
export async function measureRendering(rounds: number, flows = 300): Promise<readonly FormatFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), "connectctl-bench-rendering-"));
  try {
    const program = await bundled(folder);
    return FORMATS.map((format) => {
      const taken = Array.from({ length: rounds }, () => renderedOnce(program, format, flows));
      const cpu = Math.min(...taken.map((one) => one.cpu));
      return { format, cpu, characters: taken[0]?.characters ?? 0 };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The program put together as it ships, so that nothing that only translates it is measured. */
async function bundled(folder: string): Promise<string> {
  const outfile = join(folder, "render-once.cjs");
  await build({
    entryPoints: [RENDER_ONCE],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
  });
  return outfile;
}

function renderedOnce(program: string, format: string, flows: number): Omit<FormatFigures, "format"> {
  const output = execFileSync(process.execPath, [program, format, String(flows)], { encoding: "utf8" });
  return JSON.parse(output) as Omit<FormatFigures, "format">;
}
