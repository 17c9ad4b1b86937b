import { kindOfArn, parseArn } from "../../model/arn.js";
import type { Target } from "../../model/environment.js";
import { KINDS, type Kind } from "../../model/kind.js";

/** The ARN of something in the instance. What is an ARN already is kept as it is. */
export function arnFor(target: Target, kind: Kind, idOrArn: string): string {
  if (idOrArn.startsWith("arn:")) return idOrArn;
  const base = kind === "phoneNumber" ? target.instanceArn.replace(/:instance\/.*$/, ":") : `${target.instanceArn}/`;
  return `${base}${KINDS[kind].arnWord}/${idOrArn}`;
}

/** The id in an ARN; what is no ARN is taken for an id. */
export function idIn(idOrArn: string): string {
  const arn = parseArn(idOrArn);
  return (arn && kindOfArn(arn)?.id) ?? idOrArn;
}

/**
 * What a queue is given as its outbound number: the id, or the whole ARN for a number of a traffic distribution group
 * in another Region, whose id alone is not found.
 */
export function phoneNumberIdOf(target: Target, idOrArn: string): string {
  const arn = parseArn(idOrArn);
  return arn && arn.region !== target.region ? idOrArn : idIn(idOrArn);
}

/** An ARN without its qualifier (`$SAVED`, a version, an alias). */
export function bareArn(text: string): string {
  const qualifier = parseArn(text)?.qualifier;
  return qualifier === undefined ? text : text.slice(0, -qualifier.length - 1);
}
