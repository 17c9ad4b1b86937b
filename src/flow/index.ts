/**
 * The Flow language as pure functions: references in and out, canonical form and fingerprints, the file form, the
 * graph of blocks, and what can be said against a content before the service says it.
 *
 * It takes contents as parsed JSON, portable (strings hold `${queue.sales}`) or rendered (strings hold ARNs and ids),
 * and gives new values. It never mutates what it is given, never throws for what a person wrote, knows no manifest, no
 * instance and no plan, and passes on unchanged what it does not understand.
 */

export { UNADDRESSED } from "./blocks/block-facts.js";
export { blockName } from "./blocks/block-names.js";
export { BLOCK_TYPES, blockFacts } from "./blocks/block-types.js";
export { readBlocks } from "./blocks/blocks.js";
export { isFlowLanguage } from "./blocks/flow-language.js";
export { type FlowType, isFlowType } from "./blocks/flow-types.js";
export { canonicalContentText, canonicalLayout, sameContent, sameDrawing } from "./canonical.js";
export { checkContent } from "./check/check-content.js";
export { CONTENT_PROBLEMS } from "./check/content-problem.js";
export { CONTENT_LIMIT, contentSize, mayBeTooLarge } from "./check/content-size.js";
export { fingerprintBody, verbatimPrint } from "./fingerprint.js";
export { formatContent } from "./format.js";
export { type BlockGraph, type BlockLink, blockGraph, type GraphBlock, unreachableBlocks } from "./graph.js";
export { isPlaceholder, placeholderContent } from "./placeholder.js";
export { extractReferences, type Named, type NamedBy, type NameOf } from "./references/extract.js";
export { type FoundArn, findArns } from "./references/find-arns.js";
export { type BareId, findBareIds } from "./references/find-bare-ids.js";
export { addressesIn, findReferences, findTokens } from "./references/find-references.js";
export { readContent, recogniseForeign } from "./references/foreign-content.js";
export { mayHoldArns, type Place as TokenPlace, type Placed } from "./references/survey.js";
export { renderStrings } from "./render.js";
