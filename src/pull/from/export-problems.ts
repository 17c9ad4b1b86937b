import type { Diagnostic } from "../../model/diagnostic.js";

/** A flow that was taken for an inbound flow, because nothing says otherwise. */
export function unknownType(file: string, name: string): Diagnostic {
  return {
    severity: "warning",
    code: "pull/type-unknown",
    summary: `No file says which type of flow “${name}” is`,
    detail: "It was taken for an inbound flow, CONTACT_FLOW. The type is fixed when a flow is created.",
    file,
    help: "correct `type` of its entry in the manifest before the first apply, if it is another",
  };
}

export function unreadable(file: string): Diagnostic {
  const summary = "A file begins like JSON and cannot be read as JSON";
  return { severity: "warning", code: "pull/unreadable-export", summary, file, help: "export it again, or mend it" };
}

export function legacy(file: string): Diagnostic {
  return {
    severity: "warning",
    code: "pull/legacy-export",
    summary: "An export of the console's old designer cannot be pulled",
    detail: "It has `modules` in place of `Actions`: another language, which no API takes.",
    file,
    help: "import it into a flow in the console, save, and export it again; or pull from the instance",
  };
}

/** Files that hold flows or modules of one name: only one of them can have it in an instance. */
export function sameName(kind: "flow" | "module", name: string, files: readonly string[]): Diagnostic {
  return {
    severity: "warning",
    code: "pull/same-name-export",
    summary: `${files.length} exports are of a ${kind} named “${name}”, so that none was pulled`,
    detail: `They are in ${files.join(", ")}; their contents differ.`,
    file: files[0] ?? "",
    help: "leave the one that is meant in the folder, or give the others another name",
  };
}
