import type { Instance } from "../instance.js";

/** Says that another process has written the file of an instance since it was read here, so that a write would undo that. */
export class ChangedElsewhere extends Error {
  readonly instance: Instance;
  readonly path: string;

  constructor(instance: Instance, path: string) {
    super(`Another process has changed ${path}`);
    this.name = "ChangedElsewhere";
    this.instance = instance;
    this.path = path;
  }
}
