// Directory configs: the Active Directory domains that fleets and image builders join.
import type { DirectoryConfig, Fleet, ImageBuilder } from '@aws-sdk/client-appstream';

import type { Rule } from '../forms/rules';
import { is, requiredWhen } from '../forms/rules';
import type { Form, Hints } from './action';
import type { Kind } from './kind';
import { collect, list } from './listing';
import { callAction, formAction } from './parts/actions';
import { describer, textOf } from './parts/reads';

const members: Hints = {
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
      ServiceAccountCredentials: { help: 'Leave both empty to keep the account and its password.' },
    },
  },
  rules,
  fixed: config => ({ DirectoryName: config.DirectoryName ?? '' }),
  // The API never returns the password. The account starts empty too, since the form requires a password for it.
  values: () => ({ ServiceAccountCredentials: undefined }),
  clears: {},
};

export const directoryConfig: Kind<DirectoryConfig, 'directoryConfig'> = {
  name: 'directoryConfig',
  title: 'Directory Config',
  plural: 'Directory Configs',
  none: 'No directory configs yet',
  icon: 'organization',
  consolePage: { path: 'directory-configs' },
  list: list('DescribeDirectoryConfigs', out => out.DirectoryConfigs?.map(withoutPassword)),
  describe: describer(
    'DescribeDirectoryConfigs',
    config => config.DirectoryName,
    DirectoryNames => ({ DirectoryNames }),
    out => out.DirectoryConfigs?.map(withoutPassword),
  ),
  id: config => config.DirectoryName,
  namedBy: { DirectoryName: true },
  detail: config => config.OrganizationalUnitDistinguishedNames?.[0],
  compares: 'directoryConfig',
  created: config => config.CreatedTime,
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
    id: textOf('DirectoryName'),
  },
  actions: [
    formAction({
      name: 'update',
      title: 'Update Directory Config…',
      group: 'change',
      progress: 'Updating…',
      form: updateDirectoryConfig,
    }),
    callAction({
      name: 'delete',
      title: 'Delete Directory Config…',
      group: 'delete',
      operations: ['DeleteDirectoryConfig', 'DescribeFleets', 'DescribeImageBuilders'],
      blockers: [
        {
          kind: 'fleet',
          one: 'Fleet {0} is joined to the domain. Delete the fleet or remove it from the domain first.',
          many: 'Fleets {0} are joined to the domain. Delete them or remove them from the domain first.',
          show: 'Show Fleet {0}',
          find: async ({ api, resource, signal }) =>
            joinedTo(resource, await collect(api, 'DescribeFleets', {}, out => out.Fleets, signal)),
        },
        {
          kind: 'imageBuilder',
          one: 'Image builder {0} is joined to the domain. Delete the image builder first.',
          many: 'Image builders {0} are joined to the domain. Delete them first.',
          show: 'Show Image Builder {0}',
          find: async ({ api, resource, signal }) =>
            joinedTo(resource, await collect(api, 'DescribeImageBuilders', {}, out => out.ImageBuilders, signal)),
        },
      ],
      confirm: {
        verb: 'Delete',
        question: 'Delete directory config {0}?',
        questionAll: 'Delete {0} directory configs?',
        consequence:
          "Fleets and image builders can't join this domain until you create the directory config again, with the password of its service account.",
      },
      progress: 'Deleting…',
      proof: 'gone',
      input: ({ resource }) => ({ DirectoryName: resource.DirectoryName }),
    }),
  ],
};

/** The names of the fleets or image builders that are joined to a config's domain. */
function joinedTo({ DirectoryName }: DirectoryConfig, members: readonly (Fleet | ImageBuilder)[]): string[] {
  const domain = DirectoryName?.toLowerCase();
  return members.flatMap(({ Name, DomainJoinInfo }) =>
    Name !== undefined && domain && DomainJoinInfo?.DirectoryName?.toLowerCase() === domain ? [Name] : [],
  );
}

// The API model allows a password in the response. The service doesn't return it; if it did, it must not be shown or
// copied.
function withoutPassword(config: DirectoryConfig): DirectoryConfig {
  const { ServiceAccountCredentials: credentials, ...rest } = config;
  return { ...rest, ...(credentials && { ServiceAccountCredentials: { ...credentials, AccountPassword: undefined } }) };
}
