// What forms' fields suggest: from the account, through the API, listed once while somebody types.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { createSuggester } from '../../../src/explorer/suggest/suggest';
import type { Values } from '../../../src/forms/field';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const types = ['stream.standard.small', 'stream.graphics.g5.xlarge', 'stream.standard.medium'];
const help = {
  CreateFleetRequest: {
    InstanceType: ['There are:', ...types.map(type => `• ${type}`), 'For Elastic fleets:', `• ${types[0]}`].join('\n'),
  },
  AssociateSoftwareToImageBuilderRequest: { SoftwareNames: '• Microsoft_Visio' },
};
const denied = new ApiError('No.', {
  reason: 'denied',
  operation: 'X',
  code: 'AccessDeniedException',
  retryable: false,
  nextStep: '',
});
const deny = () => {
  throw denied;
};

function suggester(script: Script, opened: Values = {}) {
  const api = scriptedApi(script);
  let time = 0;
  const suggest = createSuggester({
    api: () => Promise.resolve(api),
    help,
    opened: () => opened,
    signal: new AbortController().signal,
    now: () => time,
  });
  return { suggest, api, pass: (milliseconds: number) => void (time += milliseconds) };
}

const arn = (path: string, account = '123456789012') => `arn:aws:appstream:eu-west-1:${account}:${path}`;

/** An account with one or two of everything. */
const account: Script = {
  DescribeImages: ({ Type }) => ({
    Images: {
      PRIVATE: [
        {
          Name: 'zeta',
          Arn: arn('image/zeta'),
          Platform: 'WINDOWS_SERVER_2022',
          State: 'AVAILABLE',
          ImageSharedWithOthers: 'TRUE',
        },
        {
          Name: 'alpha',
          Arn: arn('image/alpha'),
          Platform: 'RHEL8',
          State: 'PENDING',
          AppstreamAgentVersion: '06-29-2026',
        },
      ],
      SHARED: [{ Name: 'suite', Arn: arn('image/suite', '999988887777'), Platform: 'WINDOWS', State: 'AVAILABLE' }],
      PUBLIC: [
        { Name: 'AppStream-Base', Arn: arn('image/AppStream-Base', ''), Platform: 'WINDOWS', State: 'AVAILABLE' },
      ],
    }[Type as string],
  }),
  DescribeImagePermissions: () => ({ SharedImagePermissionsList: [{ sharedAccountId: '210987654321' }] }),
  DescribeFleets: () => ({
    Fleets: [
      {
        Name: 'cad',
        State: 'RUNNING',
        ImageArn: arn('image/zeta'),
        VpcConfig: { SubnetIds: ['subnet-a', 'subnet-b'], SecurityGroupIds: ['sg-a'] },
        IamRoleArn: 'arn:aws:iam::123456789012:role/cad',
      },
      {
        Name: 'gis',
        State: 'STOPPED',
        VpcConfig: { SubnetIds: ['subnet-a'] },
        SessionScriptS3Location: { S3Bucket: 'scripts' },
      },
    ],
  }),
  DescribeImageBuilders: () => ({
    ImageBuilders: [
      {
        Name: 'office',
        State: 'STOPPED',
        VpcConfig: { SubnetIds: ['subnet-a'] },
        AccessEndpoints: [{ EndpointType: 'STREAMING', VpceId: 'vpce-a' }],
        AppstreamAgentVersion: '01-01-2026',
      },
    ],
  }),
  DescribeAppBlockBuilders: () => ({ AppBlockBuilders: [{ Name: 'packer', VpcConfig: { SubnetIds: ['subnet-c'] } }] }),
  DescribeStacks: () => ({
    Stacks: [
      {
        Name: 'desk',
        ApplicationSettings: { Enabled: true, SettingsGroup: 'all' },
        EmbedHostDomains: ['portal.example.com'],
        AgentAccessConfig: { S3BucketArn: 'arn:aws:s3:::shots' },
      },
    ],
  }),
  DescribeAppBlocks: () => ({
    AppBlocks: [
      { Name: 'viewer', Arn: arn('app-block/viewer'), State: 'ACTIVE', SourceS3Location: { S3Bucket: 'vhds' } },
    ],
  }),
  DescribeApplications: () => ({ Applications: [{ Name: 'app', IconS3Location: { S3Bucket: 'icons' } }] }),
  DescribeDirectoryConfigs: () => ({
    DirectoryConfigs: [
      {
        DirectoryName: 'corp.example.com',
        OrganizationalUnitDistinguishedNames: ['OU=B,DC=corp', 'OU=A,DC=corp'],
        CertificateBasedAuthProperties: { CertificateAuthorityArn: 'arn:aws:acm-pca:x' },
      },
      { DirectoryName: 'lab.example.com', OrganizationalUnitDistinguishedNames: ['OU=Lab'] },
    ],
  }),
  DescribeUsers: () => ({ Users: [{ UserName: 'ada@example.com', FirstName: 'Ada', Enabled: true }] }),
  ListExportImageTasks: () => ({
    ExportImageTasks: [{ TaskId: '1', AmiId: 'ami-12345678', AmiName: 'zeta' }, { TaskId: '2' }],
  }),
  DescribeApplicationFleetAssociations: () => ({ ApplicationFleetAssociations: [] }),
};

/** Images of all sorts, for what suits a form. */
const gallery: Script = {
  DescribeImages: ({ Type }) => ({
    Images: {
      PRIVATE: [
        {
          Name: 'gpu',
          Arn: arn('image/gpu'),
          Platform: 'WINDOWS_SERVER_2022',
          SupportedInstanceFamilies: ['Graphics G5'],
        },
        { Name: 'linux', Arn: arn('image/linux'), Platform: 'RHEL8', SupportedInstanceFamilies: ['GENERAL_PURPOSE'] },
        { Name: 'unknown', Arn: arn('image/unknown') },
        { Name: 'attached', Arn: arn('image/attached'), DynamicAppProvidersEnabled: 'ENABLED' },
        { Name: 'windows', Arn: arn('image/windows'), Platform: 'WINDOWS_SERVER_2022' },
        ...['FAILED', 'PENDING', 'DELETING', 'COPYING', 'DEPRECATED'].map(State => ({
          Name: State.toLowerCase(),
          State,
        })),
      ].map(image => ({ State: 'AVAILABLE', Visibility: 'PRIVATE', ...image })),
      SHARED: ['allowFleet', 'allowImageBuilder'].map(permission => ({
        Name: permission,
        Arn: arn(`image/${permission}`, '999988887777'),
        Visibility: 'SHARED',
        State: 'AVAILABLE',
        ImagePermissions: { allowFleet: false, allowImageBuilder: false, [permission]: true },
      })),
      PUBLIC: [
        {
          Name: 'AppStream-Base',
          Arn: arn('image/AppStream-Base', ''),
          Platform: 'RHEL8',
          Visibility: 'PUBLIC',
          State: 'AVAILABLE',
          CreatedTime: new Date('2026-08-31T22:10:00Z'),
        },
      ],
    }[Type as string],
  }),
};

const suits: { given: string; source?: string; values?: Values; opened?: Values; first: string[]; last: string[] }[] = [
  {
    given: 'a standard instance',
    values: { InstanceType: 'stream.standard.medium' },
    first: ['linux', 'unknown', 'windows', 'allowFleet', 'AppStream-Base'],
    last: ['attached', 'copying', 'deprecated', 'gpu'],
  },
  {
    given: 'a graphics instance',
    values: { InstanceType: 'stream.graphics.g5.xlarge' },
    first: ['gpu', 'unknown', 'windows', 'allowFleet', 'AppStream-Base'],
    last: ['attached', 'copying', 'deprecated', 'linux'],
  },
  {
    given: 'a multi-session fleet',
    values: { MaxSessionsPerInstance: 2 },
    first: ['gpu', 'unknown', 'windows', 'allowFleet'],
    last: ['attached', 'copying', 'deprecated', 'linux', 'AppStream-Base'],
  },
  {
    given: 'a domain-joined fleet',
    values: { DomainJoinInfo: { DirectoryName: 'corp' } },
    first: ['attached', 'gpu', 'linux', 'unknown', 'windows', 'allowFleet', 'AppStream-Base'],
    last: ['copying', 'deprecated'],
  },
  {
    given: 'a fleet that has a Linux image, by its ARN',
    opened: { ImageName: arn('image/AppStream-Base', '') },
    first: ['linux', 'unknown', 'allowFleet', 'AppStream-Base'],
    last: ['attached', 'copying', 'deprecated', 'gpu', 'windows'],
  },
  {
    given: 'an image builder',
    source: 'image.imageBuilder',
    values: { DomainJoinInfo: { DirectoryName: 'corp' } },
    first: ['attached', 'gpu', 'linux', 'unknown', 'windows', 'allowImageBuilder', 'AppStream-Base'],
    last: ['copying', 'deprecated'],
  },
];

const table: { source: string; values?: Values; finds: string[] }[] = [
  {
    source: 'image.fleet',
    finds: [
      'zeta: Own · WINDOWS_SERVER_2022',
      `${arn('image/suite', '999988887777')}: suite · Shared · WINDOWS`,
      `${arn('image/AppStream-Base', '')}: AppStream-Base · Public · WINDOWS`,
    ],
  },
  { source: 'instanceType', finds: ['stream.graphics.g5.xlarge', 'stream.standard.medium', 'stream.standard.small'] },
  { source: 'instanceType', values: { FleetType: 'ELASTIC' }, finds: ['stream.standard.small'] },
  { source: 'software', finds: ['Microsoft_Visio'] },
  { source: 'fleet', finds: ['cad: RUNNING', 'gis: STOPPED'] },
  { source: 'stack', finds: ['desk'] },
  { source: 'appBlock.arn', finds: [`${arn('app-block/viewer')}: viewer · ACTIVE`] },
  { source: 'application', finds: ['app'] },
  { source: 'directoryConfig', finds: ['corp.example.com: OU=B,DC=corp', 'lab.example.com: OU=Lab'] },
  {
    source: 'organizationalUnit',
    finds: ['OU=A,DC=corp: corp.example.com', 'OU=B,DC=corp: corp.example.com', 'OU=Lab: lab.example.com'],
  },
  {
    source: 'organizationalUnit',
    values: { DomainJoinInfo: { DirectoryName: 'Corp.example.com' } },
    finds: ['OU=A,DC=corp: corp.example.com', 'OU=B,DC=corp: corp.example.com'],
  },
  { source: 'organizationalUnit', values: { DirectoryName: 'lab.example.com' }, finds: ['OU=Lab: lab.example.com'] },
  { source: 'account', finds: ['210987654321: May use zeta', '999988887777: Shares suite with this account'] },
  { source: 'user', finds: ['ada@example.com: ENABLED · Ada'] },
  { source: 'ami', finds: ['ami-12345678: zeta'] },
  {
    source: 'subnet',
    finds: ['subnet-a: Used by cad, gis and 1 more', 'subnet-b: Used by cad', 'subnet-c: Used by packer'],
  },
  { source: 'securityGroup', finds: ['sg-a: Used by cad'] },
  { source: 'role', finds: ['arn:aws:iam::123456789012:role/cad: Used by cad'] },
  { source: 'vpcEndpoint', finds: ['vpce-a: Used by office'] },
  { source: 'agentVersion', finds: ['LATEST', '01-01-2026: Used by office', '06-29-2026: Used by alpha'] },
  { source: 'bucket', finds: ['icons: Used by app', 'scripts: Used by gis', 'vhds: Used by viewer'] },
  { source: 'screenshotBucket', finds: ['arn:aws:s3:::shots: Used by desk'] },
  { source: 'settingsGroup', finds: ['all: Used by desk'] },
  { source: 'embedHostDomain', finds: ['portal.example.com: Used by desk'] },
  { source: 'certificateAuthority', finds: ['arn:aws:acm-pca:x: Used by corp.example.com'] },
  { source: 'streamedApplication', finds: [] },
  {
    source: 'streamedApplication',
    values: { FleetName: 'cad' },
    finds: ["Desktop: The desktop itself, if it is the fleet's stream view"],
  },
];

describe('Suggestions', () => {
  for (const { source, values = {}, finds } of table) {
    it(`of ${source}${Object.keys(values).length ? ` with ${JSON.stringify(values)}` : ''}: ${finds.join('; ') || 'none'}`, async () => {
      const found = await suggester(account).suggest(source, '', values);
      assert.deepEqual(
        found.map(({ value, detail }) => (detail === undefined ? value : `${value}: ${detail}`)),
        finds,
      );
    });
  }

  for (const { given, source = 'image.fleet', values = {}, opened = {}, first, last } of suits) {
    it(`of images for ${given} start with suitable ones: ${first.join(', ')}`, async () => {
      const found = await suggester(gallery, opened).suggest(source, '', values);
      assert.deepEqual(
        found.map(({ value }) => value.split('/').at(-1)),
        [...first, ...last],
      );
    });
  }

  it('of images say who owns them, from when they are, and why one is not suitable', async () => {
    const values = { InstanceType: 'stream.standard.medium', ImageName: 'typed' };
    const found = await suggester(gallery).suggest('image.fleet', '', values);
    const said = new Map(found.map(({ value, detail }) => [value, detail]));
    assert.equal(said.get('gpu'), 'Own · WINDOWS_SERVER_2022 · not for stream.standard.medium');
    assert.equal(said.get('deprecated'), 'Own · DEPRECATED');
    assert.equal(said.get(arn('image/AppStream-Base', '')), 'AppStream-Base · Public · RHEL8 · 2026-08-31');
  });

  it('of Regions have their long names', async () => {
    const [first] = await suggester({}).suggest('region', 'ireland', {});
    assert.deepEqual(first, { value: 'eu-west-1', detail: 'Europe (Ireland)' });
  });
  it('sort numbers in names by value', async () => {
    const Stacks = ['desk-10', 'desk-9', 'desk-1'].map(Name => ({ Name }));
    const { suggest } = suggester({ DescribeStacks: () => ({ Stacks }) });
    const found = await suggest('stack', '', {});
    assert.deepEqual(
      found.map(({ value }) => value),
      ['desk-1', 'desk-9', 'desk-10'],
    );
  });

  it('match typed text in the value or its description, and ignore case', async () => {
    const { suggest } = suggester(account);
    const typed = async (query: string) => (await suggest('image.fleet', query, {})).map(({ value }) => value);
    assert.deepEqual(await typed('ZET'), ['zeta']);
    assert.deepEqual(await typed(' server_2022 '), ['zeta']);
    assert.deepEqual(await typed('nothing'), []);
  });

  it('are listed once while the user types, even faster than the service answers', async () => {
    const { suggest, api } = suggester(account);
    await Promise.all(['s', 'su', 'sub', 'subn'].map(query => suggest('subnet', query, {})));
    await suggest('subnet', 'subne', {});
    assert.deepEqual(api.calls.sort(), [
      'DescribeAppBlockBuilders {}',
      'DescribeFleets {}',
      'DescribeImageBuilders {}',
    ]);
  });
  it('are listed again after half a minute', async () => {
    const { suggest, api, pass } = suggester(account);
    await suggest('fleet', '', {});
    pass(29_999);
    await suggest('fleet', '', {});
    assert.equal(api.calls.length, 1);
    pass(1);
    await suggest('fleet', '', {});
    assert.equal(api.calls.length, 2);
  });
  it('read no further than needed, and continue from there when more are wanted', async () => {
    const pages = 5;
    const { suggest, api } = suggester({
      DescribeStacks({ NextToken }) {
        const page = Number(NextToken ?? 0);
        const Stacks = Array.from({ length: 100 }, (_, at) => ({ Name: `stack-${page * 100 + at}` }));
        return { Stacks, ...(page + 1 < pages && { NextToken: String(page + 1) }) };
      },
    });
    assert.equal((await suggest('stack', '', {})).length, 200);
    assert.equal(api.calls.length, 2);
    assert.deepEqual(await suggest('stack', 'stack-450', {}), [{ value: 'stack-450' }]);
    assert.equal(api.calls.length, pages);
  });

  it('say why if they can’t be listed, and are requested again the next time', async () => {
    let refused = true;
    const { suggest } = suggester({
      DescribeStacks() {
        if (refused) throw denied;
        return { Stacks: [{ Name: 'desk' }] };
      },
    });
    await assert.rejects(suggest('stack', '', {}), denied);
    refused = false;
    assert.deepEqual(await suggest('stack', '', {}), [{ value: 'desk' }]);
  });
  it('of resources in use work without a kind that may not be listed, but fail without all of them', async () => {
    const { suggest } = suggester({ ...account, DescribeFleets: deny, DescribeAppBlockBuilders: deny });
    assert.deepEqual(await suggest('subnet', '', {}), [{ value: 'subnet-a', detail: 'Used by office' }]);
    const none = suggester({ DescribeFleets: deny, DescribeAppBlockBuilders: deny, DescribeImageBuilders: deny });
    await assert.rejects(none.suggest('subnet', '', {}), denied);
  });
  it('of accounts work without an image whose permissions may not be read', async () => {
    const { suggest } = suggester({ ...account, DescribeImagePermissions: deny });
    assert.deepEqual(
      (await suggest('account', '', {})).map(({ value }) => value),
      ['999988887777'],
    );
  });
  it('of accounts read the permissions of twenty images at most', async () => {
    const Images = Array.from({ length: 30 }, (_, at) => ({ Name: `i${at}`, ImageSharedWithOthers: 'TRUE' }));
    const { suggest, api } = suggester({
      ...account,
      DescribeImages: ({ Type }) => ({ Images: Type === 'PRIVATE' ? Images : [] }),
    });
    await suggest('account', '', {});
    assert.equal(api.calls.filter(call => call.startsWith('DescribeImagePermissions')).length, 20);
  });
  it('of an unknown source, which a page could name, are refused', async () => {
    await assert.rejects(suggester({}).suggest('constructor', '', {}), /No kind constructor/);
  });
});
