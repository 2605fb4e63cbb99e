// The forms of stacks.
import type { Stack } from '@aws-sdk/client-appstream';

import type { Values } from '../../forms/field';
import type { Rule } from '../../forms/rules';
import { each, forbiddenWhen, is, isNot, requiredWhen, unique } from '../../forms/rules';
import type { Create, Form, Hints } from '../action';
import { endpointMembers } from './formParts';
import { textOf } from './reads';

const clipboard = ['CLIPBOARD_COPY_FROM_LOCAL_DEVICE', 'CLIPBOARD_COPY_TO_LOCAL_DEVICE'];

const members: Hints = {
  Description: { multiline: true },
  RedirectURL: { placeholder: 'https://' },
  FeedbackURL: { placeholder: 'https://' },
  'ApplicationSettings.SettingsGroup': { suggest: 'settingsGroup' },
  EmbedHostDomains: { suggest: 'embedHostDomain', placeholder: 'portal.example.com' },
  'AgentAccessConfig.S3BucketArn': { suggest: 'screenshotBucket', placeholder: 'arn:aws:s3:::' },
  ...endpointMembers,
  StorageConnectors: { each: 'ConnectorType' },
  'StorageConnectors.ConnectorType': {
    labels: { HOMEFOLDERS: 'Home folders', GOOGLE_DRIVE: 'Google Drive', ONE_DRIVE: 'OneDrive for Business' },
  },
  'StorageConnectors.Domains': { only: ['GOOGLE_DRIVE', 'ONE_DRIVE'] },
  'StorageConnectors.DomainsRequireAdminConsent': {
    label: "Domains that need an administrator's consent",
    only: ['ONE_DRIVE'],
  },
  'AgentAccessConfig.Settings': { label: 'Agent permissions' },
  // From the documentation: the API model lacks the limits and which actions have a length.
  'UserSettings.MaximumLength': {
    only: clipboard,
    min: 1,
    max: 20_971_520,
    placeholder: '20971520',
  },
};
/** The permissions that the service gives a new stack by default. */
const allowed = {
  CLIPBOARD_COPY_FROM_LOCAL_DEVICE: 'ENABLED',
  CLIPBOARD_COPY_TO_LOCAL_DEVICE: 'ENABLED',
  FILE_UPLOAD: 'ENABLED',
  FILE_DOWNLOAD: 'ENABLED',
  PRINTING_TO_LOCAL_DEVICE: 'ENABLED',
  DOMAIN_PASSWORD_SIGNIN: 'ENABLED',
  DOMAIN_SMART_CARD_SIGNIN: 'DISABLED',
  AUTO_TIME_ZONE_REDIRECTION: 'DISABLED',
};
const sections = [
  { title: 'Storage and settings', members: ['StorageConnectors', 'ApplicationSettings'] },
  { title: 'User permissions', members: ['UserSettings', 'StreamingExperienceSettings', 'ContentRedirection'] },
  { title: 'Access', members: ['AccessEndpoints', 'EmbedHostDomains', 'RedirectURL', 'FeedbackURL'] },
  { title: 'Agents', members: ['AgentAccessConfig'] },
];

const rules: readonly Rule[] = [
  ...each(
    'UserSettings',
    {
      ...forbiddenWhen('MaximumLength', isNot('Action', ...clipboard)),
      message: 'Only copying to and from the local device has a length limit.',
    },
    forbiddenWhen('MaximumLength', is('Permission', 'DISABLED')),
  ),
  unique('UserSettings', 'Action'),
  ...each('StorageConnectors', forbiddenWhen('DomainsRequireAdminConsent', isNot('ConnectorType', 'ONE_DRIVE'))),
  unique('StorageConnectors', 'ConnectorType'),
  unique('AgentAccessConfig.Settings', 'AgentAction'),
  requiredWhen('AgentAccessConfig.S3BucketArn', is('AgentAccessConfig.ScreenshotsUploadEnabled', true)),
];

export const createStack: Create = {
  title: 'Create Stack…',
  form: {
    operation: 'CreateStack',
    submit: 'Create Stack',
    hints: {
      order: ['Name', 'DisplayName', 'Description'],
      sections,
      members: { ...members, UserSettings: { defaults: allowed } },
    },
    rules,
  },
  defaults: {
    UserSettings: Object.entries(allowed).map(([Action, Permission]) => ({ Action, Permission })),
    ApplicationSettings: { Enabled: false },
  },
  id: textOf('Name'),
};

export const updateStack: Form<Stack> = {
  operation: 'UpdateStack',
  submit: 'Update Stack',
  hints: {
    order: ['DisplayName', 'Description'],
    hide: ['AttributesToDelete', 'DeleteStorageConnectors'],
    sections,
    members,
  },
  rules,
  fixed: stack => ({ Name: stack.Name ?? '' }),
  values: applicationSettings,
  clears: {
    StorageConnectors: 'STORAGE_CONNECTORS',
    RedirectURL: 'REDIRECT_URL',
    FeedbackURL: 'FEEDBACK_URL',
    UserSettings: 'USER_SETTINGS',
    EmbedHostDomains: 'EMBED_HOST_DOMAINS',
    AccessEndpoints: 'ACCESS_ENDPOINTS',
    StreamingExperienceSettings: 'STREAMING_EXPERIENCE_SETTINGS',
    ContentRedirection: 'CONTENT_REDIRECTION',
    AgentAccessConfig: 'AGENT_ACCESS_CONFIG',
  },
};

/** Form values for a stack's application settings. Leaves out the S3 bucket of the response, which AWS chooses. */
export function applicationSettings({ ApplicationSettings: settings }: Stack): Values {
  if (settings?.Enabled === undefined) return {};
  const { Enabled, SettingsGroup } = settings;
  return { ApplicationSettings: { Enabled, ...(SettingsGroup !== undefined && { SettingsGroup }) } };
}

/** Values for making a stack again. Leaves out the S3 bucket of home folders, too. */
export function stackValues(stack: Stack): Values {
  const connectors = stack.StorageConnectors?.map(({ ResourceIdentifier, ...connector }) => ({
    ...connector,
    ...(connector.ConnectorType !== 'HOMEFOLDERS' && { ResourceIdentifier }),
  }));
  return { ...applicationSettings(stack), ...(connectors && { StorageConnectors: connectors }) };
}
