// When actions are offered, what stands in their way, what their questions name, and what their forms hold at first.
import * as assert from 'node:assert/strict';

import type { Values } from '../../../src/forms/field';
import type { Answers, Form } from '../../../src/kinds/action';
import { wholeInput } from '../../../src/kinds/action';
import { kindNamed } from '../../../src/kinds/all';
import type { Scope } from '../../../src/kinds/listing';
import type { ActionName, KindName } from '../../../src/kinds/names';
import { streamedApplications } from '../../../src/kinds/parts/streaming';
import { actionOf } from '../../support/actionOf';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

describe('The actions offered', () => {
  const own = { Visibility: 'PRIVATE', State: 'AVAILABLE' };
  const windows = { Platform: 'WINDOWS_SERVER_2022' };
  const onBuilder = { AssociatedResource: 'arn:b', ImageBuilderName: 'packer' };
  const cases: { kind: KindName; given: object; in?: Scope; offers: ActionName[] }[] = [
    { kind: 'image', given: own, offers: ['copy', 'update', 'export', 'share', 'delete'] },
    { kind: 'image', given: { ...own, State: 'FAILED' }, offers: ['delete'] },
    { kind: 'image', given: { ...own, State: 'COPYING' }, offers: [] },
    { kind: 'image', given: { Visibility: 'PRIVATE' }, offers: [] },
    { kind: 'image', given: { ...own, Visibility: 'SHARED' }, offers: [] },
    {
      ...{ kind: 'imageBuilder', given: { ...windows, State: 'RUNNING' } },
      offers: ['stop', 'stream', 'associateSoftware', 'deploySoftware', 'delete'],
    },
    {
      ...{ kind: 'imageBuilder', given: { State: 'STOPPED' } },
      offers: ['start', 'associateSoftware', 'delete'],
    },
    { kind: 'imageBuilder', given: { State: 'RUNNING', Platform: 'RHEL8' }, offers: ['stop', 'stream', 'delete'] },
    { kind: 'imageBuilder', given: { State: 'FAILED' }, offers: ['delete'] },
    { kind: 'imageBuilder', given: { State: 'PENDING' }, offers: [] },
    { kind: 'imageBuilder', given: {}, offers: [] },
    { kind: 'session', given: { State: 'ACTIVE', InstanceDrainStatus: 'ACTIVE' }, offers: ['drain', 'expire'] },
    { kind: 'session', given: { State: 'ACTIVE', InstanceDrainStatus: 'DRAINING' }, offers: ['expire'] },
    { kind: 'session', given: { State: 'PENDING', InstanceDrainStatus: 'ACTIVE' }, offers: ['expire'] },
    { kind: 'session', given: { State: 'EXPIRED' }, offers: [] },
    { kind: 'software', given: { Status: 'INSTALLED' }, in: onBuilder, offers: ['disassociate'] },
    { kind: 'software', given: { Status: 'STAGED_FOR_INSTALLATION' }, in: onBuilder, offers: ['disassociate'] },
    { kind: 'software', given: { Status: 'FAILED_TO_INSTALL' }, in: onBuilder, offers: ['retry', 'disassociate'] },
    { kind: 'software', given: { Status: 'FAILED_TO_UNINSTALL' }, in: onBuilder, offers: ['retry', 'disassociate'] },
    { kind: 'software', given: { Status: 'PENDING_INSTALLATION' }, in: onBuilder, offers: [] },
    { kind: 'software', given: {}, in: onBuilder, offers: [] },
    { kind: 'software', given: { Status: 'FAILED_TO_INSTALL' }, in: { AssociatedResource: 'arn:image' }, offers: [] },
    {
      ...{ kind: 'entitlement', given: { AppVisibility: 'ASSOCIATED' } },
      offers: ['update', 'associate', 'delete'],
    },
    { kind: 'entitlement', given: { AppVisibility: 'ALL' }, offers: ['update', 'delete'] },
  ];
  for (const { kind, given, in: scope = {}, offers } of cases) {
    it(`for ${kind} ${JSON.stringify(given)}${kind === 'software' ? ` in ${JSON.stringify(scope)}` : ''} are ${offers.join(', ') || 'none'}`, () => {
      const found = kindNamed(kind).actions.filter(action => action.when?.(given, scope) ?? true);
      assert.deepEqual(
        found.map(({ name }) => name),
        offers,
      );
    });
  }
});

describe('The blockers of a deletion', () => {
  const image = { Name: 'base', Arn: arn('image/base') };
  const fleets = [
    { Name: 'cad', ImageArn: image.Arn, DomainJoinInfo: { DirectoryName: 'Corp.example.com' } },
    { Name: 'other', ImageArn: arn('image/other'), DomainJoinInfo: { DirectoryName: 'lab.example.com' } },
    { ImageArn: image.Arn, DomainJoinInfo: { DirectoryName: 'corp.example.com' } },
    { Name: 'bare' },
  ];
  const script: Script = {
    DescribeFleets: () => ({ Fleets: fleets }),
    DescribeImageBuilders: () => ({ ImageBuilders: [{ ...fleets[0], Name: 'packer' }] }),
    DescribeImagePermissions: ({ Name }) =>
      Name === 'base' ? { SharedImagePermissionsList: [{ sharedAccountId: '2' }, {}] } : {},
    DescribeApplications: () => ({
      Applications: [
        { Name: 'v', AppBlockArn: 'arn:b' },
        { Name: 'w', AppBlockArn: 'arn:c' },
        { AppBlockArn: 'arn:b' },
      ],
    }),
    DescribeApplicationFleetAssociations: ({ ApplicationArn }) => ({
      ApplicationFleetAssociations: ApplicationArn === 'arn:v' ? [{ FleetName: 'site' }, {}] : [],
    }),
    DescribeAppBlockBuilderAppBlockAssociations: ({ AppBlockArn, AppBlockBuilderName }) => ({
      AppBlockBuilderAppBlockAssociations:
        AppBlockArn === 'arn:b' || AppBlockBuilderName === 'packer'
          ? [{ AppBlockBuilderName: 'packer', AppBlockArn: arn('app-block/b') }, {}]
          : [],
    }),
    ListAssociatedStacks: ({ FleetName }) => ({ Names: FleetName === 'cad' ? ['desk'] : [] }),
    ListAssociatedFleets: ({ StackName }) => ({ Names: StackName === 'desk' ? ['cad'] : [] }),
  };
  const cases: { kind: KindName; given: object; finds: string[][] }[] = [
    { kind: 'fleet', given: { Name: 'cad' }, finds: [['desk']] },
    { kind: 'stack', given: { Name: 'desk' }, finds: [['cad']] },
    { kind: 'image', given: image, finds: [['cad'], ['packer'], ['2']] },
    { kind: 'image', given: { Name: 'new', Arn: arn('image/new') }, finds: [[], [], []] },
    { kind: 'directoryConfig', given: { DirectoryName: 'corp.EXAMPLE.com' }, finds: [['cad'], ['packer']] },
    { kind: 'directoryConfig', given: {}, finds: [[], []] },
    { kind: 'application', given: { Arn: 'arn:v' }, finds: [['site']] },
    { kind: 'appBlock', given: { Arn: 'arn:b' }, finds: [['v'], ['packer']] },
    { kind: 'appBlockBuilder', given: { Name: 'packer' }, finds: [['b']] },
  ];
  for (const { kind, given, finds } of cases) {
    it(`of ${kind} ${JSON.stringify(given)} are ${JSON.stringify(finds)}`, async () => {
      const target = { api: scriptedApi(script), resource: given, scope: {}, signal };
      const { blockers = [] } = actionOf(kind, 'delete');
      assert.deepEqual(await Promise.all(blockers.map(async blocker => blocker.find(target))), finds);
    });
  }
});

describe('A question names', () => {
  const answers: Answers = {
    ...{ StackName: 'desk', FleetName: 'cad', 'UserStackAssociations.StackName': 'desk\ngis' },
    'UserStackAssociations.UserName': 'a\nb\nc\nd\ne\nf\ng',
  };
  const cases: { kind: KindName; action: ActionName; on?: object; in?: Scope; names: (string | undefined)[] }[] = [
    { kind: 'fleet', action: 'disassociate', names: ['desk'] },
    { kind: 'stack', action: 'disassociate', names: ['cad'] },
    { kind: 'associatedFleet', action: 'disassociate', in: { StackName: 'desk' }, names: ['desk'] },
    { kind: 'associatedStack', action: 'disassociate', in: { FleetName: 'cad' }, names: ['cad'] },
    { kind: 'imagePermission', action: 'delete', in: { Name: 'base' }, names: ['base'] },
    { kind: 'applicationFleet', action: 'disassociate', on: { ApplicationArn: arn('application/v') }, names: ['v'] },
    { kind: 'fleetApplication', action: 'disassociate', on: { FleetName: 'site' }, names: ['site'] },
    { kind: 'builderAppBlock', action: 'disassociate', on: { AppBlockBuilderName: 'packer' }, names: ['packer'] },
    { kind: 'blockBuilder', action: 'disassociate', on: { AppBlockArn: arn('app-block/b') }, names: ['b'] },
    { kind: 'entitlement', action: 'delete', in: { StackName: 'desk' }, names: ['desk'] },
    { kind: 'entitledApplication', action: 'disassociate', in: { EntitlementName: 'staff' }, names: ['staff'] },
    { kind: 'theme', action: 'delete', in: { StackName: 'desk' }, names: ['desk'] },
    { kind: 'session', action: 'expire', on: { StackName: 'desk', FleetName: 'cad' }, names: ['desk', 'cad'] },
    { kind: 'software', action: 'retry', in: { ImageBuilderName: 'packer' }, names: ['packer'] },
    { kind: 'user', action: 'disassociate', names: ['desk, gis'] },
    { kind: 'stack', action: 'disassociateUsers', names: ['a, b, c, d, e and 2 more'] },
    { kind: 'userStack', action: 'disassociate', on: { UserName: 'ana' }, names: ['ana'] },
    { kind: 'tag', action: 'remove', in: { ResourceArn: arn('fleet/cad') }, names: ['fleet/cad'] },
    { kind: 'stackUser', action: 'disassociate', on: { StackName: 'desk' }, names: ['desk'] },
  ];
  for (const { kind, action, on = {}, in: scope = {}, names } of cases) {
    it(`${names.join(' and ')} before ${kind}.${action}`, () => {
      assert.deepEqual(actionOf(kind, action).confirm?.names?.(on, scope, answers), names);
    });
  }
});

describe('A form', () => {
  const described = { Name: 'base', DisplayName: 'Base', Description: 'Bare', State: 'AVAILABLE' };
  const filled: { kind: KindName; action: ActionName; on: object; holds: Values }[] = [
    {
      ...{ kind: 'image', action: 'copy', on: described },
      holds: { DestinationImageName: 'base', DestinationImageDescription: 'Bare' },
    },
    { kind: 'image', action: 'copy', on: { Name: 'base' }, holds: { DestinationImageName: 'base' } },
    {
      ...{ kind: 'image', action: 'update', on: described },
      holds: { newImageDisplayName: 'Base', newImageDescription: 'Bare' },
    },
    { kind: 'image', action: 'update', on: { Name: 'base' }, holds: {} },
    {
      ...{ kind: 'image', action: 'share', on: described },
      holds: { ImagePermissions: { allowFleet: true, allowImageBuilder: false } },
    },
    { kind: 'image', action: 'export', on: described, holds: { AmiName: 'base' } },
    {
      ...{ kind: 'imagePermission', action: 'update', on: { imagePermissions: { allowFleet: true } } },
      holds: { ImagePermissions: { allowFleet: true } },
    },
    { kind: 'theme', action: 'update', on: {}, holds: {} },
    { kind: 'theme', action: 'update', on: { ThemeTitleText: 'Maps' }, holds: { TitleText: 'Maps' } },
    { kind: 'tag', action: 'edit', on: { Key: 'team', Value: 'blue' }, holds: { Tags: { team: 'blue' } } },
    { kind: 'stack', action: 'update', on: {}, holds: {} },
    {
      ...{ kind: 'stack', action: 'update', on: { ApplicationSettings: { Enabled: false, S3BucketName: 'b' } } },
      holds: { ApplicationSettings: { Enabled: false } },
    },
    {
      ...{ kind: 'stack', action: 'update', on: { ApplicationSettings: { Enabled: true, SettingsGroup: 'all' } } },
      holds: { ApplicationSettings: { Enabled: true, SettingsGroup: 'all' } },
    },
    { kind: 'stack', action: 'associateUserList', on: {}, holds: { UserStackAssociations: [{}] } },
  ];
  for (const { kind, action, on, holds } of filled) {
    it(`of ${kind}.${action} for ${JSON.stringify(on)} holds ${JSON.stringify(holds)}`, () => {
      assert.deepEqual(actionOf(kind, action).form?.values?.(on), holds);
    });
  }

  const elsewhere = arn('image/shared').replace('123456789012', '210987654321');
  const ofInstances = { Platform: undefined, MaxConcurrentSessions: undefined, SessionScriptS3Location: undefined };
  const fleets: { given: object; holds: Values }[] = [
    {
      given: {
        Arn: arn('fleet/a'),
        ImageName: 'base',
        ImageArn: arn('image/base'),
        ComputeCapacityStatus: { Desired: 3 },
      },
      holds: { ComputeCapacity: { DesiredInstances: 3 }, ImageName: 'base', ImageArn: undefined, ...ofInstances },
    },
    {
      given: { ComputeCapacityStatus: { Desired: 3, DesiredUserSessions: 9 }, ImageName: 'base' },
      holds: { ComputeCapacity: { DesiredSessions: 9 }, ImageName: 'base', ImageArn: undefined, ...ofInstances },
    },
    {
      given: { Arn: arn('fleet/a'), ImageArn: arn('image/base'), ImageName: '' },
      holds: { ImageName: 'base', ImageArn: undefined, ...ofInstances },
    },
    {
      given: { Arn: arn('fleet/a'), ImageName: 'shared', ImageArn: elsewhere },
      holds: { ImageName: undefined, ImageArn: elsewhere, ...ofInstances },
    },
    {
      given: { Arn: 'arn:aws:appstream:eu-west-1::fleet/a', ImageArn: 'arn:aws:appstream:eu-west-1::image/public' },
      holds: { ImageName: undefined, ImageArn: 'arn:aws:appstream:eu-west-1::image/public', ...ofInstances },
    },
    {
      given: { FleetType: 'ELASTIC', ComputeCapacityStatus: { Desired: 3 }, ImageArn: elsewhere, Platform: 'RHEL8' },
      holds: {
        ...{ ImageName: undefined, ImageArn: undefined, ComputeCapacity: undefined, DomainJoinInfo: undefined },
        MaxSessionsPerInstance: undefined,
      },
    },
  ];
  for (const { given, holds } of fleets) {
    it(`of a fleet ${JSON.stringify(given)} holds ${JSON.stringify(holds)}, to update or duplicate it`, () => {
      assert.deepEqual(actionOf('fleet', 'update').form?.values?.(given), holds);
      assert.deepEqual(kindNamed('fleet').desired?.(given), holds);
    });
  }

  it('of a duplicated image builder leaves out its agent version', () => {
    assert.deepEqual(kindNamed('imageBuilder').desired?.({ ImageName: 'base', AppstreamAgentVersion: 'x' }), {
      ...{ ImageName: 'base', ImageArn: undefined, AppstreamAgentVersion: undefined },
    });
  });

  const locks: { given: object; open: string[]; locked: string[] }[] = [
    { given: { State: 'STOPPED' }, open: ['InstanceType', 'DisplayName'], locked: [] },
    {
      ...{ given: { State: 'RUNNING' }, open: ['DisplayName', 'ComputeCapacity', 'ImageName'] },
      locked: ['InstanceType', 'VpcConfig', 'MaxConcurrentSessions'],
    },
    {
      ...{ given: { State: 'RUNNING', FleetType: 'ELASTIC' }, open: ['DisplayName', 'MaxConcurrentSessions'] },
      locked: ['InstanceType', 'ComputeCapacity', 'ImageName'],
    },
  ];
  for (const { given, open, locked } of locks) {
    it(`of a fleet ${JSON.stringify(given)} locks ${locked.join(', ') || 'nothing'}, and not ${open.join(', ')}`, () => {
      const reasons = actionOf('fleet', 'update').form?.locked?.(given) ?? {};
      for (const member of locked) assert.ok(reasons[member], member);
      for (const member of open) assert.equal(reasons[member], undefined, member);
      if (!locked.length) assert.deepEqual(reasons, {});
    });
  }

  it('knows the type of a fleet without showing it', () => {
    const { form } = actionOf('fleet', 'update');
    assert.deepEqual(form?.known?.({}), { FleetType: 'ON_DEMAND' });
    assert.deepEqual(form?.known?.({ FleetType: 'ELASTIC' }), { FleetType: 'ELASTIC' });
  });

  const sent: { kind: KindName; action: ActionName; on: object; in?: Scope; adds: Values }[] = [
    { kind: 'fleet', action: 'update', on: { Name: 'cad' }, adds: { Name: 'cad' } },
    { kind: 'stack', action: 'update', on: { Name: 'desk' }, adds: { Name: 'desk' } },
    { kind: 'stack', action: 'streamForm', on: { Name: 'desk' }, adds: { StackName: 'desk' } },
    { kind: 'application', action: 'update', on: { Name: 'v' }, adds: { Name: 'v' } },
    { kind: 'appBlockBuilder', action: 'update', on: { Name: 'p' }, adds: { Name: 'p' } },
    { kind: 'image', action: 'copy', on: { Name: 'base' }, adds: { SourceImageName: 'base' } },
    { kind: 'image', action: 'update', on: { Name: 'base' }, adds: { existingImageName: 'base' } },
    { kind: 'image', action: 'share', on: { Name: 'base' }, adds: { Name: 'base' } },
    { kind: 'image', action: 'export', on: { Name: 'base' }, adds: { ImageName: 'base' } },
    { kind: 'imageBuilder', action: 'associateSoftware', on: { Name: 'p' }, adds: { ImageBuilderName: 'p' } },
    { kind: 'directoryConfig', action: 'update', on: { DirectoryName: 'corp' }, adds: { DirectoryName: 'corp' } },
    {
      ...{ kind: 'imagePermission', action: 'update', on: { sharedAccountId: '2' }, in: { Name: 'base' } },
      adds: { Name: 'base', SharedAccountId: '2' },
    },
    {
      ...{ kind: 'entitlement', action: 'update', on: { Name: 'staff' }, in: { StackName: 'desk' } },
      adds: { Name: 'staff', StackName: 'desk' },
    },
    { kind: 'theme', action: 'update', on: {}, in: { StackName: 'desk' }, adds: { StackName: 'desk' } },
  ];
  for (const { kind, action, on, in: scope = {}, adds } of sent) {
    it(`of ${kind}.${action} adds ${JSON.stringify(adds)} to what was entered`, () => {
      const form = actionOf(kind, action).form as Form;
      assert.deepEqual(wholeInput(form, on, scope, { Entered: 'x' }), { ...adds, Entered: 'x' });
    });
  }

  const made: { kind: KindName; holds: Values; entered: Values; id: string | undefined }[] = [
    {
      kind: 'fleet',
      holds: {
        ...{ FleetType: 'ON_DEMAND', InstanceType: 'stream.standard.medium' },
        ComputeCapacity: { DesiredInstances: 1 },
      },
      ...{ entered: { Name: 'cad' }, id: 'cad' },
    },
    { kind: 'stack', holds: {}, entered: { Name: 'desk' }, id: 'desk' },
    { kind: 'stack', holds: {}, entered: { Name: 7 }, id: undefined },
    {
      ...{ kind: 'imageBuilder', holds: { InstanceType: 'stream.standard.medium' } },
      ...{ entered: { Name: 'p' }, id: 'p' },
    },
    {
      kind: 'appBlockBuilder',
      holds: { Platform: 'WINDOWS_SERVER_2019', InstanceType: 'stream.standard.medium' },
      ...{ entered: { Name: 'p' }, id: 'p' },
    },
    { kind: 'appBlock', holds: { PackagingType: 'CUSTOM' }, entered: { Name: 'b' }, id: 'b' },
    { kind: 'entitlement', holds: { AppVisibility: 'ASSOCIATED' }, entered: { Name: 'staff' }, id: 'staff' },
    { kind: 'directoryConfig', holds: {}, entered: { DirectoryName: 'corp' }, id: 'corp' },
    { kind: 'theme', holds: {}, entered: { TitleText: 'Maps' }, id: 'Maps' },
  ];
  for (const { kind, holds, entered, id } of made) {
    it(`for a new ${kind} holds ${JSON.stringify(holds)} at first, and ${JSON.stringify(entered)} makes ${id}`, () => {
      const create = kindNamed(kind).create ?? assert.fail(kind);
      assert.deepEqual(create.form.values?.(undefined) ?? {}, holds);
      assert.equal(create.id(entered), id);
    });
  }
});

describe('The applications of a fleet', () => {
  it('are those of its image', async () => {
    const api = scriptedApi({
      DescribeFleets: () => ({ Fleets: [{ Name: 'cad', ImageArn: 'arn:i' }] }),
      DescribeImages: () => ({ Images: [{ Applications: [{ Name: 'qgis' }] }] }),
    });
    assert.deepEqual(await streamedApplications(api, 'cad', signal), [{ value: 'qgis' }]);
    assert.deepEqual(api.calls, ['DescribeFleets {"Names":["cad"]}', 'DescribeImages {"Arns":["arn:i"]}']);
  });

  it('are none if there is no fleet', async () => {
    assert.deepEqual(await streamedApplications(scriptedApi({ DescribeFleets: () => ({}) }), 'x', signal), []);
  });
});

describe('A user of the user pool', () => {
  const cases = [
    {
      given: { Enabled: true, Status: 'CONFIRMED', FirstName: 'Ana', LastName: 'Li' },
      state: 'ENABLED',
      detail: 'Ana Li · CONFIRMED',
    },
    { given: { Enabled: false, Status: 'UNCONFIRMED' }, state: 'DISABLED', detail: 'UNCONFIRMED' },
    { given: { LastName: 'Li' }, state: undefined, detail: 'Li' },
  ];
  for (const { given, state, detail } of cases) {
    it(`${JSON.stringify(given)} is shown as ${state ?? 'without a state'}, ${detail}`, () => {
      const user = kindNamed('user');
      assert.deepEqual([user.state?.(given), user.detail?.(given)], [state, detail]);
    });
  }

  it('is created in the user pool', () => {
    const form = kindNamed('user').create?.form as Form;
    assert.deepEqual(form.fixed?.(undefined, {}), { AuthenticationType: 'USERPOOL' });
  });

  it('is described with all others, because the API has no other way', async () => {
    const api = scriptedApi({ DescribeUsers: () => ({ Users: [{ UserName: 'ana' }] }) });
    const found = await kindNamed('user').describe?.(api, [{ UserName: 'ana' }], {}, signal);
    assert.deepEqual(found, [{ UserName: 'ana' }]);
    assert.deepEqual(api.calls, ['DescribeUsers {"AuthenticationType":"USERPOOL"}']);
  });
});
