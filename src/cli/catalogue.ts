import { CONTENT_PROBLEMS } from "../flow/index.js";
import { MANIFEST_PROBLEMS } from "../manifest/index.js";

const PLANNING: Readonly<Record<string, string>> = {
  "plan/adopt-refused":
    "The name is taken by a resource that no state knows, and --no-adopt forbids to take it over. Plan without the flag to manage it, or choose another name.",
  "plan/ambiguous-lookup":
    "A lookup by name found several. Give the ARN of the one that is meant in place of the name, in `lookups` or under `names` of the environment.",
  "plan/ambiguous-name":
    "Several resources of the instance have the name that the manifest asks for, and no state says which is ours. Rename all but one.",
  "plan/born-with-instance":
    "The service lets nobody delete the flows that every instance comes with; it stays, and is managed no longer.",
  "plan/cannot-unpublish": "The service has no way from a published flow back to a draft.",
  "plan/conflict":
    "Since the last apply the manifest was edited and the instance was changed. Pull the console's work into the files, or overwrite it with --on-conflict overwrite.",
  "plan/delete-not-allowed":
    "A field that only a create can set differs, so the resource would be replaced: the old one is deleted, the new one has another id and ARN. --allow-delete permits it.",
  "plan/foreign-arn":
    "Content holds an ARN of another instance, account or region. It would be refused on publish, or worse, reach callers. Write a reference, or add a `rewrite` rule; a rule from an ARN to itself lets it stay.",
  "plan/foreign-id":
    "Content holds the bare id of a queue, an hours of operation, a case template or the like, and neither a list of this instance nor a content that lives in it has the id: it comes from another one. Write a reference, or add a `rewrite` rule; a rule from an id to itself lets it stay.",
  "plan/foreign-qualifier":
    "Content invokes a module by the number of a version or the id of an alias. Each instance numbers its versions and gives ids to its aliases anew, so that one of another instance leads nowhere here, or to something else. Give the module an alias under `aliases`, and write `${module.NAME}:${module.NAME.alias.ALIAS}`.",
  "plan/foreign-region":
    "A Lex V1 bot is named by name, alias and Region, and the Region is not that of the instance. Write `${region}`, or leave it if the bot is there.",
  "plan/left-out": "A resource refers to one that does not exist yet and that --target or --exclude left out.",
  "plan/missing-alias":
    "Content asks for an alias (`${module.NAME.alias.ALIAS}`) that the module, which is only looked up, does not have. Create it in the instance, or write one that is there.",
  "plan/missing-lookup":
    "A lookup by exact name found nothing. Create it in the instance, mend the name, or give this environment's name under `names`.",
  "plan/moved-onto-another": "`moved` leads to an address that the state holds already.",
  "plan/name-swap": "Resources that exchange their names wait for each other. Rename in two steps.",
  "plan/name-taken": "The service knows no two resources of one kind with one name, and the name belongs to another.",
  "plan/no-order":
    "Changes wait for each other in a circle that no placeholder opens. Take one reference out, apply, put it back.",
  "plan/pattern-fits-nothing":
    "A pattern of --target or --exclude fits no address of the manifest or the state: perhaps a typo.",
  "plan/protected": "`protect` of the environment covers an address that would be deleted or replaced.",
  "plan/quota":
    "With what lives, archived flows and modules too, the creates of the plan would go over the service's default quota. Quotas can be raised; look in Service Quotas before you apply, since a full instance stops an apply half-way.",
  "plan/still-needed":
    "Something would be deleted or replaced though another resource, which the plan leaves as it is, refers to it: it was left out by --target or --exclude, could not be read, or finds it by a lookup. Callers would be led into nothing. Plan with it too, leave the delete out, or forget what is no longer managed with `state rm`.",
  "plan/too-many-deletes":
    "More would be deleted or replaced than --max-delete allows (a share of what is managed, from ten resources on).",
  "plan/unread-lookup":
    "With --refresh none a plan goes by what was recorded, and nothing is recorded of something that contents look up. Plan without the flag.",
  "apply/moved-on": "A live object is not what it was when the plan was made. Nothing was written; plan again.",
};

const SERVICE: Readonly<Record<string, string>> = {
  "connect/access-denied": "The credentials lack a permission; the message names the action to allow.",
  "connect/bad-credentials": "The service does not know the credentials, or their signature is wrong.",
  "connect/bot-not-associated": "The Lex bot alias exists, but is not associated with the instance.",
  "connect/contact-not-found": "The service has nothing to stop: the contact has ended, or was never known.",
  "connect/cannot-delete": "The service refuses to delete it, archived or not.",
  "connect/cannot-unpublish": "The service has no way from a published flow back to a draft.",
  "connect/clock-skew": "The clock of this machine is too far off for a signed request. Set it.",
  "connect/duplicate-name": "The instance has one of this kind and name already.",
  "connect/expired-credentials": "The credentials have expired. Log in again.",
  "connect/in-use": "The service refuses to delete what something else still uses.",
  "connect/network": "The service could not be reached.",
  "connect/no-credentials": "No credentials were found: set a profile, a role, or the AWS environment variables.",
  "connect/no-instance": "The environment does not say which instance it means.",
  "connect/no-region": "The environment does not say which region it means.",
  "connect/not-found": "The service does not know it (any more).",
  "connect/not-published": "The service took the content, but the flow is still a draft. Publish it in the console.",
  "connect/quota":
    "A quota of the instance is reached; archived flows and modules count. It is not a rate limit, so waiting does not help.",
  "connect/rejected": "The service refused the request.",
  "connect/not-offered":
    "The instance, or its Region, does not have the operations for test cases. Nothing else needs them: take `testCases` out of the manifest of that environment.",
  "connect/rejected-content":
    "The service refused the content on publish; there is one message for each problem it lists.",
  "connect/service-failure": "The service failed, again and again.",
  "connect/stopped": "The call was not made because the command was being stopped.",
  "connect/task-refused":
    "The service does not start the task. The flow must be published, not archived, and of a type that takes tasks.",
  "connect/throttled": "The service refused calls for their rate, again and again. Lower `rate` of the environment.",
  "connect/time-out": "No answer came in time.",
  "connect/unexpected": "The service answered with an error that is not known here.",
  "connect/unknown-instance": "No instance of this alias, id or ARN is in the account and region.",
  "connect/unreadable-answer": "The answer could not be read.",
  "connect/wrong-account": "The instance is in another account than the environment allows.",
  "connect/wrong-instance": "The credentials lead to another instance than the ARN of the environment.",
  "connect/wrong-region": "The instance is in another region than the environment says.",
};

const SMOKE: Readonly<Record<string, string>> = {
  "smoke/missing-lookup": "A smoke test names a lookup that finds nothing, or several, in the instance.",
  "smoke/not-applied":
    "A smoke test names something, or is a test case, that is in the manifest and not in the state yet. Apply first.",
  "smoke/pattern-fits-nothing":
    "A pattern of --target or --exclude fits neither the name nor the flow of a smoke test that may run in the environment.",
  "smoke/too-many-tasks":
    "Each smoke test starts one task, and Amazon Connect bills each task. --max-tasks says how many may be started.",
  "smoke/unknown-start":
    "An earlier run was ended before the answer to StartTaskContact came, and the service refuses to repeat the start, so nobody knows whether there is a contact.",
};

const RECORD: Readonly<Record<string, string>> = {
  "state/contacts-corrupt":
    "The record of the tasks that were started is damaged. Look for open tasks in the console, then delete the file.",
  "state/corrupt":
    "The state cannot be read as one. It is never taken for empty: restore an earlier one with `connectctl state restore`.",
  "state/environment-name": "The name of the environment cannot be part of a file name.",
  "state/journal-corrupt": "The journal of unfinished work is damaged in the middle.",
  "state/journal-left": "An earlier run is unfinished; the next plan or apply resolves it.",
  "state/lock-id": "The lock has another id than the one that was given.",
  "state/lock-lost": "The lock was broken while the command worked; it stopped by itself.",
  "state/lock-unreadable": "The lock cannot be read, so somebody may hold it.",
  "state/locked":
    "Somebody else works on this environment. Wait (--lock-timeout), or break the lock once it is surely dead.",
  "state/missing":
    "The state is gone, while there are signs that there was one. Restore it; it is never taken for empty.",
  "state/moved-on": "The state on disk is not the one this work started from.",
  "state/no-bucket": "The store does not know the bucket. connectctl makes none: create it, with versioning on.",
  "state/no-file": "There is no such file.",
  "state/no-such-serial": "No state of this serial was kept.",
  "state/not-as-written":
    "A store answered a write well and holds something else. The state stayed where it was; look at who else writes there.",
  "state/not-locked": "There is no lock to break.",
  "state/other-lineage": "A journal, or the place for a state, belongs to the state of another history.",
  "state/path-outside": "The state must lie inside the project folder.",
  "state/plan-altered": "The saved plan is not as it was saved: its hashes do not fit.",
  "state/plan-invalid": "The file is not a plan.",
  "state/plan-missing": "There is no such plan.",
  "state/plan-unreadable": "The plan cannot be read.",
  "state/store-credentials": "The store of the state does not accept the credentials. Log in again, or set the clock.",
  "state/store-denied": "The credentials lack a permission on the bucket of the state; the message names the action.",
  "state/store-failure": "The store of the state failed, again and again.",
  "state/store-network": "The store of the state cannot be reached.",
  "state/store-region":
    "The bucket of the state is in another Region. Write `region` beside `s3` in the environment's `state`.",
  "state/store-without-conditions":
    "The store carries out writes whose condition does not hold, so it cannot keep two machines apart. Use a store with conditional writes (If-None-Match, If-Match).",
  "state/still-there": "`state repair --from-instance` is for a state that is lost; this one can be read.",
  "state/unreadable": "A file could not be read.",
  "state/unsupported-store": "States can lie in the project folder, or in a bucket: `s3://bucket/key`.",
  "state/unsupported-version": "A newer version of connectctl wrote this file.",
  "state/unwritable": "A file could not be written; the old one is intact.",
  "state/unwritten": "The state could not be written after an apply. It was saved elsewhere: the message says where.",
};

const COMMANDS: Readonly<Record<string, string>> = {
  "pull/legacy-export":
    "A file holds an export of the console's old designer. Import it in the console, save, and export it again.",
  "pull/no-content":
    "The service answered with a content that is missing or no JSON object. It would keep every plan from being made, so that it is left out. Look at it in the console, save it there, and pull it by its address.",
  "pull/same-name-export":
    "Several files in the folder given to `pull --from` hold different contents of one name; none of them was pulled.",
  "pull/type-unknown":
    "No exported file says which type a flow has, so it was taken for CONTACT_FLOW. Correct `type` before the first apply.",
  "pull/unreadable-export": "A file in the folder given to `pull --from` begins like JSON and is none.",
  "cli/bug": "An error that connectctl should have foreseen. Report it.",
  "cli/cannot-write": "A file that was asked for could not be written.",
  "cli/checkup": "Something that `doctor` looked at works, and still deserves a look.",
  "cli/invalid-task": "A task that was asked for breaks a rule of the service. Nothing was sent.",
  "cli/left-out":
    "An apply left something out because the service failed to read it. All else was done. Run it again, or leave it out on purpose with --exclude.",
  "cli/listed-but-missing":
    "A list shows a resource that a read does not find; the service is catching up. It is left out of the plan, never created again.",
  "cli/lock-left":
    "The work is over, and its lock could not be given back. Remove the cause, then run `connectctl unlock` with the id that the message tells.",
  "cli/no-state": "Nothing has been applied to this environment yet.",
  "cli/not-running": "A contact that was to be stopped had ended, or is not known. `--if-running` lets that pass.",
  "cli/other-instance":
    "The state records another instance than the one that the environment leads to. Correct the environment, or give it a state of its own.",
  "cli/other-plan": "The plan made now is not the one that was reviewed (--expect-plan).",
  "cli/perhaps-started":
    "A task was asked for and no answer came. The same command with the client token that the message tells never starts a second one.",
  "cli/state-not-kept":
    "In CI an apply needs a state that outlives the machine: tracked by git, or in a bucket (`state: s3://…`).",
  "cli/stale-plan": "The state has moved on since the plan was made. Plan again.",
  "cli/task-flow-type":
    "Tasks go through inbound flows (CONTACT_FLOW); whether other types take them is not documented.",
  "cli/unknown-contact": "The instance knows no contact with this id.",
  "cli/unknown-flow": "A flow was named that neither the files nor the instance have.",
  "cli/usage": "The command line asks for something that is not possible.",
  "cli/wrong-target": "The plan was made for another account, region or instance.",
};

const EXIT_CODES: Readonly<Record<string, string>> = {
  "0": "Done, or nothing to do.",
  "1": "Unexpected failure (a bug, the network, the service) before any write. The instance is unchanged.",
  "2": "There are changes or drift (`plan --detailed-exitcode`, `drift`, `fmt --check`).",
  "3": "Usage, manifest or flow file invalid, or approval not given.",
  "4": "A precondition failed: stale plan, wrong account or instance, a live object moved on. Nothing was written.",
  "5": "The state is locked by somebody else.",
  "6": "Blocked by a safety rule: delete not allowed, threshold, protected, conflict, more tasks than --max-tasks.",
  "7": "An apply stopped half-way, or a smoke test did not pass. The instance was changed; the state is right.",
  "8": "The state is unusable: corrupt, missing, of another lineage, or with unresolved work.",
  "9": "Credentials or permissions.",
  "130": "Stopped by SIGINT, gracefully; the report says what was done.",
  "143": "Stopped by SIGTERM, gracefully; the report says what was done.",
};

/** What each code means and what to do about it; `explain` tells it. */
export const CATALOGUE: Readonly<Record<string, string>> = {
  ...EXIT_CODES,
  ...MANIFEST_PROBLEMS,
  ...SMOKE,
  ...CONTENT_PROBLEMS,
  ...PLANNING,
  ...SERVICE,
  ...RECORD,
  ...COMMANDS,
};
