/** What the console calls a type of flow. */
interface FlowTypeFacts {
  readonly label: string;
}

/** The ten types of `ContactFlowType` in API version 2017-08-08, with the console's names. */
export const FLOW_TYPES = {
  CONTACT_FLOW: { label: "Inbound flow" },
  CUSTOMER_QUEUE: { label: "Customer queue flow" },
  CUSTOMER_HOLD: { label: "Customer hold flow" },
  CUSTOMER_WHISPER: { label: "Customer whisper flow" },
  AGENT_HOLD: { label: "Agent hold flow" },
  AGENT_WHISPER: { label: "Agent whisper flow" },
  OUTBOUND_WHISPER: { label: "Outbound whisper flow" },
  AGENT_TRANSFER: { label: "Transfer to agent flow" },
  QUEUE_TRANSFER: { label: "Transfer to queue flow" },
  CAMPAIGN: { label: "Journey flow" },
} as const satisfies Record<string, FlowTypeFacts>;

/** The type of a flow, fixed when it is created. */
export type FlowType = keyof typeof FLOW_TYPES;

export function isFlowType(text: string): text is FlowType {
  return Object.hasOwn(FLOW_TYPES, text);
}
