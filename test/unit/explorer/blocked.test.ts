// What makes AWS refuse a deletion is looked up before anything is asked.
import * as assert from 'node:assert/strict';

import { isRead } from '../../../src/api/core/readOnly';
import { blockerNode, findBlocked } from '../../../src/explorer/plan/blocked';
import { blockedText } from '../../../src/explorer/show/blockedText';
import { actionNamed } from '../../../src/explorer/tree/actions';
import type { Node } from '../../../src/explorer/tree/node';
import { kindNamed, kinds } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { connection, someone } from '../../support/scriptedApi';

const signal = new AbortController().signal;

async function blockedIn(kind: KindName, script: Script) {
  const { explorer, api, rows } = explorerUnderTest(script, { pageSize: 2 });
  const nodes = await rows(kind);
  const action = nodes[0] && actionNamed(nodes[0], 'delete');
  assert.ok(action);
  const shown = nodes.map(node => ({ node, actor: someone }));
  return { explorer, api, blocked: await findBlocked(explorer, action, shown, signal) };
}

const arn = (what: string): string => `arn:aws:appstream:eu-west-1:123456789012:${what}`;
const image = { Name: 'cad', Arn: arn('image/cad'), Visibility: 'PRIVATE', State: 'AVAILABLE' };
const block = { Name: 'gis', Arn: arn('app-block/gis') };
const pair = { AppBlockArn: block.Arn, AppBlockBuilderName: 'packer' };
const application = { Name: 'viewer', Arn: arn('application/viewer'), AppBlockArn: block.Arn };
const associations = 'DescribeAppBlockBuilderAppBlockAssociations';
const joined = { DomainJoinInfo: { DirectoryName: 'Corp.example.com' } };

const cases: readonly { given: string; kind: KindName; script: Script; says: string | undefined }[] = [
  {
    given: 'a fleet with a stack',
    kind: 'fleet',
    script: {
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => ({ Names: ['office'] }),
    },
    says: 'Stack office is associated with the fleet. Disassociate it first.',
  },
  {
    given: 'a fleet with many stacks, on two pages',
    kind: 'fleet',
    script: {
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
      ListAssociatedStacks: ({ NextToken }) =>
        NextToken === undefined ? { Names: ['a', 'b', 'c', 'd'], NextToken: '1' } : { Names: ['e', 'f', 'g'] },
    },
    says: 'Stacks a, b, c, d, e and 2 more are associated with the fleet. Disassociate them first.',
  },
  {
    given: 'a fleet without a stack',
    kind: 'fleet',
    script: {
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => ({ Names: [] }),
    },
    says: undefined,
  },
  {
    given: 'a fleet whose stacks nobody may list',
    kind: 'fleet',
    script: {
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => Promise.reject(new Error('AccessDenied')),
    },
    says: undefined,
  },
  {
    given: 'a stack with a fleet',
    kind: 'stack',
    script: {
      DescribeStacks: () => ({ Stacks: [{ Name: 'office' }] }),
      ListAssociatedFleets: () => ({ Names: ['dev'] }),
    },
    says: 'Fleet dev is associated with the stack. Disassociate it first.',
  },
  {
    given: 'an image that is shared, and used by a fleet and builders; others use an image of the same name',
    kind: 'image',
    script: {
      DescribeImages: () => ({ Images: [image] }),
      DescribeFleets: () => ({
        Fleets: [
          { Name: 'dev', ImageName: 'cad', ImageArn: image.Arn },
          { Name: 'other', ImageName: 'cad', ImageArn: arn('image/cad').replace('123456789012', '210987654321') },
        ],
      }),
      DescribeImageBuilders: () => ({
        ImageBuilders: [
          { Name: 'one', ImageArn: image.Arn },
          { Name: 'two', ImageArn: image.Arn },
        ],
      }),
      DescribeImagePermissions: () => ({ SharedImagePermissionsList: [{ sharedAccountId: '210987654321' }] }),
    },
    says:
      'Fleet dev uses the image. Give the fleet another image, or delete the fleet. ' +
      'Image builders one, two were created from the image. Delete them first. ' +
      'The image is shared with account 210987654321. Stop sharing it first.',
  },
  {
    given: 'an image whose fleets nobody may list, and that is shared',
    kind: 'image',
    script: {
      DescribeImages: () => ({ Images: [image] }),
      DescribeImageBuilders: () => ({}),
      DescribeImagePermissions: () => ({ SharedImagePermissionsList: [{ sharedAccountId: '210987654321' }] }),
    },
    says: 'The image is shared with account 210987654321. Stop sharing it first.',
  },
  {
    given: 'an app block with an application and a builder',
    kind: 'appBlock',
    script: {
      DescribeAppBlocks: () => ({ AppBlocks: [block] }),
      DescribeApplications: () => ({ Applications: [application, { Name: 'else', AppBlockArn: 'other' }] }),
      [associations]: () => ({ AppBlockBuilderAppBlockAssociations: [pair] }),
    },
    says:
      'Application viewer uses the app block. Delete the application first. ' +
      'App block builder packer is associated with the app block. Disassociate it first.',
  },
  {
    given: 'an app block builder with an app block',
    kind: 'appBlockBuilder',
    script: {
      DescribeAppBlockBuilders: () => ({ AppBlockBuilders: [{ Name: 'packer', State: 'STOPPED' }] }),
      [associations]: () => ({ AppBlockBuilderAppBlockAssociations: [pair] }),
    },
    says: 'App block gis is associated with the builder. Disassociate it first.',
  },
  {
    given: 'an application with a fleet',
    kind: 'application',
    script: {
      DescribeApplications: () => ({ Applications: [application] }),
      DescribeApplicationFleetAssociations: () => ({ ApplicationFleetAssociations: [{ FleetName: 'elastic' }] }),
    },
    says: 'Fleet elastic is associated with the application. Disassociate it first.',
  },
  {
    given: 'a directory config whose domain a fleet and a builder joined',
    kind: 'directoryConfig',
    script: {
      DescribeDirectoryConfigs: () => ({ DirectoryConfigs: [{ DirectoryName: 'corp.example.com' }] }),
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', ...joined }, { Name: 'free' }] }),
      DescribeImageBuilders: () => ({ ImageBuilders: [{ Name: 'one', ...joined }] }),
    },
    says:
      'Fleet dev is joined to the domain. Delete the fleet or remove it from the domain first. ' +
      'Image builder one is joined to the domain. Delete the image builder first.',
  },
];

describe('What AWS would refuse', () => {
  for (const { given, kind, script, says } of cases) {
    it(`is known before ${given} is deleted: ${says ?? 'nothing'}`, async () => {
      const { blocked, api } = await blockedIn(kind, script);
      assert.deepEqual(blocked.map(blockedText), says === undefined ? [] : [says]);
      assert.ok(api.calls.every(call => isRead(call.split(' ')[0] ?? '')));
    });
  }

  it('is listed separately for each of several resources', async () => {
    const { blocked } = await blockedIn('fleet', {
      DescribeFleets: () => ({ Fleets: ['dev', 'free'].map(Name => ({ Name, State: 'STOPPED' })) }),
      ListAssociatedStacks: ({ FleetName }) => ({ Names: FleetName === 'dev' ? ['office'] : [] }),
    });
    assert.deepEqual(
      blocked.map(({ node }) => node.id.split('/').at(-1)),
      ['dev'],
    );
  });

  const shown = async (kind: KindName, script: Script): Promise<(Node | undefined)[]> => {
    const { explorer, blocked } = await blockedIn(kind, script);
    const [first] = blocked;
    assert.ok(first);
    return Promise.all(first.found.map(({ blocker, ids }) => blockerNode(explorer, first, blocker, ids[0] ?? '')));
  };

  it('leads to the blocking resource, however far down its list it is', async () => {
    const [stack] = await shown('fleet', {
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => ({ Names: ['office'] }),
      DescribeStacks: () => ({ Stacks: ['a', 'b', 'c', 'd', 'office'].map(Name => ({ Name })) }),
    });
    assert.equal(stack?.id, `${connection.key}/stack/office`);
  });

  it('leads to the association if ending that is enough', async () => {
    const [association] = await shown('appBlockBuilder', {
      DescribeAppBlockBuilders: () => ({ AppBlockBuilders: [{ Name: 'packer', State: 'STOPPED' }] }),
      [associations]: () => ({ AppBlockBuilderAppBlockAssociations: [pair] }),
    });
    assert.equal(association?.id, `${connection.key}/appBlockBuilder/packer/builderAppBlock/gis`);
  });

  it("leads to the list if it can't be loaded, and the list says why", async () => {
    const [list] = await shown('fleet', {
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => ({ Names: ['office'] }),
    });
    assert.equal(list?.id, `${connection.key}/stack`);
  });

  it('leads nowhere if the tree has no list of that kind', async () => {
    const { explorer, blocked } = await blockedIn('fleet', {
      DescribeFleets: () => ({ Fleets: [{ Name: 'dev', State: 'STOPPED' }] }),
      ListAssociatedStacks: () => ({ Names: ['office'] }),
    });
    const [first] = blocked;
    const blocker = first?.found[0]?.blocker;
    assert.ok(first && blocker);
    assert.equal(await blockerNode(explorer, first, { ...blocker, kind: 'userStack' }, 'office'), undefined);
  });

  it('is not looked up for an action that nothing blocks', async () => {
    const { explorer, api, row } = explorerUnderTest({ DescribeStacks: () => ({ Stacks: [{ Name: 'office' }] }) });
    const node = await row('stack');
    const update = actionNamed(node, 'update') ?? assert.fail();
    assert.deepEqual(await findBlocked(explorer, update, [{ node, actor: someone }], signal), []);
    assert.deepEqual(api.calls, ['DescribeStacks {}']);
  });

  const all = kinds.flatMap(kind => kind.actions.map(action => ({ kind, action })));

  it('is described in whole sentences with names, and only with existing kinds', () => {
    for (const { kind, action } of all) {
      for (const { one, many, show, kind: other, remedy } of action.blockers ?? []) {
        assert.ok(action.confirm, `${kind.name}.${action.name}`);
        for (const text of [one, many]) assert.match(text, /^[A-Z].*\{0\}.*\.$/);
        assert.match(show, /^Show .*\{0\}$/);
        assert.ok(kinds.some(({ name }) => name === other));
        if (!remedy) continue;
        const [actions, name] =
          'own' in remedy ? [kind.actions, remedy.own] : [kindNamed(other).actions, remedy.theirs];
        const removing = actions.find(action => action.name === name);
        // A plan does it without a question of its own, and then looks whether it is done.
        assert.ok(
          removing && !removing.form && (typeof removing.proof !== 'string') !== (removing.proof === 'gone'),
          name,
        );
        if ('own' in remedy) {
          assert.deepEqual(
            removing.asks?.map(({ member }) => member),
            [remedy.member],
          );
        } else {
          assert.ok(kind.children?.some(child => child.kind === other));
        }
      }
    }
  });
});
