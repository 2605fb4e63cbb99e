// An Active Directory domain that fleets and image builders join.
import type { DirectoryConfig } from '@aws-sdk/client-appstream';

import type { FieldHint } from '../forms/hints';
import { is, requiredWhen } from '../forms/rules';
import type { Rule } from '../forms/rules';
import { collect, defineKind, formAction, list } from './kind';
import type { Form } from './kind';

const members: Record<string, FieldHint> = {
  DirectoryName: { placeholder: 'corp.example.com' },
  OrganizationalUnitDistinguishedNames: {
    label: 'Organizational units',
    min: 1,
    suggest: 'organizationalUnit',
    placeholder: 'OU=Streaming,DC=corp,DC=example,DC=com',
  },
  'ServiceAccountCredentials.AccountName': { placeholder: 'CORP\\svc-appstream' },
  'CertificateBasedAuthProperties.CertificateAuthorityArn': {
    suggest: 'certificateAuthority',
    placeholder: 'arn:aws:acm-pca:',
  },
  CertificateBasedAuthProperties: { label: 'Certificate-based authentication' },
};

const sections = [{ title: 'Certificate-based sign-in', members: ['CertificateBasedAuthProperties'] }];

const authority = 'CertificateBasedAuthProperties.CertificateAuthorityArn';
const rules: readonly Rule[] = [
  { kind: 'begins', member: 'OrganizationalUnitDistinguishedNames', with: ['OU='] },
  requiredWhen(
    authority,
    is('CertificateBasedAuthProperties.Status', 'ENABLED', 'ENABLED_NO_DIRECTORY_LOGIN_FALLBACK'),
  ),
];

const updateDirectoryConfig: Form<DirectoryConfig> = {
  operation: 'UpdateDirectoryConfig',
  submit: 'Update Directory Config',
  hints: {
    order: ['OrganizationalUnitDistinguishedNames', 'ServiceAccountCredentials'],
    sections,
    members: {
      ...members,
      ServiceAccountCredentials: { help: 'Leave both empty to keep the account and its password as they are.' },
    },
  },
  rules,
  fixed: config => ({ DirectoryName: config.DirectoryName ?? '' }),
  // The password is never known, so the account stands empty too: with a name alone the form would want a password.
  values: () => ({ ServiceAccountCredentials: undefined }),
  clears: {},
};

export const directoryConfig = defineKind<DirectoryConfig>({
  name: 'directoryConfig',
  title: 'Directory Config',
  plural: 'Directory Configs',
  icon: 'organization',
  list: list('DescribeDirectoryConfigs', out => out.DirectoryConfigs?.map(withoutPassword)),
  describe: (api, configs, _scope, signal) =>
    collect(
      api,
      'DescribeDirectoryConfigs',
      { DirectoryNames: configs.map(config => config.DirectoryName ?? '') },
      out => out.DirectoryConfigs?.map(withoutPassword),
      signal,
    ),
  id: config => config.DirectoryName,
  detail: config => config.OrganizationalUnitDistinguishedNames?.[0],
  facts: config => [
    { label: 'Organizational units', value: config.OrganizationalUnitDistinguishedNames?.join('; ') },
    { label: 'Service account', value: config.ServiceAccountCredentials?.AccountName },
    { label: 'Certificate-based sign-in', value: config.CertificateBasedAuthProperties?.Status },
    { label: 'Certificate authority', value: config.CertificateBasedAuthProperties?.CertificateAuthorityArn },
    { label: 'Created', value: config.CreatedTime },
  ],
  create: {
    title: 'Create Directory Config…',
    form: {
      operation: 'CreateDirectoryConfig',
      submit: 'Create Directory Config',
      hints: {
        order: ['DirectoryName', 'OrganizationalUnitDistinguishedNames', 'ServiceAccountCredentials'],
        sections,
        members,
      },
      rules,
    },
    id: ({ DirectoryName }) => (typeof DirectoryName === 'string' ? DirectoryName : undefined),
  },
  actions: [
    formAction({
      name: 'update',
      title: 'Update Directory Config…',
      group: 'change',
      progress: 'Updating…',
      form: updateDirectoryConfig,
    }),
    {
      name: 'delete',
      title: 'Delete Directory Config…',
      group: 'delete',
      operations: ['DeleteDirectoryConfig'],
      confirm: {
        verb: 'Delete',
        consequence:
          'No fleet or image builder can join the domain with it any more. One that has joined it must go first.',
      },
      progress: 'Deleting…',
      perform: async ({ api, resource, signal }) =>
        void (await api.call('DeleteDirectoryConfig', { DirectoryName: resource.DirectoryName }, signal)),
    },
  ],
});

// The service does not answer it, though its model could: then it is still not to be shown or copied.
function withoutPassword(config: DirectoryConfig): DirectoryConfig {
  const { ServiceAccountCredentials: credentials, ...rest } = config;
  return { ...rest, ...(credentials && { ServiceAccountCredentials: { ...credentials, AccountPassword: undefined } }) };
}
