import { describe, expect, test } from "vitest";
import { answer, expectAllAsked, faultOf, INSTANCE, INSTANCE_ARN, openInstance, refuse, useWire } from "../wire.js";

useWire();

const ID = "bbbbbbbb-0000-0000-0000-000000000001";
const ARN = `${INSTANCE_ARN}/flow-module/${ID}`;
const PATH = `/contact-flow-modules/${INSTANCE}/${ID}`;
const CONTENT = {
  Version: "2019-10-30",
  StartAction: "a",
  Actions: [{ Identifier: "a", Type: "EndFlowModuleExecution" }],
};
const OTHER = { ...CONTENT, StartAction: "b" };
const IDENTITY = { id: ID, arn: ARN, name: "Auth" };
const BODY = { name: "Auth", description: "", content: CONTENT, externalInvocation: false, tags: {} };

const described = (content: object, more: object = {}) => ({
  ContactFlowModule: { Id: ID, Arn: ARN, Name: "Auth", State: "ACTIVE", Content: JSON.stringify(content), ...more },
});
const alias = (AliasName: string, Version: number, more: object = {}) => ({
  AliasId: `id-${AliasName}`,
  AliasName,
  Version,
  ...more,
});
const VERSIONS_PATH = `${PATH}/versions?maxResults=1000`;
const versions = (...numbers: readonly number[]) => ({
  ContactFlowModuleVersionSummaryList: numbers.map((Version) => ({ Version })),
});
const ALIASES_PATH = `${PATH}/aliases?maxResults=1000`;

describe("reading a module", () => {
  test("parses its settings, and takes a text for a boolean", async () => {
    const { provider } = await openInstance();
    const more = { Settings: '{"in":1}', ExternalInvocationConfiguration: { Enabled: "true" }, State: "SOMETHING_NEW" };
    answer("GET", PATH, described(CONTENT, more));
    const found = await provider.read("module", ID, ["content"]);
    expect(found?.body).toEqual({ ...BODY, settings: { in: 1 }, externalInvocation: true });
    expect(found?.aliases).toBeUndefined();
  });

  test("says of each alias whether its version behaves as the module does now", async () => {
    const { provider } = await openInstance();
    answer("GET", PATH, described(CONTENT));
    const aliases = [
      alias("live", 3, { AliasDescription: "Live" }),
      alias("next", 3),
      alias("old", 1),
      { AliasId: "odd" },
    ];
    answer("GET", ALIASES_PATH, { ContactFlowModuleAliasSummaryList: aliases });
    answer("GET", `${PATH}%3A3`, described({ ...CONTENT, Metadata: { x: 1 } }));
    answer("GET", `${PATH}%3A1`, described(OTHER));
    const found = await provider.read("module", ID, ["content", "aliases"]);
    expect(found?.aliases).toEqual({ live: "id-live", next: "id-next", old: "id-old" });
    expect(found?.body.aliases).toEqual({
      live: { version: "current", description: "Live" },
      next: { version: "current" },
      old: { version: 1 },
    });
    expectAllAsked();
  });
});

describe("creating a module", () => {
  test("sends explicit fields with a token, then makes a version and the aliases that name it", async () => {
    const { provider, record, recorded } = await openInstance();
    const sent = {
      Name: "Auth",
      Content: JSON.stringify(CONTENT),
      Settings: '{"in":1}',
      ExternalInvocationConfiguration: { Enabled: true },
      ClientToken: /^[0-9a-f-]{36}$/,
    };
    answer("PUT", `/contact-flow-modules/${INSTANCE}`, { Id: ID, Arn: ARN }, sent);
    answer("GET", ALIASES_PATH, { ContactFlowModuleAliasSummaryList: [] });
    answer("PUT", `${PATH}/version`, { Version: 1 });
    answer(
      "PUT",
      `${PATH}/alias`,
      { Id: "id-live" },
      { AliasName: "live", ContactFlowModuleVersion: 1, Description: "L" },
    );
    const aliases = { live: { version: "current", description: "L" } };
    const body = { ...BODY, settings: { in: 1 }, externalInvocation: true, aliases };
    expect(await provider.create("module", body, record)).toEqual({ ...IDENTITY, aliases: { live: "id-live" } });
    expect(recorded).toEqual([
      "CreateContactFlowModule",
      "CreateContactFlowModuleVersion",
      "CreateContactFlowModuleAlias",
    ]);
    expectAllAsked();
  });

  test("gives the problems of a rejected module, whose member is spelt another way", async () => {
    const { provider, record } = await openInstance();
    const members = { Problems: [{ message: "Invalid Action property value. Path: Actions[0].Parameters.x" }] };
    refuse("PUT", `/contact-flow-modules/${INSTANCE}`, 400, "InvalidContactFlowModuleException", members);
    const fault = await faultOf(provider.create("module", BODY, record));
    expect(fault.diagnostics).toMatchObject([{ pointer: "/Actions/0", code: "connect/rejected-content" }]);
  });
});

describe("updating a module", () => {
  test("makes a new version for changed content and moves the aliases to it", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("POST", `${PATH}/content`, {}, { Content: JSON.stringify(OTHER), Settings: '{"in":2}' });
    answer("GET", ALIASES_PATH, {
      ContactFlowModuleAliasSummaryList: [alias("live", 3), alias("gone", 2), alias("pin", 1)],
    });
    // The newest version is that of an alias which stood for what the module was: it need not be read.
    answer("GET", VERSIONS_PATH, versions(1, 2, 3));
    answer("PUT", `${PATH}/version`, { Version: 4 });
    answer("POST", `${PATH}/alias/id-live`, {}, { ContactFlowModuleVersion: 4 });
    answer("PUT", `${PATH}/alias`, { Id: "id-new" }, { AliasName: "new", ContactFlowModuleVersion: 4 });
    answer("DELETE", `${PATH}/alias/id-gone`);
    const before = { ...BODY, aliases: { live: { version: "current" }, gone: { version: 2 }, pin: { version: 1 } } };
    const aliases = { live: { version: "current" }, new: { version: "current" }, pin: { version: 1 } };
    const after = { ...BODY, content: OTHER, settings: { in: 2 }, aliases };
    const ids = { live: "id-live", new: "id-new", pin: "id-pin" };
    expect(await provider.update("module", IDENTITY, before, after, record)).toEqual({ ...IDENTITY, aliases: ids });
    expect(recorded).toEqual([
      "UpdateContactFlowModuleContent",
      "CreateContactFlowModuleVersion",
      "UpdateContactFlowModuleAlias",
      "CreateContactFlowModuleAlias",
      "DeleteContactFlowModuleAlias",
    ]);
    expectAllAsked();
  });

  test("takes the version that an earlier run made and did not hear of", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("GET", ALIASES_PATH, { ContactFlowModuleAliasSummaryList: [alias("live", 3)] });
    answer("GET", VERSIONS_PATH, versions(4, 3));
    answer("GET", `${PATH}%3A4`, described({ ...OTHER, Metadata: { x: 1 } }));
    answer("POST", `${PATH}/alias/id-live`, {}, { ContactFlowModuleVersion: 4 });
    const before = { ...BODY, content: OTHER, aliases: { live: { version: 3 } } };
    const after = { ...before, aliases: { live: { version: "current" } } };
    const identity = { ...IDENTITY, aliases: { live: "id-live" } };
    expect(await provider.update("module", IDENTITY, before, after, record)).toEqual(identity);
    expect(recorded).toEqual(["UpdateContactFlowModuleAlias"]);
    expectAllAsked();
  });

  test("makes a version where the versions may not be listed", async () => {
    const { provider, record, recorded } = await openInstance();
    answer("POST", `${PATH}/content`);
    answer("GET", ALIASES_PATH, { ContactFlowModuleAliasSummaryList: [alias("live", 3)] });
    refuse("GET", VERSIONS_PATH, 403, "AccessDeniedException");
    answer("PUT", `${PATH}/version`, { Version: 4 });
    answer("POST", `${PATH}/alias/id-live`, {}, { ContactFlowModuleVersion: 4 });
    const before = { ...BODY, aliases: { live: { version: "current" } } };
    const after = { ...before, content: OTHER };
    expect(await provider.update("module", IDENTITY, before, after, record)).toMatchObject({
      aliases: { live: "id-live" },
    });
    expect(recorded).toEqual([
      "UpdateContactFlowModuleContent",
      "CreateContactFlowModuleVersion",
      "UpdateContactFlowModuleAlias",
    ]);
    expectAllAsked();
  });

  test("keeps the version of its aliases where only the layout or the name differs", async () => {
    const { provider, record, recorded } = await openInstance();
    const content = { ...CONTENT, Metadata: { entryPointPosition: { x: 1, y: 2 } } };
    answer("POST", `${PATH}/content`, {}, { Content: JSON.stringify(content) });
    answer("POST", `${PATH}/metadata`, {}, { Name: "Login" });
    answer("GET", ALIASES_PATH, { ContactFlowModuleAliasSummaryList: [alias("live", 3)] });
    const before = { ...BODY, aliases: { live: { version: "current" } } };
    const after = { ...before, name: "Login", content };
    const identity = { ...IDENTITY, name: "Login", aliases: { live: "id-live" } };
    expect(await provider.update("module", IDENTITY, before, after, record)).toEqual(identity);
    expect(recorded).toEqual(["UpdateContactFlowModuleContent", "UpdateContactFlowModuleMetadata"]);
  });

  test("does not look at aliases that are not managed", async () => {
    const { provider, record } = await openInstance();
    answer("POST", `${PATH}/content`, {}, { Content: JSON.stringify(OTHER) });
    expect(await provider.update("module", IDENTITY, BODY, { ...BODY, content: OTHER }, record)).toEqual(IDENTITY);
    expect(provider.calls().ListContactFlowModuleAliases).toBeUndefined();
  });

  test("says what to do where a description cannot be cleared", async () => {
    const { provider, record } = await openInstance();
    refuse("POST", `${PATH}/metadata`, 400, "InvalidParameterException");
    refuse("POST", `${PATH}/metadata`, 400, "InvalidParameterException");
    const fault = await faultOf(provider.update("module", IDENTITY, { ...BODY, description: "x" }, BODY, record));
    expect(fault.diagnostics[0]?.help).toContain("write a short one");
  });
});

test("deleting a module archives it first where that is needed", async () => {
  const { provider, record } = await openInstance();
  refuse("DELETE", PATH, 400, "InvalidRequestException");
  answer("POST", `${PATH}/metadata`, {}, { State: "ARCHIVED" });
  answer("DELETE", PATH);
  await provider.delete("module", ID, record);
  expectAllAsked();
});
