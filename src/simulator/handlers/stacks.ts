import { createHash } from 'node:crypto';

import { arnOf } from '../base/arn';
import { alreadyExists, notFound, ServiceError } from '../base/errors';
import { pageOfMap } from '../base/paging';
import { requireQuota } from '../base/requirements';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { Stack, StackInput, StorageConnector, UserSetting } from '../resources/stack';
import { forgetStack } from './stackDependents';
import { checkStack } from './stackRules';
import { tagNew, untagAll } from './tags';

interface StackUpdate extends StackInput {
  DeleteStorageConnectors?: boolean;
  AttributesToDelete?: string[];
}

/** (C) CreateStack: A new stack has the full list of user settings; all are ENABLED but the last two. [clients: Terraform] */
const userActions = [
  'CLIPBOARD_COPY_FROM_LOCAL_DEVICE',
  'CLIPBOARD_COPY_TO_LOCAL_DEVICE',
  'FILE_UPLOAD',
  'FILE_DOWNLOAD',
  'PRINTING_TO_LOCAL_DEVICE',
  'DOMAIN_PASSWORD_SIGNIN',
  'DOMAIN_SMART_CARD_SIGNIN',
  'AUTO_TIME_ZONE_REDIRECTION',
];
const defaultUserSettings: readonly UserSetting[] = userActions.map((Action, index) => ({
  Action,
  Permission: index < 6 ? 'ENABLED' : 'DISABLED',
}));

export const stackHandlers = {
  CreateStack(input: StackInput, { store, world }: Call) {
    if (store.stacks.has(input.Name)) throw alreadyExists('stack', input.Name);
    requireQuota(store.stacks, store, 'stacks');
    return { Stack: addStack(input, { store, world }) };
  },

  DescribeStacks(input: { Names?: string[]; NextToken?: string }, { operation, store }: Call) {
    const named = input.Names?.map(name => [name, stackNamed(store, name)] as const) ?? [];
    // (D) DescribeStacks: A request takes no page size. [model]
    // (U) DescribeStacks: A page has at most 50.
    const sizes = { standard: 50, max: 50 };
    const { items, NextToken } = pageOfMap(operation, input, named.length ? named : store.stacks, sizes);
    return { Stacks: items, NextToken };
  },

  UpdateStack(input: StackUpdate, { store }: Call) {
    const stack = stackNamed(store, input.Name);
    const { AttributesToDelete = [], DeleteStorageConnectors, UserSettings, AgentAccessConfig, ...changes } = input;
    checkStack(input, stack.AgentAccessConfig);
    for (const attribute of AttributesToDelete) deleteAttribute[attribute]?.(stack);
    if (DeleteStorageConnectors) stack.StorageConnectors = [];
    Object.assign(stack, changes);
    if (UserSettings) stack.UserSettings = merged(stack.UserSettings, UserSettings);
    if (AgentAccessConfig) stack.AgentAccessConfig = { ...stack.AgentAccessConfig, ...AgentAccessConfig };
    fillIn(stack, store);
    return { Stack: stack };
  },

  DeleteStack(input: { Name: string }, { store }: Call) {
    const stack = stackNamed(store, input.Name);
    // (V) DeleteStack: A stack with a fleet is refused, with this message. [log]
    if (stack.FleetName !== undefined) {
      throw new ServiceError(
        'ResourceInUseException',
        `Cannot delete stack ${stack.Name}. This stack has fleets associated with it. Only stacks with no fleets associated with it can be deleted.`,
      );
    }
    store.stacks.delete(stack.Name);
    forgetStack(store, stack.Name);
    untagAll(store, stack.Arn);
    return {};
  },
} satisfies Handlers;

/** @throws ServiceError ResourceNotFoundException */
export function stackNamed(store: Store, name: string): Stack {
  const stack = store.stacks.get(name);
  if (!stack) throw notFound('stack', name, store.accountId);
  return stack;
}

/** Checks and adds a stack, with defaults for what is not given. @throws ServiceError when it breaks a rule */
export function addStack(input: StackInput, { store, world }: Pick<Call, 'store' | 'world'>): Stack {
  checkStack(input);
  // (C) CreateStack: Application settings are disabled, and other lists empty, unless given. [clients: Terraform]
  const stack: Stack = {
    StorageConnectors: [],
    AccessEndpoints: [],
    EmbedHostDomains: [],
    ApplicationSettings: { Enabled: false },
    ...input,
    UserSettings: merged(defaultUserSettings, input.UserSettings ?? []),
    Arn: arnOf(store.region, store.accountId, `stack/${input.Name}`),
    CreatedTime: world.agenda.now(),
    StackErrors: [],
  };
  fillIn(stack, store);
  store.stacks.set(stack.Name, stack);
  tagNew(store, stack.Arn, input.Tags);
  return stack;
}

/** (C) UpdateStack: User settings that are not given stay as they are, and the answer has all of them. [clients: Terraform] */
function merged(before: readonly UserSetting[], changes: readonly UserSetting[]): UserSetting[] {
  return before.map(setting => changes.find(({ Action }) => Action === setting.Action) ?? setting);
}

/** (C) CreateStack, UpdateStack: AWS names the buckets of home folders and of application settings once they are enabled. [clients: Terraform] */
function fillIn(stack: Stack, { region, accountId }: Store): void {
  const settings = stack.ApplicationSettings;
  if (settings.Enabled) {
    const random = createHash('sha256').update(`${region}/${accountId}`).digest('hex').slice(0, 10);
    settings.S3BucketName = `appstream-app-settings-${region}-${accountId}-${random}`;
  }
  stack.StorageConnectors = stack.StorageConnectors.map(connector =>
    connector.ConnectorType === 'HOMEFOLDERS'
      ? { ResourceIdentifier: `appstream2-36fb080bb8-${region}-${accountId}`, ...connector }
      : connector,
  );
}

function withoutConnector(type: StorageConnector['ConnectorType']) {
  return (stack: Stack) =>
    void (stack.StorageConnectors = stack.StorageConnectors.filter(({ ConnectorType }) => ConnectorType !== type));
}

// THEME_NAME and IAM_ROLE_ARN name members that stacks no longer have, so there is nothing to delete.
const deleteAttribute: Record<string, (stack: Stack) => void> = {
  STORAGE_CONNECTORS: stack => void (stack.StorageConnectors = []),
  STORAGE_CONNECTOR_HOMEFOLDERS: withoutConnector('HOMEFOLDERS'),
  STORAGE_CONNECTOR_GOOGLE_DRIVE: withoutConnector('GOOGLE_DRIVE'),
  STORAGE_CONNECTOR_ONE_DRIVE: withoutConnector('ONE_DRIVE'),
  REDIRECT_URL: stack => delete stack.RedirectURL,
  FEEDBACK_URL: stack => delete stack.FeedbackURL,
  USER_SETTINGS: stack => void (stack.UserSettings = [...defaultUserSettings]),
  EMBED_HOST_DOMAINS: stack => void (stack.EmbedHostDomains = []),
  ACCESS_ENDPOINTS: stack => void (stack.AccessEndpoints = []),
  STREAMING_EXPERIENCE_SETTINGS: stack => delete stack.StreamingExperienceSettings,
  CONTENT_REDIRECTION: stack => delete stack.ContentRedirection,
  AGENT_ACCESS_CONFIG: stack => delete stack.AgentAccessConfig,
};
