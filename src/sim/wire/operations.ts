import { CONTACT_OPERATIONS } from "../contacts/contacts.js";
import { TASK_TEMPLATE_OPERATIONS } from "../contacts/task-templates.js";
import { TEST_CASE_OPERATIONS } from "../contacts/test-cases.js";
import { TEST_RUN_OPERATIONS } from "../contacts/test-runs.js";
import { FLOW_ASSOCIATION_OPERATIONS } from "../flows/flow-associations.js";
import { FLOW_VERSION_OPERATIONS } from "../flows/flow-versions.js";
import { FLOW_OPERATIONS } from "../flows/flows.js";
import { MODULE_ALIAS_OPERATIONS } from "../flows/module-aliases.js";
import { MODULE_VERSION_OPERATIONS } from "../flows/module-versions.js";
import { MODULE_OPERATIONS } from "../flows/modules.js";
import { VIEW_OPERATIONS } from "../flows/views.js";
import { INSTANCE_OPERATIONS } from "../instances.js";
import { BOT_OPERATIONS } from "../integrations/bots.js";
import { LAMBDA_OPERATIONS } from "../integrations/lambdas.js";
import { LEX_MODEL_OPERATIONS } from "../integrations/lex-models.js";
import { AGENT_STATUS_OPERATIONS } from "../people/agent-statuses.js";
import { HIERARCHY_GROUP_OPERATIONS } from "../people/hierarchy-groups.js";
import { HIERARCHY_STRUCTURE_OPERATIONS } from "../people/hierarchy-structure.js";
import { SECURITY_PROFILE_OPERATIONS } from "../people/security-profiles.js";
import { USER_UPDATE_OPERATIONS } from "../people/user-updates.js";
import { USER_OPERATIONS } from "../people/users.js";
import { HOURS_OPERATIONS } from "../routing/hours.js";
import { HOURS_OVERRIDE_OPERATIONS } from "../routing/hours-overrides.js";
import { PHONE_NUMBER_OPERATIONS } from "../routing/phone-numbers.js";
import { PROMPT_OPERATIONS } from "../routing/prompts.js";
import { QUEUE_QUICK_CONNECT_OPERATIONS } from "../routing/queue-quick-connects.js";
import { QUEUE_UPDATE_OPERATIONS } from "../routing/queue-updates.js";
import { QUEUE_OPERATIONS } from "../routing/queues.js";
import { QUICK_CONNECT_OPERATIONS } from "../routing/quick-connects.js";
import { ROUTING_PROFILE_QUEUE_OPERATIONS } from "../routing/routing-profile-queues.js";
import { ROUTING_PROFILE_UPDATE_OPERATIONS } from "../routing/routing-profile-updates.js";
import { ROUTING_PROFILE_OPERATIONS } from "../routing/routing-profiles.js";
import { TAG_OPERATIONS } from "../tags.js";
import type { Operation } from "../world.js";

/** Every operation of Amazon Connect that the simulator has, by its name in the API. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...AGENT_STATUS_OPERATIONS,
  ...BOT_OPERATIONS,
  ...CONTACT_OPERATIONS,
  ...FLOW_ASSOCIATION_OPERATIONS,
  ...FLOW_VERSION_OPERATIONS,
  ...FLOW_OPERATIONS,
  ...HIERARCHY_GROUP_OPERATIONS,
  ...HIERARCHY_STRUCTURE_OPERATIONS,
  ...HOURS_OPERATIONS,
  ...HOURS_OVERRIDE_OPERATIONS,
  ...INSTANCE_OPERATIONS,
  ...LAMBDA_OPERATIONS,
  ...MODULE_ALIAS_OPERATIONS,
  ...MODULE_VERSION_OPERATIONS,
  ...MODULE_OPERATIONS,
  ...PHONE_NUMBER_OPERATIONS,
  ...PROMPT_OPERATIONS,
  ...QUEUE_QUICK_CONNECT_OPERATIONS,
  ...QUEUE_UPDATE_OPERATIONS,
  ...QUEUE_OPERATIONS,
  ...QUICK_CONNECT_OPERATIONS,
  ...ROUTING_PROFILE_QUEUE_OPERATIONS,
  ...ROUTING_PROFILE_UPDATE_OPERATIONS,
  ...ROUTING_PROFILE_OPERATIONS,
  ...SECURITY_PROFILE_OPERATIONS,
  ...TAG_OPERATIONS,
  ...TASK_TEMPLATE_OPERATIONS,
  ...TEST_CASE_OPERATIONS,
  ...TEST_RUN_OPERATIONS,
  ...USER_UPDATE_OPERATIONS,
  ...USER_OPERATIONS,
  ...VIEW_OPERATIONS,
};

/** Every operation of Lex Models V2 that the simulator has. */
export const LEX_OPERATIONS: Readonly<Record<string, Operation>> = LEX_MODEL_OPERATIONS;
