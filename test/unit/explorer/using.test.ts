// Rows of images say which fleets and image builders use them. The lists of the tree tell, and no image is asked by itself.
import * as assert from 'node:assert/strict';

import { present } from '../../../src/explorer/show/present';
import type { GroupNode, Node } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import type { Users } from '../../../src/kinds/kind';
import { imageDetail } from '../../../src/kinds/parts/imageDetail';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { refusal } from '../../support/planWorld';
import type { Script } from '../../support/scriptedApi';

const minute = 60_000;
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:image/${name}`;
const soon = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Fleets by name, with the image of each. */
let fleets: Record<string, string> = {};

const own = (Name: string): object => ({ Name, Arn: arn(Name), State: 'AVAILABLE', Visibility: 'PRIVATE' });

const answers: Script = {
  DescribeImages: () => ({ Images: [own('cad'), own('lab'), own('old')] }),
  DescribeFleets: () => ({
    Fleets: Object.entries(fleets).map(([Name, image]) => ({ Name, ImageName: image, ImageArn: arn(image) })),
  }),
  DescribeImageBuilders: () => ({ ImageBuilders: [{ Name: 'maker', ImageArn: arn('lab'), State: 'STOPPED' }] }),
};

function explore(over: Script = {}, pageSize = 100) {
  fleets = { design: 'cad', gis: 'cad' };
  let time = 1_000_000;
  const setup = explorerUnderTest({ ...answers, ...over }, { pageSize, now: () => time });
  const { explorer, api, group, changed } = setup;
  const images: GroupNode = group('image').sections?.[0] ?? assert.fail('no section');
  const draw = (nodes: readonly Node[]): string[] =>
    nodes.flatMap(node => (node.kind === 'resource' ? `${nameOf(node)}: ${present(node).description}` : []));
  const show = async (): Promise<readonly Node[]> => {
    const nodes = await explorer.children(images);
    explorer.wantUsers(images);
    return nodes;
  };
  return {
    ...{ ...setup, images },
    pass: (ms: number) => void (time += ms),
    /** Opens the list of images as VS Code does, and once more when it is to be drawn again. */
    open: async (): Promise<string[]> => {
      await show();
      for (let turn = 0; turn < 10; turn++) await soon();
      return draw(await show());
    },
    asked: () => api.calls.splice(0).map(call => call.split(' ')[0]),
    /** Whether rows of the list are drawn again, and the list isn't: VS Code would give up to reveal one of its rows. */
    redrawn: () => {
      const drawn = changed.splice(0);
      assert.ok(drawn.filter(node => node === images).length < 2); // once when it was loaded
      return drawn.some(node => node?.kind === 'resource' && node.parent === images);
    },
  };
}

describe('The row of an image', () => {
  it('says who uses it, after one look at each list of the Region, which is kept', async () => {
    const { open, asked, redrawn } = explore();
    const rows = [
      'cad: used by 2 fleets · AVAILABLE',
      'lab: used by 1 image builder · AVAILABLE',
      'old: unused · AVAILABLE',
    ];
    assert.deepEqual(await open(), rows);
    assert.deepEqual(asked().sort(), ['DescribeFleets', 'DescribeImageBuilders', 'DescribeImages']);
    assert.ok(redrawn());
    assert.deepEqual(await open(), rows);
    assert.deepEqual([asked(), redrawn()], [[], false]);
  });

  it('costs no request for fleets before the list of images is opened, nor if the tree has them', async () => {
    const { explorer, open, asked, group, images } = explore();
    await explorer.children(group('image'));
    await explorer.children(images);
    assert.deepEqual(asked(), ['DescribeImages'], 'who looks for an image does not show its list');
    await explorer.children(group('fleet'));
    assert.deepEqual(asked(), ['DescribeFleets']);
    await open();
    assert.deepEqual(asked(), ['DescribeImageBuilders']);
  });

  it('follows a fleet that gets another image', async () => {
    const { explorer, open, redrawn, row } = explore();
    await open();
    redrawn();
    fleets['gis'] = 'old';
    await explorer.describeInBackground(await row('fleet', 'gis'));
    assert.ok(redrawn());
    assert.deepEqual((await open()).slice(0, 1), ['cad: used by 1 fleet · AVAILABLE']);
  });

  it('has the fleets asked again when its own list is, and theirs is older than a minute', async () => {
    const { explorer, open, asked, images, pass } = explore();
    await open();
    pass(minute);
    asked();
    await open();
    assert.deepEqual(asked(), [], 'no list of images was loaded again');
    fleets['lab'] = 'old';
    await explorer.refresh(images);
    assert.deepEqual((await open()).slice(2), ['old: used by 1 fleet · AVAILABLE']);
    assert.deepEqual(asked().sort(), ['DescribeFleets', 'DescribeImageBuilders', 'DescribeImages']);
  });

  it('calls none unused if not all who could use it are known', async () => {
    const denied = explore({
      DescribeImageBuilders: () => {
        throw refusal('denied', 'DescribeImageBuilders');
      },
    });
    const rows = ['cad: used by 2 or more · AVAILABLE', 'lab: AVAILABLE', 'old: AVAILABLE'];
    assert.deepEqual(await denied.open(), rows);
    denied.asked();
    await denied.open();
    assert.deepEqual(denied.asked(), [], 'what is denied is not asked again');
    const first = explore({ DescribeImages: () => ({ Images: [own('cad')] }) }, 1);
    assert.deepEqual(await first.open(), ['cad: used by 1 or more · AVAILABLE']);
  });

  it('is found by the filter used:no, or used:yes', async () => {
    const { explorer, open, images } = explore();
    await open();
    explorer.filters.set(images, 'used:no');
    assert.deepEqual(await open(), ['old: unused · AVAILABLE']);
    explorer.filters.set(images, 'used:y');
    assert.equal((await open()).length, 2);
  });
});

describe('What the row of an image says of it', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  const some = (counts: Users['counts'], isWhole = true): Users => ({ counts, isWhole });
  const image = { Name: 'cad', Visibility: 'PRIVATE', Platform: 'RHEL8' } as const;
  const created = (time: string) => ({ ...image, CreatedTime: new Date(time) });
  const cases: [string, Parameters<typeof imageDetail>[0], Users | undefined, string][] = [
    ['whose users are not known', image, undefined, 'RHEL8'],
    ['that nobody uses', image, some({}), 'unused · RHEL8'],
    ['that is shared', { ...image, ImageSharedWithOthers: 'TRUE' }, some({}), 'shared · RHEL8'],
    ['with both', image, some({ fleet: 1, imageBuilder: 2 }), 'used by 1 fleet · used by 2 image builders · RHEL8'],
    ["of another account, which isn't called unused", { ...image, Visibility: 'SHARED' }, some({}), 'RHEL8'],
    [
      'with an older agent',
      { ...image, LatestAppstreamAgentVersion: 'FALSE' },
      undefined,
      'newer agent available · RHEL8',
    ],
    ['of six months', created('2026-05-20T00:00:00Z'), some({}), 'unused · 6 months old · RHEL8'],
    ['of less than six months', created('2026-06-10T00:00:00Z'), some({}), 'unused · RHEL8'],
    ['of AWS that is old', { ...created('2024-01-01T00:00:00Z'), Visibility: 'PUBLIC' }, some({}), 'RHEL8'],
  ];
  for (const [what, given, users, detail] of cases) {
    it(`is "${detail}" for one ${what}`, () => assert.equal(imageDetail(given, { users, now }), detail));
  }
});
