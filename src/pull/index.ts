/**
 * What lives becomes what the files should say.
 *
 * It takes what an instance lists and holds, what the manifest and the content files say already, and the state; and
 * gives texts of files, changes of the manifest, records for the state and a report, all as data. It must never read or
 * write anything itself, never overwrite what a person edited unless told to, and never change a byte of what already
 * says what lives.
 */
export { isBornWith } from "./born-with.js";
export { buildPull, type Pull } from "./build-pull.js";
export { type Candidate, type Choice, choosePull, type PullOptions } from "./choose.js";
export type { BotNames, PullFacts, PullSourceKind } from "./facts.js";
export { type ExportedDocument, readValue } from "./from/document.js";
export { type Exported, type ExportedFile, readExported } from "./from/exported.js";
export { botHint, hintFor } from "./from/hint.js";
export { inventoryIn } from "./from/inventory.js";
export { logicalName } from "./logical-name.js";
export { type Mentions, mentionsIn } from "./mentions.js";
export { settleNames } from "./settle-names.js";
