// What the kinds around images, their software and their exports say, beyond what the explorer does with every kind.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { Connection } from '../../../src/aws/connection';
import { present } from '../../../src/explorer/show/present';
import { actionNamed, availableActions } from '../../../src/explorer/tree/actions';
import type { GroupNode, Node } from '../../../src/explorer/tree/node';
import { ActionRefused } from '../../../src/kinds/action';
import type { Scope } from '../../../src/kinds/listing';
import type { KindName } from '../../../src/kinds/names';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { connection, scriptedApi, someone } from '../../support/scriptedApi';

const { signal } = new AbortController();
const other: Connection = { ...connection, key: 'profile:prod/us-east-1', region: 'us-east-1' };

const error = (code: string): ApiError =>
  new ApiError('No.', { reason: 'invalid', operation: 'X', code, retryable: false, nextStep: '' });

/** The groups and sections of two Regions of a profile, found by the ends of their ids. */
function explore(script: Script) {
  const { explorer, api, region, row } = explorerUnderTest(script, { connections: [connection, other] });
  const groups = region.parent.regions.flatMap(each => each.groups.flatMap(one => [one, ...(one.sections ?? [])]));
  const group = (end: string): GroupNode => groups.find(({ id }) => id.endsWith(end)) ?? assert.fail(end);
  return { explorer, api, group, row };
}

const own = (Name: string): object => ({ Name, Arn: `arn:x:${Name}`, State: 'AVAILABLE', Visibility: 'PRIVATE' });
const named = (calls: readonly string[]): string[] => calls.map(call => call.split(' ')[0] ?? '');

describe('Updating an image', () => {
  const cases = [
    { given: 'it can be updated', can: true, calls: ['dryRun:true', 'dryRun:false'], refused: false },
    {
      given: 'it can be updated, which the real run does not repeat',
      can: true,
      real: { image: { Name: 'j' } },
      calls: ['dryRun:true', 'dryRun:false'],
      refused: false,
    },
    {
      given: 'it can be updated, though the real run says no beside the new image',
      can: true,
      real: { image: { Name: 'j' }, canUpdateImage: false },
      calls: ['dryRun:true', 'dryRun:false'],
      refused: false,
    },
    {
      given: 'it is up to date by the time of the real run',
      can: true,
      real: { canUpdateImage: false },
      calls: ['dryRun:true', 'dryRun:false'],
      refused: true,
    },
    { given: 'it is up to date', can: false, calls: ['dryRun:true'], refused: true },
    { given: 'the service does not say whether it can', can: undefined, calls: ['dryRun:true'], refused: true },
  ];
  for (const { given, can, real = { canUpdateImage: can }, calls, refused } of cases) {
    it(`when ${given} ${refused ? 'is refused with an explanation' : 'is a dry run, then the update'}`, async () => {
      const runs: string[] = [];
      const { explorer, row } = explore({
        DescribeImages: () => ({ Images: [own('i')] }),
        CreateUpdatedImage({ dryRun, existingImageName, newImageName }) {
          assert.deepEqual([existingImageName, newImageName], ['i', 'j']);
          runs.push(`dryRun:${String(dryRun)}`);
          return dryRun === true ? { canUpdateImage: can } : real;
        },
      });
      const image = await row('image');
      const update = actionNamed(image, 'update');
      assert.ok(update);
      const updating = explorer.perform({ node: image, actor: someone }, update, {}, signal, { newImageName: 'j' });
      if (refused) {
        await assert.rejects(updating, (thrown: Error) => {
          assert.ok(thrown instanceof ActionRefused);
          assert.match(thrown.message, /image "i" is up to date/);
          return true;
        });
      } else {
        await updating;
      }
      assert.deepEqual(runs, calls);
      assert.equal(image.failure, undefined);
    });
  }
});

describe('Importing an image', () => {
  const cases = [
    { given: 'DryRunOperationException, which is a yes', code: 'DryRunOperationException', creates: true },
    { given: 'InvalidRoleException', code: 'InvalidRoleException', creates: false },
  ];
  for (const { given, code, creates } of cases) {
    it(`${creates ? 'continues' : 'ends'} when the dry run answers ${given}`, async () => {
      const made: string[] = [];
      const { explorer, group } = explore({
        DescribeImages: () => ({ Images: made.map(own) }),
        CreateImportedImage({ DryRun, Name }) {
          if (DryRun === true) throw error(code);
          made.push(String(Name));
          return {};
        },
      });
      const creating = explorer.create(group('eu-west-1/image'), someone, { Name: 'new' }, signal);
      if (creates) assert.equal((await creating).node?.parent.id, group('eu-west-1/image:private').id);
      else await assert.rejects(creating, { code });
      assert.deepEqual(made, creates ? ['new'] : []);
    });
  }

  it('is offered only at Images and its private ones', () => {
    const { group } = explore({});
    const offered = (end: string): boolean => present(group(end)).tokens.includes(';group.image;');
    assert.deepEqual(
      ['/image', '/image:private', '/image:shared', '/image:public', '/image:exports'].map(end =>
        offered(`eu-west-1${end}`),
      ),
      [true, true, false, false, false],
    );
  });
});

describe('Copying an image', () => {
  for (const region of ['eu-west-1', 'us-east-1']) {
    it(`to ${region} refreshes the lists there`, async () => {
      const { explorer, api, group, row } = explore({
        DescribeImages: () => ({ Images: [own('i')] }),
        CopyImage: () => ({}),
      });
      const image = await row('image');
      await explorer.children(group('us-east-1/image:private'));
      await explorer.children(group('us-east-1/image:public'));
      const copy = actionNamed(image, 'copy');
      assert.ok(copy);
      const before = api.calls.length;
      await explorer.perform({ node: image, actor: someone }, copy, {}, signal, {
        DestinationImageName: 'j',
        DestinationRegion: region,
      });
      // The image itself, its own Region's list, and the two of the other Region when it is copied there.
      const expected = ['CopyImage', ...Array<string>(region === 'us-east-1' ? 4 : 2).fill('DescribeImages')];
      assert.deepEqual(named(api.calls.slice(before)), expected);
    });
  }
});

describe('Exports of images', () => {
  it('are listed below Images, are a kind of their own, and are described one by one', async () => {
    const tasks = ['t1', 't2'].map(TaskId => ({ TaskId, AmiName: `ami of ${TaskId}`, State: 'EXPORTING' }));
    const { explorer, api, group } = explore({
      ListExportImageTasks: () => ({ ExportImageTasks: tasks }),
      GetExportImageTask: ({ TaskId }) => ({
        ExportImageTask: {
          TaskId,
          AmiName: 'x',
          State: 'FAILED',
          ErrorDetails: [{ ErrorCode: 'E', ErrorMessage: 'm' }],
        },
      }),
    });
    const exportsOf = group('eu-west-1/image:exports');
    assert.equal(exportsOf.resourceKind.name, 'exportImageTask');
    const [first] = await explorer.children(exportsOf);
    assert.equal(present(first as Node).description, 'EXPORTING');
    await explorer.refresh(first);
    assert.deepEqual(named(api.calls), ['ListExportImageTasks', 'GetExportImageTask']);
    const looks = present(first as Node);
    assert.match(looks.description ?? '', /^FAILED · ⚠ E/);
    assert.deepEqual(looks.notes, ['E: m']);
  });

  const made: { tasks: object[]; was: boolean | undefined }[] = [
    { tasks: [], was: false },
    { tasks: [{ AmiName: 'other', State: 'EXPORTING' }], was: false },
    { tasks: [{ AmiName: 'a', State: 'EXPORTING' }], was: true },
    { tasks: [{ AmiName: 'a', State: 'DANCING' }], was: true },
    { tasks: [{ AmiName: 'a', State: 'TIMED_OUT' }], was: undefined },
    { tasks: [{ AmiName: 'a', State: 'COMPLETED' }], was: undefined },
    { tasks: [{ AmiName: 'a', State: 'FAILED' }], was: undefined },
    { tasks: [{ AmiName: 'a', State: 'FAILED' }, { AmiName: 'a' }], was: true },
  ];
  for (const { tasks, was } of made) {
    const known = was === undefined ? 'may or may not have begun' : was ? 'has begun' : 'has not begun';
    it(`${known} if the answer was lost and AWS lists ${JSON.stringify(tasks)}`, async () => {
      const api = scriptedApi({ ListExportImageTasks: () => ({ ExportImageTasks: tasks }) });
      const image = nodeOf('image', own('i'));
      const proof = actionNamed(image, 'export')?.proof;
      assert.ok(typeof proof === 'object' && 'isDone' in proof);
      const target = { api, resource: image.resource, scope: {}, signal };
      assert.equal(await proof.isDone(target, {}, { AmiName: 'a' }), was);
    });
  }

  it('are listed again when Images is refreshed', async () => {
    const { explorer, api, group } = explore({ ListExportImageTasks: () => ({}), DescribeImages: () => ({}) });
    await explorer.children(group('eu-west-1/image:exports'));
    await explorer.children(group('us-east-1/image:private'));
    await explorer.refresh(group('eu-west-1/image'));
    assert.deepEqual(named(api.calls), ['ListExportImageTasks', 'DescribeImages', 'ListExportImageTasks']);
  });
});

describe('The actions offered for', () => {
  const builder = { ImageBuilderName: 'b', AssociatedResource: 'arn' };
  const cases: { of: string; kind: KindName; resource: object; scope?: Scope; offers: string[] }[] = [
    {
      of: 'a session of a multi-session fleet',
      kind: 'session',
      resource: { Id: '1', State: 'ACTIVE', InstanceDrainStatus: 'ACTIVE' },
      offers: ['drain', 'expire'],
    },
    {
      of: 'a session whose instance is draining',
      kind: 'session',
      resource: { Id: '1', State: 'ACTIVE', InstanceDrainStatus: 'DRAINING' },
      offers: ['expire'],
    },
    {
      of: 'a session that has its instance to itself',
      kind: 'session',
      resource: { Id: '1', State: 'ACTIVE', InstanceDrainStatus: 'NOT_APPLICABLE' },
      offers: ['expire'],
    },
    {
      of: 'installed software of an image builder',
      kind: 'software',
      resource: { SoftwareName: 's', Status: 'INSTALLED' },
      scope: builder,
      offers: ['disassociate'],
    },
    {
      of: 'software that failed to install',
      kind: 'software',
      resource: { SoftwareName: 's', Status: 'FAILED_TO_INSTALL' },
      scope: builder,
      offers: ['retry', 'disassociate'],
    },
    {
      of: 'software that is being installed',
      kind: 'software',
      resource: { SoftwareName: 's', Status: 'PENDING_INSTALLATION' },
      scope: builder,
      offers: [],
    },
    {
      of: 'software of an image, which is as it is',
      kind: 'software',
      resource: { SoftwareName: 's', Status: 'INSTALLED' },
      scope: { AssociatedResource: 'arn' },
      offers: [],
    },
    {
      of: 'an account that an image is shared with',
      kind: 'imagePermission',
      resource: { sharedAccountId: '1' },
      scope: { Name: 'i' },
      offers: ['update', 'delete'],
    },
  ];
  for (const { of, kind, resource, scope = {}, offers } of cases) {
    it(`${of}: ${offers.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(
        availableActions(nodeOf(kind, resource, scope)).map(({ name }) => name),
        offers,
      ));
  }
});

describe('The request that is sent when', () => {
  const cases: {
    what: string;
    kind: KindName;
    action: string;
    resource: object;
    scope: Scope;
    sends: string;
  }[] = [
    {
      what: 'failed software is tried again, for the whole image builder',
      kind: 'software',
      action: 'retry',
      resource: { SoftwareName: 's', Status: 'FAILED_TO_INSTALL' },
      scope: { ImageBuilderName: 'b', AssociatedResource: 'arn' },
      sends: 'StartSoftwareDeploymentToImageBuilder {"ImageBuilderName":"b","RetryFailedDeployments":true}',
    },
    {
      what: 'software is taken from an image builder',
      kind: 'software',
      action: 'disassociate',
      resource: { SoftwareName: 's', Status: 'INSTALLED' },
      scope: { ImageBuilderName: 'b', AssociatedResource: 'arn' },
      sends: 'DisassociateSoftwareFromImageBuilder {"ImageBuilderName":"b","SoftwareNames":["s"]}',
    },
    {
      what: 'an image is no longer shared with an account',
      kind: 'imagePermission',
      action: 'delete',
      resource: { sharedAccountId: '1' },
      scope: { Name: 'i' },
      sends: 'DeleteImagePermissions {"Name":"i","SharedAccountId":"1"}',
    },
    {
      what: "an account's permissions for an image are changed",
      kind: 'imagePermission',
      action: 'update',
      resource: { sharedAccountId: '1' },
      scope: { Name: 'i' },
      sends: 'UpdateImagePermissions {"Name":"i","SharedAccountId":"1"}',
    },
  ];
  for (const { what, kind, action, resource, scope, sends } of cases) {
    it(`${what}: ${sends.split(' ')[0]}`, async () => {
      const operation = sends.split(' ')[0] ?? '';
      const api = scriptedApi({ [operation]: () => ({}) });
      const at = nodeOf(kind, resource, scope);
      await actionNamed(at, action)?.perform({ api, resource, scope, signal }, {}, {});
      assert.deepEqual(api.calls, [sends]);
    });
  }
});
