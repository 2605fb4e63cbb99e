// What actions look up: what a question offers, and whether a change was carried out whose answer was lost.
import * as assert from 'node:assert/strict';

import type { Values } from '../../../src/forms/field';
import type { Answers } from '../../../src/kinds/action';
import type { Scope } from '../../../src/kinds/listing';
import type { ActionName, KindName } from '../../../src/kinds/names';
import { actionOf } from '../../support/actionOf';
import { failure } from '../../support/fleets';
import type { Script } from '../../support/scriptedApi';
import { connection, scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

const notFound = (): never => {
  throw failure('notFound');
};

describe('The choices of a question', () => {
  const cases: {
    kind: KindName;
    action: ActionName;
    on?: object;
    in?: Scope;
    at?: number;
    script: Script;
    calls: string[];
    offers: object[];
  }[] = [
    {
      ...{ kind: 'fleet', action: 'associate', on: { Name: 'cad' } },
      script: {
        DescribeStacks: () => ({ Stacks: [{ Name: 'desk' }, { Name: 'gis', DisplayName: 'Maps' }, { Name: 'b' }, {}] }),
        ListAssociatedStacks: () => ({ Names: ['b'] }),
      },
      calls: ['DescribeStacks {}', 'ListAssociatedStacks {"FleetName":"cad"}'],
      offers: [{ value: 'desk' }, { value: 'gis', description: 'Maps' }],
    },
    {
      ...{ kind: 'fleet', action: 'disassociate', on: { Name: 'cad' } },
      script: { ListAssociatedStacks: () => ({ Names: ['desk'] }) },
      ...{ calls: ['ListAssociatedStacks {"FleetName":"cad"}'], offers: [{ value: 'desk' }] },
    },
    {
      ...{ kind: 'stack', action: 'associate', on: { Name: 'desk' } },
      script: { DescribeFleets: () => ({ Fleets: [{ Name: 'cad', State: 'RUNNING' }, { Name: 'old' }] }) },
      calls: ['DescribeFleets {}'],
      offers: [{ value: 'cad', description: 'RUNNING' }, { value: 'old' }],
    },
    {
      ...{ kind: 'stack', action: 'disassociate', on: { Name: 'desk' } },
      script: { ListAssociatedFleets: () => ({ Names: ['cad'] }) },
      ...{ calls: ['ListAssociatedFleets {"StackName":"desk"}'], offers: [{ value: 'cad' }] },
    },
    {
      ...{ kind: 'entitlement', action: 'associate' },
      script: { DescribeApplications: () => ({ Applications: [{ Name: 'a', DisplayName: 'A' }, { Name: 'b' }] }) },
      calls: ['DescribeApplications {}'],
      offers: [{ value: 'a', description: 'A' }, { value: 'b' }],
    },
    {
      ...{ kind: 'application', action: 'associate', on: { Name: 'v', Arn: 'arn:v' } },
      script: {
        DescribeFleets: () => ({
          Fleets: [
            { Name: 'site', FleetType: 'ELASTIC', State: 'RUNNING' },
            { Name: 'offering', FleetType: 'ELASTIC' },
            { Name: 'cad', FleetType: 'ON_DEMAND' },
          ],
        }),
        DescribeApplicationFleetAssociations: () => ({
          ApplicationFleetAssociations: [{ FleetName: 'offering', ApplicationArn: 'arn:v' }],
        }),
      },
      calls: ['DescribeFleets {}', 'DescribeApplicationFleetAssociations {"ApplicationArn":"arn:v"}'],
      offers: [{ value: 'site', description: 'RUNNING' }],
    },
    {
      ...{ kind: 'fleet', action: 'associateApplication', on: { Name: 'site', FleetType: 'ELASTIC' } },
      script: {
        DescribeApplications: () => ({
          Applications: [
            { Name: 'v', Arn: 'arn:v', DisplayName: 'Viewer' },
            { Name: 'e', Arn: 'arn:e' },
          ],
        }),
        DescribeApplicationFleetAssociations: () => ({}),
      },
      calls: ['DescribeApplications {}', 'DescribeApplicationFleetAssociations {"FleetName":"site"}'],
      offers: [
        { value: 'arn:v', label: 'v', description: 'Viewer' },
        { value: 'arn:e', label: 'e' },
      ],
    },
    {
      ...{ kind: 'appBlockBuilder', action: 'associate' },
      script: {
        DescribeAppBlocks: () => ({
          AppBlocks: [
            { Name: 'b', Arn: 'arn:b', State: 'ACTIVE' },
            { Name: 'c', Arn: 'arn:c', PackagingType: 'CUSTOM' },
          ],
        }),
      },
      calls: ['DescribeAppBlocks {}'],
      offers: [{ value: 'arn:b', label: 'b', description: 'ACTIVE' }],
    },
    {
      ...{ kind: 'associatedFleet', action: 'stream', at: 1, on: { Name: 'cad', ImageArn: 'arn:i' } },
      script: {
        DescribeImages: () => ({
          Images: [{ Applications: [{ Name: 'qgis', DisplayName: 'QGIS' }, { Name: 'vim' }] }],
        }),
      },
      calls: ['DescribeImages {"Arns":["arn:i"]}'],
      offers: [{ value: 'qgis', description: 'QGIS' }, { value: 'vim' }],
    },
    {
      ...{ kind: 'associatedFleet', action: 'stream', at: 1, on: { Name: 'cad', ImageArn: 'arn:gone' } },
      ...{ script: { DescribeImages: () => ({}) }, calls: ['DescribeImages {"Arns":["arn:gone"]}'], offers: [] },
    },
    {
      ...{ kind: 'associatedFleet', action: 'stream', at: 1, on: { Name: 'cad' } },
      ...{ script: {}, calls: [], offers: [] },
    },
    {
      ...{ kind: 'associatedStack', action: 'stream', at: 1, on: { Name: 'desk' }, in: { FleetName: 'cad' } },
      script: {
        DescribeFleets: () => ({ Fleets: [{ Name: 'cad', State: 'RUNNING', ImageArn: 'arn:i' }] }),
        DescribeImages: () => ({ Images: [{ Applications: [{ Name: 'vim' }] }] }),
      },
      calls: ['DescribeFleets {"Names":["cad"]}', 'DescribeImages {"Arns":["arn:i"]}'],
      offers: [{ value: 'vim' }],
    },
    {
      ...{ kind: 'fleet', action: 'stream', on: { Name: 'cad' } },
      script: { ListAssociatedStacks: () => ({ Names: ['desk', 'gis'] }) },
      calls: ['ListAssociatedStacks {"FleetName":"cad"}'],
      offers: [{ value: 'desk' }, { value: 'gis' }],
    },
    {
      ...{ kind: 'user', action: 'associate' },
      script: { DescribeStacks: () => ({ Stacks: [{ Name: 'desk', DisplayName: 'Desk' }, { Name: 'gis' }] }) },
      calls: ['DescribeStacks {}'],
      offers: [{ value: 'desk', description: 'Desk' }, { value: 'gis' }],
    },
    {
      ...{ kind: 'user', action: 'disassociate', on: { UserName: 'ana' } },
      script: { DescribeUserStackAssociations: () => ({ UserStackAssociations: [{ StackName: 'desk' }] }) },
      calls: ['DescribeUserStackAssociations {"UserName":"ana","AuthenticationType":"USERPOOL"}'],
      offers: [{ value: 'desk' }],
    },
    {
      ...{ kind: 'stack', action: 'associateUsers' },
      script: { DescribeUsers: () => ({ Users: [{ UserName: 'ana', FirstName: 'Ana', LastName: 'Li' }] }) },
      calls: ['DescribeUsers {"AuthenticationType":"USERPOOL"}'],
      offers: [{ value: 'ana', description: 'Ana Li' }],
    },
    {
      ...{ kind: 'stack', action: 'disassociateUsers', on: { Name: 'desk' } },
      script: { DescribeUserStackAssociations: () => ({ UserStackAssociations: [{ UserName: 'ana' }] }) },
      calls: ['DescribeUserStackAssociations {"StackName":"desk","AuthenticationType":"USERPOOL"}'],
      offers: [{ value: 'ana' }],
    },
  ];
  for (const { kind, action, on = {}, in: scope = {}, at = 0, script, calls, offers } of cases) {
    it(`${kind}.${action} of ${JSON.stringify(on)}: ${JSON.stringify(offers)}`, async () => {
      const api = scriptedApi(script);
      const ask = actionOf(kind, action).asks?.[at];
      assert.deepEqual(await ask?.choices?.({ api, resource: on, scope, signal }, {}), offers);
      assert.deepEqual(api.calls, calls);
    });
  }
});

interface Lost {
  readonly kind: KindName;
  readonly action: ActionName;
  readonly on?: object;
  readonly in?: Scope;
  readonly answers?: Answers;
  readonly input?: Values;
  readonly script: Script;
  /** Undefined when a look can't tell. */
  readonly done: boolean | undefined;
}

describe('When the answer to a change was lost, a check finds', () => {
  const pair = { StackName: 'desk', UserName: 'ana' };
  const cases: Lost[] = [
    ...[true, false].flatMap((there): Lost[] => {
      const stacks: Script = { ListAssociatedStacks: () => ({ Names: there ? ['gis', 'desk'] : ['gis'] }) };
      const fleets: Script = { ListAssociatedFleets: () => ({ Names: there ? ['old', 'cad'] : ['old'] }) };
      const offered: Script = {
        DescribeApplicationFleetAssociations: () => ({
          ApplicationFleetAssociations: [{ ApplicationArn: 'arn:e' }, ...(there ? [{ ApplicationArn: 'arn:v' }] : [])],
        }),
      };
      const blocks: Script = {
        DescribeAppBlockBuilderAppBlockAssociations: () => ({
          AppBlockBuilderAppBlockAssociations: [{ AppBlockArn: arn(there ? 'app-block/b' : 'app-block/c') }],
        }),
      };
      const apps: Script = {
        ListEntitledApplications: () => ({ EntitledApplications: [{ ApplicationIdentifier: there ? 'QGIS' : 'vim' }] }),
      };
      const pairs: Script = {
        DescribeUserStackAssociations: () => ({
          UserStackAssociations: [{ ...pair, StackName: 'gis', UserName: 'bo' }, ...(there ? [pair] : [])],
        }),
      };
      const answers = { 'UserStackAssociations.StackName': 'desk', 'UserStackAssociations.UserName': 'ana' };
      const fleet = { Name: 'cad' };
      const stack = { Name: 'desk' };
      return [
        { kind: 'fleet', action: 'associate', on: fleet, answers: { StackName: 'desk' }, script: stacks, done: there },
        {
          ...{ kind: 'fleet', action: 'disassociate', on: fleet, answers: { StackName: 'desk' } },
          ...{ script: stacks, done: !there },
        },
        { kind: 'stack', action: 'associate', on: stack, answers: { FleetName: 'cad' }, script: fleets, done: there },
        {
          ...{ kind: 'stack', action: 'disassociate', on: stack, answers: { FleetName: 'cad' } },
          ...{ script: fleets, done: !there },
        },
        {
          ...{ kind: 'fleet', action: 'associateApplication', on: { Name: 'site' } },
          ...{ answers: { ApplicationArn: 'arn:v' }, script: offered, done: there },
        },
        {
          ...{ kind: 'application', action: 'associate', on: { Arn: 'arn:v' } },
          ...{ answers: { FleetName: 'site' }, script: offered, done: there },
        },
        {
          ...{ kind: 'appBlockBuilder', action: 'associate', on: { Name: 'packer' } },
          ...{ answers: { AppBlockArn: arn('app-block/b') }, script: blocks, done: there },
        },
        {
          ...{ kind: 'entitlement', action: 'associate', on: { Name: 'staff' }, in: { StackName: 'desk' } },
          ...{ answers: { ApplicationIdentifier: 'QGIS' }, script: apps, done: there },
        },
        { kind: 'user', action: 'associate', on: { UserName: 'ana' }, answers, script: pairs, done: there },
        { kind: 'user', action: 'disassociate', on: { UserName: 'ana' }, answers, script: pairs, done: !there },
        { kind: 'stack', action: 'associateUsers', on: stack, answers, script: pairs, done: there },
        { kind: 'stack', action: 'disassociateUsers', on: stack, answers, script: pairs, done: !there },
        {
          ...{ kind: 'stack', action: 'associateUserList', on: stack },
          ...{ input: { UserStackAssociations: [{ UserName: 'ana' }] }, script: pairs, done: there },
        },
        { kind: 'userStack', action: 'disassociate', on: pair, script: pairs, done: !there },
        { kind: 'stackUser', action: 'disassociate', on: pair, script: pairs, done: !there },
      ];
    }),
    ...(['ACTIVE', 'PENDING', 'EXPIRED'] as const).map(State => ({
      ...{ kind: 'session' as const, action: 'expire' as const, on: { Id: 's-1' }, done: State === 'EXPIRED' },
      script: {
        DescribeSessions: () => ({
          Sessions: [
            { Id: 's-1', State },
            { Id: 's-2', State: 'EXPIRED' },
          ],
        }),
      },
    })),
    {
      ...{ kind: 'session', action: 'expire', on: { Id: 's-1' }, done: true },
      script: { DescribeSessions: () => ({ Sessions: [{ Id: 's-2', State: 'ACTIVE' }] }) },
    },
    ...[
      { now: [{ SoftwareName: 'Office', Status: 'INSTALLED' }], done: false },
      { now: [{ SoftwareName: 'Office', Status: 'STAGED_FOR_UNINSTALLATION' }], done: true },
      { now: [{ SoftwareName: 'Visio', Status: 'INSTALLED' }], done: true },
    ].map(({ now, done }) => ({
      ...{ kind: 'software' as const, action: 'disassociate' as const, done },
      on: { SoftwareName: 'Office', Status: 'INSTALLED' },
      script: { DescribeSoftwareAssociations: () => ({ SoftwareAssociations: now }) },
    })),
    ...[
      { now: [{ Status: 'INSTALLED' }, { Status: 'STAGED_FOR_INSTALLATION' }], done: false },
      { now: [{ Status: 'INSTALLED' }, { Status: 'PENDING_INSTALLATION' }, {}], done: true },
    ].map(({ now, done }) => ({
      ...{ kind: 'imageBuilder' as const, action: 'deploySoftware' as const, on: { Name: 'packer' }, done },
      script: { DescribeSoftwareAssociations: () => ({ SoftwareAssociations: now }) },
    })),
    ...[
      { now: ['Office'], done: false },
      { now: ['Visio', 'Office'], done: true },
    ].map(({ now, done }) => ({
      ...{ kind: 'imageBuilder' as const, action: 'associateSoftware' as const, on: { Name: 'packer' }, done },
      input: { SoftwareNames: ['Office', 'Visio'] },
      script: {
        DescribeSoftwareAssociations: () => ({ SoftwareAssociations: now.map(SoftwareName => ({ SoftwareName })) }),
      },
    })),
    ...[
      { region: connection.region, script: { DescribeImages: () => ({ Images: [{}] }) }, done: true },
      { region: connection.region, script: { DescribeImages: notFound }, done: false },
      { region: 'us-east-1', script: {}, done: undefined },
    ].map(({ region, script, done }) => ({
      ...{ kind: 'image' as const, action: 'copy' as const, on: { Name: 'base' }, script, done },
      input: { DestinationRegion: region, DestinationImageName: 'copy' },
    })),
    ...[
      { script: { DescribeImages: () => ({ Images: [{}] }) }, done: true },
      { script: { DescribeImages: () => ({ Images: [] }) }, done: false },
    ].map(given => ({
      ...{ kind: 'image' as const, action: 'update' as const, on: { Name: 'base' }, input: { newImageName: 'new' } },
      ...given,
    })),
    ...[
      { shared: [{ sharedAccountId: '2', imagePermissions: { allowFleet: true } }], done: true },
      { shared: [{ sharedAccountId: '2', imagePermissions: { allowFleet: false } }], done: false },
      { shared: [{ sharedAccountId: '3', imagePermissions: { allowFleet: true } }], done: false },
    ].map(({ shared, done }) => ({
      ...{ kind: 'image' as const, action: 'share' as const, on: { Name: 'base' }, done },
      input: { SharedAccountId: '2', ImagePermissions: { allowFleet: true } },
      script: { DescribeImagePermissions: () => ({ SharedImagePermissionsList: shared }) },
    })),
    ...[
      { now: { team: 'blue', cost: 'x' }, asked: { team: 'blue' }, done: true },
      { now: { team: 'red' }, asked: { team: 'blue' }, done: false },
      { now: { group: 'blue' }, asked: { group: 'blue' }, done: true },
      { now: { group: 'blue', team: 'red' }, asked: { group: 'blue' }, done: false },
      { now: undefined, asked: { team: 'blue' }, done: false },
    ].map(({ now, asked, done }) => ({
      ...{
        kind: 'tag' as const,
        action: 'edit' as const,
        on: { Key: 'team', Value: 'red' },
        in: { ResourceArn: 'arn:x' },
      },
      ...{ input: { Tags: asked }, done },
      script: {
        ListTagsForResource: ({ ResourceArn }: object & { ResourceArn?: unknown }) =>
          ResourceArn === 'arn:x' ? { Tags: now } : {},
      },
    })),
    ...[
      { tasks: [{ AmiName: 'base', State: 'EXPORTING' }], done: true },
      { tasks: [{ AmiName: 'base' }], done: true },
      { tasks: [{ AmiName: 'base', State: 'COMPLETED' }], done: undefined },
      {
        tasks: [
          { AmiName: 'base', State: 'FAILED' },
          { AmiName: 'base', State: 'TIMED_OUT' },
        ],
        done: undefined,
      },
      {
        tasks: [
          { AmiName: 'base', State: 'FAILED' },
          { AmiName: 'base', State: 'EXPORTING' },
        ],
        done: true,
      },
      { tasks: [{ AmiName: 'other', State: 'EXPORTING' }], done: false },
    ].map(({ tasks, done }) => ({
      ...{ kind: 'image' as const, action: 'export' as const, on: { Name: 'base' }, input: { AmiName: 'base' }, done },
      script: { ListExportImageTasks: () => ({ ExportImageTasks: tasks }) },
    })),
  ];
  for (const { kind, action, on = {}, in: scope = {}, answers = {}, input = {}, script, done } of cases) {
    const words = done === undefined ? 'not whether it was carried out' : done ? 'it done' : 'it not done';
    it(`${words}: ${kind}.${action}`, async () => {
      const api = scriptedApi(script);
      const { proof } = actionOf(kind, action);
      assert.ok(typeof proof === 'object' && 'isDone' in proof);
      assert.equal(await proof.isDone({ api, resource: on, scope, signal }, answers, input), done);
    });
  }
});
