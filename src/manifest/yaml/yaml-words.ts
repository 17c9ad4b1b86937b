import type { YAMLError } from "yaml";

interface Words {
  readonly detail: string;
  readonly help: string;
}

/** What a fault of YAML means and what to do about it; where we have no words of our own, the parser's. */
export function yamlWords({ code, message, pos }: YAMLError, text: string): Words {
  if (/^(?:<{7}|>{7})(?: |$)/m.test(text)) return CONFLICT;
  const theirs = { detail: `${message.replace(/\.$/, "")}.`, help: "Look at this line and at the one before it." };
  return unclosed(message, text.slice(pos[0])) ?? WORDS[code] ?? wide(text, pos[0]) ?? theirs;
}

const CONFLICT = { detail: "A merge conflict stands in the file.", help: "Resolve the conflict." };

/** What the commonest faults mean; the parser's own words serve for the others. */
const WORDS: Readonly<Partial<Record<YAMLError["code"], Words>>> = {
  TAB_AS_INDENT: { detail: "A tab stands where YAML wants spaces.", help: "Indent with spaces." },
  MULTIPLE_DOCS: {
    detail: "The file holds more than one document; only one is allowed.",
    help: "Move the rest to a fragment and name it under `include`.",
  },
  TAG_RESOLVE_FAILED: { detail: "The file uses a YAML tag, and the manifest has none.", help: "Remove the `!` tag." },
  RESOURCE_EXHAUSTION: { detail: "Lists and maps stand in each other too deep to be read.", help: "Flatten the file." },
  BAD_INDENT: {
    detail: "This line begins neither where those of its map or list do, nor further in.",
    help: "Line it up with them, or indent it as part of the one before.",
  },
  NON_STRING_KEY: {
    detail: "A map or a list stands where a key belongs, as in `{{ name }}`.",
    help: "Put the value in quotes; what differs by environment is written as `${var.NAME}`.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    detail: "A `: ` stands inside a value, so that it looks like a map in one line.",
    help: "Put the value in quotes.",
  },
};

/** A bracket or a quote that has no other end than that of the file, or of what it stands in. */
function unclosed(message: string, rest: string): Words | undefined {
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  if (quote) return { detail: `A text that begins with ${quote} is not closed.`, help: `Add ${quote} where it ends.` };
  const bracket = /end with a ([}\]])/.exec(message)?.[1];
  if (!bracket) return undefined;
  const open = bracket === "}" ? "{" : "[";
  const add = rest.includes(bracket) ? "Indent this line further than the key that it belongs to, or add" : "Add";
  return { detail: `A \`${open}\` before this line is not closed.`, help: `${add} \`${bracket}\` where it ends.` };
}

/** A sign as Japanese and Chinese keyboards write it, on the line where something is wrong. */
function wide(text: string, at: number): Words | undefined {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1).split("\n", 1)[0] ?? "";
  const sign = /[\uff1a\uff0c\uff5b\uff5d\uff3b\uff3d]/u.exec(line)?.[0];
  if (sign === undefined) return undefined;
  const meant = sign.normalize("NFKC");
  const space = /[:,]/.test(meant) ? ", with a space after it" : "";
  return {
    detail: `The line holds a full-width \`${sign}\`, which is a letter to YAML.`,
    help: `Write \`${meant}\`${space}.`,
  };
}
