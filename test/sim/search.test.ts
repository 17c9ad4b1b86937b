import * as connect from "@aws-sdk/client-connect";
import { expect, test } from "vitest";
import { refusal, type Simulated, simulated } from "./simulated.js";

/** An instance with the groups Division and, below it, Team, and a user in Team. */
async function staffed() {
  const at = await simulated();
  const group = async (Name: string, ParentGroupId?: string) =>
    (
      await at.client.send(
        new connect.CreateUserHierarchyGroupCommand({
          InstanceId: at.InstanceId,
          Name,
          ...(ParentGroupId === undefined ? {} : { ParentGroupId }),
        }),
      )
    ).HierarchyGroupId ?? "";
  const division = await group("Division");
  const team = await group("Team", division);
  await makeUser(at, "ann", team);
  return { ...at, division, team };
}

async function makeUser({ client, InstanceId }: Simulated, Username: string, HierarchyGroupId: string) {
  const profiles = await client.send(new connect.ListRoutingProfilesCommand({ InstanceId }));
  const rights = await client.send(new connect.ListSecurityProfilesCommand({ InstanceId }));
  const RoutingProfileId = profiles.RoutingProfileSummaryList?.[0]?.Id ?? "";
  const SecurityProfileIds = [rights.SecurityProfileSummaryList?.[0]?.Id ?? ""];
  const input = { InstanceId, Username, RoutingProfileId, SecurityProfileIds, HierarchyGroupId };
  await client.send(new connect.CreateUserCommand(input));
}

async function usersFor({ client, InstanceId }: Simulated, search: Partial<connect.SearchUsersCommandInput>) {
  const { Users = [] } = await client.send(new connect.SearchUsersCommand({ InstanceId, ...search }));
  return Users.map(({ Username }) => Username);
}

test("users are found by their group, and by one above it where the match takes children", async () => {
  const at = await staffed();
  const by = (Value: string, HierarchyGroupMatchType: connect.HierarchyGroupMatchType) => ({
    HierarchyGroupCondition: { Value, HierarchyGroupMatchType },
  });
  expect(await usersFor(at, { SearchCriteria: by(at.team, "EXACT") })).toEqual(["ann"]);
  expect(await usersFor(at, { SearchCriteria: by(at.division, "EXACT") })).toEqual([]);
  expect(await usersFor(at, { SearchCriteria: by(at.division, "WITH_CHILD_GROUPS") })).toEqual(["ann"]);
  const filter = (UserAttributeFilter: connect.ControlPlaneUserAttributeFilter) => ({
    SearchFilter: { UserAttributeFilter },
  });
  expect(await usersFor(at, filter(by(at.division, "WITH_CHILD_GROUPS")))).toEqual(["ann"]);
  expect(await usersFor(at, filter({ AndCondition: by(at.division, "EXACT") }))).toEqual([]);
  expect(await usersFor(at, filter({ OrConditions: [by(at.division, "EXACT"), by(at.team, "EXACT")] }))).toEqual([
    "ann",
  ]);
});

test("a condition that is not known is refused and not left out", async () => {
  const at = await staffed();
  const ListCondition = { TargetListType: "PROFICIENCIES" as const, Conditions: [] };
  const answer = await refusal(usersFor(at, { SearchCriteria: { AndConditions: [{ ListCondition }] } }));
  expect(answer).toMatchObject({ name: "NotImplementedException", status: 501 });
  expect(answer.message).toContain("ListCondition");
});

test("a field that is none is refused, whatever its case, and not searched in vain", async () => {
  const { client, InstanceId } = await simulated();
  const search = (FieldName: string) => {
    const StringCondition = { FieldName, Value: "UTC", ComparisonType: "EXACT" as const };
    return client.send(
      new connect.SearchHoursOfOperationsCommand({
        InstanceId,
        SearchCriteria: { OrConditions: [{ StringCondition }] },
      }),
    );
  };
  expect(await refusal(search("timezones"))).toMatchObject({
    name: "InvalidParameterException",
    message: "FieldName is not valid: timezones",
  });
  expect((await search("timeZone")).ApproximateTotalCount).toBeDefined();
});

test("flows are filtered by type and tag together", async () => {
  const { client, InstanceId } = await simulated();
  const filter = async (FlowAttributeFilter: connect.ContactFlowAttributeFilter) =>
    (await client.send(new connect.SearchContactFlowsCommand({ InstanceId, SearchFilter: { FlowAttributeFilter } })))
      .ApproximateTotalCount;
  const ContactFlowTypeCondition = { ContactFlowType: "OUTBOUND_WHISPER" as const };
  expect(await filter({ ContactFlowTypeCondition })).toBe(1);
  expect(await filter({ AndCondition: { ContactFlowTypeCondition, TagConditions: [{ TagKey: "team" }] } })).toBe(0);
  expect(await filter({ OrConditions: [{ TagConditions: [{ TagKey: "team" }] }, { ContactFlowTypeCondition }] })).toBe(
    1,
  );
});
