import type { ContactFlowState, ContactFlowType } from "@aws-sdk/client-connect";
import type { Entry, Tokened } from "./entry.js";

/** A flow; `content` is what is published, `draft` what was saved and not published. */
export interface FlowEntry extends Entry {
  readonly type: ContactFlowType;
  readonly state: ContactFlowState;
  readonly content?: string | undefined;
  readonly draft?: string | undefined;
  /** Came with the instance: cannot be archived or deleted. */
  readonly isDefault?: boolean | undefined;
  readonly versions: readonly ContentVersion[];
  /** The highest number that a version ever had; that of the last version where it is absent. */
  readonly lastVersion?: number | undefined;
}

/** An immutable snapshot of a flow's or module's content. */
interface ContentVersion {
  readonly version: number;
  readonly content: string;
  readonly settings?: string | undefined;
  readonly description?: string | undefined;
}

export interface ModuleEntry extends Entry, Tokened {
  readonly state: ContactFlowState;
  readonly content?: string | undefined;
  readonly draft?: string | undefined;
  readonly settings?: string | undefined;
  /** Settings that were saved and not published. */
  readonly draftSettings?: string | undefined;
  readonly externalInvocation: boolean;
  readonly versions: readonly ContentVersion[];
  readonly lastVersion: number;
  readonly aliases: readonly ModuleAlias[];
}

export interface ModuleAlias {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly description?: string | undefined;
  readonly modifiedAt: number;
}
