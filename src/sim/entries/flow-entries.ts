import type { ContactFlowState, ContactFlowType } from "@aws-sdk/client-connect";
import type { Entry } from "./entry.js";

/** A flow; `content` is what is published, `draft` what was saved and not published. */
export interface FlowEntry extends Entry {
  readonly type: ContactFlowType;
  readonly state: ContactFlowState;
  readonly content?: string | undefined;
  readonly draft?: string | undefined;
  /** Came with the instance: cannot be archived or deleted. */
  readonly isDefault?: boolean | undefined;
  readonly versions: readonly ContentVersion[];
}

/** An immutable snapshot of a flow's or module's content. */
interface ContentVersion {
  readonly version: number;
  readonly content: string;
  readonly settings?: string | undefined;
  readonly description?: string | undefined;
}

export interface ModuleEntry extends Entry {
  readonly state: ContactFlowState;
  readonly content?: string | undefined;
  readonly draft?: string | undefined;
  readonly settings?: string | undefined;
  readonly externalInvocation: boolean;
  readonly versions: readonly ContentVersion[];
  readonly lastVersion: number;
  readonly aliases: readonly ModuleAlias[];
  readonly clientToken?: string | undefined;
}

export interface ModuleAlias {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly description?: string | undefined;
  readonly modifiedAt: number;
}
