import type { Entry } from "./entries/entry.js";
import type { Instance } from "./instance.js";

/** When and where an entry was last changed, as the service shows it. */
export const lastModified = (
  entry: Entry,
  instance: Instance,
): { LastModifiedTime: Date; LastModifiedRegion: string } => ({
  LastModifiedTime: new Date(entry.modifiedAt),
  LastModifiedRegion: instance.about.region,
});

/** The summary that most lists give: id, ARN, name and the time of the last change. */
export const summaryOf = (entry: Entry, instance: Instance): object => ({
  Id: entry.id,
  Arn: entry.arn,
  Name: entry.name,
  ...lastModified(entry, instance),
});
