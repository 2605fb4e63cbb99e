// How lists are sorted and grouped, what their rows say about it, and what is kept.
import * as assert from 'node:assert/strict';

import { present } from '../../../src/explorer/show/present';
import type { Arrangement } from '../../../src/explorer/tree/arrangement';
import { groupingsOf, sortingsOf } from '../../../src/explorer/tree/arrangement';
import { findNode } from '../../../src/explorer/tree/findNode';
import type { BucketNode, GroupNode, Node } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import { kinds } from '../../../src/kinds/all';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';

const image = (name: string): string => `arn:aws:appstream:eu-west-1:1:image/${name}`;
const fleets = [
  { Name: 'cad', State: 'RUNNING', CreatedTime: new Date(3000), ImageName: 'win-2022' },
  { Name: 'lab-10', State: 'STOPPED', CreatedTime: new Date(1000), ImageArn: image('win-2025') },
  { Name: 'lab-9', State: 'STOPPED', CreatedTime: new Date(4000) },
  { Name: 'office', State: 'RUNNING', ImageArn: image('win-2022') },
];

function explore(options: Parameters<typeof explorerUnderTest>[1] = {}) {
  let now: readonly object[] = fleets;
  const script: Script = {
    DescribeFleets: input => {
      const { Names } = input as { readonly Names?: readonly string[] };
      return { Fleets: Names ? now.filter(fleet => Names.includes((fleet as { Name: string }).Name)) : now };
    },
    DescribeStacks: () => ({ Stacks: [{ Name: 'b', CreatedTime: new Date(1) }, { Name: 'a' }] }),
  };
  const setup = explorerUnderTest(script, options);
  const { explorer } = setup;
  const looks = (node: Node) => present(node, 0, explorer.filters, explorer.arrangements);
  const words = (node: Node): string =>
    node.kind === 'resource' ? nameOf(node) : `${looks(node).label} ${looks(node).description ?? ''}`.trim();
  /** The rows below a list, each with those below it in brackets. */
  async function show(group: GroupNode): Promise<string> {
    const rows = await explorer.children(group);
    const each = rows.map(async row => {
      const below = row.kind === 'bucket' ? await explorer.children(row) : [];
      return below.length ? `${words(row)} [${below.map(words).join(' ')}]` : words(row);
    });
    return (await Promise.all(each)).join(' ');
  }
  const says = (node: Node): string => looks(node).description ?? '';
  return { ...setup, show, says, answer: (next: readonly object[]) => void (now = next) };
}

describe('An arranged list', () => {
  const table: { given: string; change: Partial<Arrangement>; shows: string; says: string }[] = [
    { given: 'as usual', change: {}, shows: 'cad lab-9 lab-10 office', says: '4 · 2 RUNNING' },
    {
      given: 'sorted by state, then by name',
      change: { sort: 'state' },
      shows: 'cad office lab-9 lab-10',
      says: '4 · 2 RUNNING · sorted by state',
    },
    {
      given: 'sorted by creation, the newest first and those without a time last',
      change: { sort: 'created' },
      shows: 'lab-9 cad lab-10 office',
      says: '4 · 2 RUNNING · newest first',
    },
    {
      given: 'grouped by state',
      change: { group: 'state' },
      shows: 'RUNNING 2 [cad office] STOPPED 2 [lab-9 lab-10]',
      says: '4 · 2 RUNNING · grouped by state',
    },
    {
      given: 'grouped by image, whether AWS names it or its ARN',
      change: { group: 'image' },
      shows: 'No image 1 [lab-9] win-2022 2 [cad office] win-2025 1 [lab-10]',
      says: '4 · 2 RUNNING · grouped by image',
    },
    {
      given: 'grouped and sorted',
      change: { group: 'state', sort: 'created' },
      shows: 'RUNNING 2 [cad office] STOPPED 2 [lab-9 lab-10]',
      says: '4 · 2 RUNNING · newest first · grouped by state',
    },
  ];
  for (const { given, change, shows, says: expected } of table) {
    it(`is shown ${given}, and no request is sent`, async () => {
      const { explorer, group, rows, show, says, api } = explore();
      await rows('fleet');
      api.calls.length = 0;
      explorer.arrangements.set(group('fleet'), change);
      assert.equal(await show(group('fleet')), shows);
      assert.equal(says(group('fleet')), expected);
      assert.deepEqual(api.calls, []);
    });
  }

  it('shows only what matches its filter, without empty groups', async () => {
    const { explorer, group, show, says } = explore();
    const list = group('fleet');
    explorer.arrangements.set(list, { group: 'state' });
    explorer.filters.set(list, 'lab');
    assert.equal(await show(list), 'STOPPED 2 [lab-9 lab-10]');
    assert.equal(says(list), '2 of 4 · lab · grouped by state');
    explorer.filters.set(list, 'zebra');
    assert.match(await show(list), /^Nothing matches/);
  });

  it('keeps its groups when it is drawn again, and finds resources in them', async () => {
    const { explorer, group } = explore();
    const list = group('fleet');
    explorer.arrangements.set(list, { group: 'image' });
    const before = await explorer.children(list);
    assert.deepEqual(await explorer.children(list), before);
    for (const [at, bucket] of before.entries()) {
      assert.equal((await explorer.children(list))[at], bucket);
      for (const node of await explorer.children(bucket)) {
        assert.equal(explorer.parent(node), bucket);
        assert.equal(await findNode(explorer, node.id), node);
      }
      assert.equal(explorer.parent(bucket), list);
    }
  });

  it('is refreshed as a whole from one of its groups', async () => {
    const { explorer, group, api } = explore();
    const list = group('fleet');
    explorer.arrangements.set(list, { group: 'state' });
    const [bucket] = (await explorer.children(list)) as BucketNode[];
    assert.ok(bucket);
    api.calls.length = 0;
    await explorer.refresh(bucket);
    assert.deepEqual(api.calls, ['DescribeFleets {}']);
  });

  const changes: { given: string; arrangement: Partial<Arrangement>; to: string; redraws: 'row' | 'list' }[] = [
    { given: 'its state is another, but as many run', arrangement: {}, to: 'STARTING', redraws: 'row' },
    { given: 'it runs now, so that the count is another', arrangement: {}, to: 'RUNNING', redraws: 'list' },
    { given: 'the list is sorted by state', arrangement: { sort: 'state' }, to: 'STARTING', redraws: 'list' },
    { given: 'the list is grouped by state', arrangement: { group: 'state' }, to: 'STARTING', redraws: 'list' },
    { given: 'the list is grouped by image', arrangement: { group: 'image' }, to: 'STARTING', redraws: 'row' },
    { given: 'nothing is another', arrangement: { sort: 'state' }, to: 'STOPPED', redraws: 'row' },
  ];
  it('is redrawn when a resource gets another image and the list is grouped by image', async () => {
    const { explorer, group, row, changed, answer, show } = explore();
    const list = group('fleet');
    const node = await row('fleet', 'lab-9');
    explorer.arrangements.set(list, { group: 'image' });
    await show(list);
    answer(fleets.map(fleet => (fleet.Name === 'lab-9' ? { ...fleet, ImageName: 'win-2025' } : fleet)));
    changed.length = 0;
    await explorer.refresh(node);
    assert.ok(changed.includes(list));
    assert.equal(await show(list), 'win-2022 2 [cad office] win-2025 2 [lab-9 lab-10]');
  });

  for (const { given, arrangement, to, redraws } of changes) {
    it(`redraws the ${redraws} when a resource is described and ${given}`, async () => {
      const { explorer, group, row, changed, answer } = explore();
      const list = group('fleet');
      const node = await row('fleet', 'lab-9');
      explorer.arrangements.set(list, arrangement);
      for (const shown of await explorer.children(list)) await explorer.children(shown);
      answer(fleets.map(fleet => (fleet.Name === 'lab-9' ? { ...fleet, State: to } : fleet)));
      changed.length = 0;
      await explorer.refresh(node);
      assert.ok(changed.length);
      const drawn = new Set(changed);
      assert.equal(drawn.has(list), redraws === 'list');
      assert.equal(drawn.has(node), redraws === 'row');
    });
  }

  it('says how many are loaded if there are more', async () => {
    const { group, rows, says } = explore({ pageSize: 3 });
    await rows('fleet');
    assert.equal(says(group('fleet')), '3+ · 1 RUNNING');
  });

  it('says only how many there are, if nothing of its kind runs', async () => {
    const { group, rows, says } = explore();
    await rows('stack');
    assert.equal(says(group('stack')), '2');
  });
});

describe('The arrangements of lists', () => {
  it('are kept for the next window, without the usual ones', async () => {
    const first = explore();
    first.explorer.arrangements.set(first.group('fleet'), { sort: 'state', group: 'image' });
    first.explorer.arrangements.set(first.group('stack'), { sort: 'created' });
    first.explorer.arrangements.set(first.group('stack'), { sort: 'name' });
    const kept = first.explorer.arrangements.kept();
    assert.deepEqual(kept, { [first.group('fleet').id]: { sort: 'state', group: 'image' } });
    const next = explore({ arrangements: kept });
    assert.equal(
      await next.show(next.group('fleet')),
      'No image 1 [lab-9] win-2022 2 [cad office] win-2025 1 [lab-10]',
    );
    next.explorer.setRoots([]);
    assert.deepEqual(next.explorer.arrangements.kept(), {});
  });

  it('are as usual where a kind has no such choice any more', () => {
    const { explorer, group } = explore();
    const id = group('stack').id;
    const next = explore({ arrangements: { [id]: { sort: 'state', group: 'image' } } });
    assert.deepEqual(next.explorer.arrangements.arrangementOf(next.group('stack')), { sort: 'name', group: undefined });
    assert.deepEqual(explorer.arrangements.arrangementOf(group('stack')), { sort: 'name', group: undefined });
  });

  for (const kind of kinds) {
    it(`are offered for what the kind has: ${kind.name}`, () => {
      assert.deepEqual(
        [sortingsOf(kind).includes('state'), sortingsOf(kind).includes('created'), groupingsOf(kind).includes('image')],
        [kind.state !== undefined, kind.created !== undefined, kind.images !== undefined],
      );
      // A list that can be sorted by creation shows the time, too.
      const labels = kind
        .facts?.({ CreatedTime: new Date(1), StartTime: new Date(1) })
        .filter(({ value }) => value instanceof Date && value.getTime() === 1);
      assert.equal(labels?.length ?? 0, kind.created ? 1 : 0);
    });
  }
});
