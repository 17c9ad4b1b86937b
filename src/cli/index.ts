/**
 * The command line: flags, wiring, streams and exit codes.
 *
 * It takes the words that a person or a CI job wrote and a world to act in, joins the rooms, and gives an exit code. It
 * must never decide what a room decides, and never let an error out that it has not translated.
 */
export { main } from "./main.js";
export type { World } from "./world.js";
