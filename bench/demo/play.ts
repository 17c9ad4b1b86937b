import { type Program, type Ran, run } from "./program.js";
import type { Stage } from "./stage.js";
import { farewell, type Line, type Scene, STORY } from "./story.js";

/** Plays the whole story; throws when something is not as it is told. */
export async function play(stage: Stage, program: Program): Promise<void> {
  const began = Date.now();
  for (const scene of STORY) await playScene(scene, stage, program);
  const commands = STORY.flatMap(({ lines = [] }) => lines).length;
  stage.title("That was all of it");
  stage.tell(farewell(commands, Math.round((Date.now() - began) / 1000)));
}

async function playScene({ title, tell, unseen, lines = [] }: Scene, stage: Stage, program: Program): Promise<void> {
  stage.title(title);
  if (tell !== undefined) stage.tell(typeof tell === "string" ? tell : await tell(program));
  await unseen?.(program);
  for (const line of lines) await playLine(line, stage, program);
}

async function playLine(line: Line, stage: Stage, program: Program): Promise<void> {
  await stage.command(`connectctl ${line.argv.join(" ")}`);
  const ran = await run(program, line.argv, stage.passing);
  assertAsTold(ran, line);
  stage.output(ran.stdout, line.shown);
  if (line.code !== 0) stage.output([`(exit code ${line.code})`]);
}

function assertAsTold({ code, stdout, stderr }: Ran, { argv, code: wanted, says }: Line): void {
  const said = stdout.join("\n");
  if (code === wanted && (says === undefined || said.includes(says))) return;
  const why = code === wanted ? `did not say "${says}"` : `gave exit code ${code}, not ${wanted}`;
  throw new Error(`\`connectctl ${argv.join(" ")}\` ${why}.\n${[...stdout, ...stderr].join("\n")}`);
}
