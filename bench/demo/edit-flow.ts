import {
  ConnectClient,
  DescribeContactFlowCommand,
  paginateListContactFlows,
  UpdateContactFlowContentCommand,
} from "@aws-sdk/client-connect";

/** Where an instance is served. */
export interface Office {
  readonly url: string;
  readonly region: string;
  readonly instanceId: string;
}

/** What to change, in which flow and block. */
export interface Edit {
  readonly flow: string;
  readonly block: string;
  readonly from: string;
  readonly to: string;
}

/** Reads a flow by its name, changes one text, and writes it back, with the SDK alone. */
export async function editFlow({ url, region, instanceId }: Office, edit: Edit): Promise<void> {
  const client = new ConnectClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: "demo", secretAccessKey: "demo" },
  });
  const flow = { InstanceId: instanceId, ContactFlowId: await findFlow(client, instanceId, edit.flow) };
  const { ContactFlow } = await client.send(new DescribeContactFlowCommand(flow));
  const Content = withText(ContactFlow?.Content ?? "", edit);
  await client.send(new UpdateContactFlowContentCommand({ ...flow, Content }));
  client.destroy();
}

async function findFlow(client: ConnectClient, InstanceId: string, name: string): Promise<string> {
  for await (const page of paginateListContactFlows({ client }, { InstanceId })) {
    const found = page.ContactFlowSummaryList?.find(({ Name }) => Name === name)?.Id;
    if (found !== undefined) return found;
  }
  throw new Error(`The instance has no flow "${name}".`);
}

interface Content {
  readonly Actions: readonly { readonly Identifier: string; readonly Parameters: { Text?: string } }[];
}

function withText(text: string, { block, from, to }: Edit): string {
  const content = JSON.parse(text) as Content;
  const action = content.Actions.find(({ Identifier }) => Identifier === block);
  if (!action?.Parameters.Text?.includes(from)) throw new Error(`Block "${block}" does not say "${from}".`);
  action.Parameters.Text = action.Parameters.Text.replace(from, to);
  return JSON.stringify(content);
}
