// Filters in the tree: which rows lists show, what they say, and how much work that is.
import * as assert from 'node:assert/strict';

import { filterMessage } from '../../../src/explorer/show/filterTexts';
import { present } from '../../../src/explorer/show/present';
import { findNode } from '../../../src/explorer/tree/findNode';
import type { GroupNode, Node } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import { actionOf } from '../../support/actionOf';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    Name: `fleet-${index}`,
    Arn: `arn:aws:appstream:eu-west-1:1:fleet/fleet-${index}`,
    State: index % 2 ? 'STOPPED' : 'RUNNING',
  }));

function explore(fleets: object[] = numbered(10), options: Parameters<typeof explorerUnderTest>[1] = {}) {
  let now = fleets;
  const script: Script = {
    DescribeFleets: input => {
      const { Names } = input as { readonly Names?: readonly string[] };
      return { Fleets: Names ? now.filter(fleet => Names.includes((fleet as { Name: string }).Name)) : now };
    },
    DescribeStacks: () => ({ Stacks: [{ Name: 'office' }, { Name: 'fleet-office' }] }),
    DescribeUsers: () => ({ Users: [{ UserName: 'ann', AuthenticationType: 'USERPOOL', Enabled: true }] }),
    DescribeSessions: () => ({ Sessions: [] }),
    StartFleet: ({ Name: started }) => {
      now = now.map(fleet => ({
        ...fleet,
        ...((fleet as { Name: string }).Name === started && { State: 'STARTING' }),
      }));
      return {};
    },
    ListAssociatedStacks: () => ({ Names: ['office'] }),
    ListTagsForResource: () => ({ Tags: { env: 'prod' } }),
  };
  const setup = explorerUnderTest(script, options);
  const { explorer } = setup;
  const show = async (group: GroupNode): Promise<string[]> => (await explorer.children(group)).map(words);
  const words = (node: Node): string =>
    node.kind === 'resource' ? nameOf(node) : present(node, 0, explorer.filters).label;
  const says = (node: Node): string => present(node, 0, explorer.filters).description ?? '';
  return { ...setup, show, says, answer: (next: object[]) => void (now = next) };
}

describe('A filtered list', () => {
  it('shows the rows that match, the same nodes as before, and no request is sent', async () => {
    const { explorer, group, rows, show, says, api, changed } = explore();
    const fleets = group('fleet');
    const before = await rows('fleet');
    api.calls.length = changed.length = 0;
    explorer.filters.set(fleets, 'state:running');
    assert.deepEqual(changed, [fleets]);
    const after = await rows('fleet');
    assert.deepEqual(after.map(nameOf), ['fleet-0', 'fleet-2', 'fleet-4', 'fleet-6', 'fleet-8']);
    for (const node of after) assert.ok(before.includes(node));
    assert.equal(says(fleets), '5 of 10 · state:running');
    assert.equal(filterMessage(explorer.filters), 'Filter: state:running – 5 of 10 Fleets.');
    explorer.filters.set(fleets, '');
    assert.equal((await show(fleets)).length, 10);
    assert.equal(says(fleets), '10 · 5 RUNNING');
    assert.equal(filterMessage(explorer.filters), undefined);
    assert.deepEqual(api.calls, []);
  });

  it('says when nothing matches, and why nothing can, and offers to clear the filter', async () => {
    const { explorer, group, show, says } = explore();
    explorer.filters.set(group('fleet'), 'zebra');
    const [row] = await explorer.children(group('fleet'));
    assert.ok(row?.kind === 'unmatched');
    const looks = present(row, 0, explorer.filters);
    assert.equal(looks.label, 'Nothing matches');
    assert.equal(looks.description, 'Clear Filter · zebra');
    assert.equal(looks.command, 'clearFilter');
    explorer.filters.set(group('stack'), 'state:running');
    const [other] = await explorer.children(group('stack'));
    assert.equal(says(other as Node), 'Clear Filter · Stacks have no state');
    explorer.filters.clear(row.parent);
    assert.equal((await show(group('fleet'))).length, 10);
    assert.equal((await show(group('stack'))).length, 1, 'another list keeps its own');
  });

  it('that loads says in its row how much matches', async () => {
    const { explorer, group, changed } = explore();
    explorer.filters.set(group('fleet'), 'state:running');
    changed.length = 0;
    await explorer.children(group('fleet'));
    await Promise.resolve();
    assert.deepEqual(changed, [group('fleet')], 'its row is drawn once more, and no other');
    await explorer.children(group('fleet'));
    await Promise.resolve();
    assert.equal(changed.length, 1, 'and not each time');
  });

  it('is empty, not filtered, if there is nothing to filter', async () => {
    const { explorer, group, show } = explore([]);
    explorer.filters.set(group('fleet'), 'zebra');
    assert.deepEqual(await show(group('fleet')), ['No fleets yet']);
  });

  it('with more pages says how many it sees, and Load All shows the rest that matches', async () => {
    const { explorer, group, show, says } = explore(numbered(30), { pageSize: 10 });
    const fleets = group('fleet');
    explorer.filters.set(fleets, 'fleet-2');
    const rows = await explorer.children(fleets);
    const more = rows.at(-1);
    assert.ok(more?.kind === 'more');
    const looks = present(more, 0, explorer.filters);
    assert.deepEqual([looks.label, looks.description], ['Load All', 'only the 10 loaded are searched']);
    assert.equal(looks.command, 'loadAll');
    assert.equal(says(fleets), '1 of 10 loaded · fleet-2');
    assert.equal(
      filterMessage(explorer.filters),
      'Filter: fleet-2 – 1 of 10 loaded Fleets. There are more: choose Load All.',
    );
    await explorer.loadAll(fleets, new AbortController().signal);
    assert.equal((await show(fleets)).length, 11);
    assert.equal(says(fleets), '11 of 30 · fleet-2');
  });

  it('keeps its filter when it is refreshed', async () => {
    const { explorer, group, show, answer } = explore();
    explorer.filters.set(group('fleet'), 'state:running');
    await show(group('fleet'));
    answer([{ Name: 'new', State: 'RUNNING' }, { Name: 'old', State: 'STOPPED' }, ...numbered(2)]);
    await explorer.refresh();
    const shown = await show(group('fleet'));
    assert.ok(shown.includes('new') && !shown.includes('old'), shown.join());
  });

  it('is redrawn when a row begins or ceases to match, and otherwise the row alone', async () => {
    const { explorer, group, rows, changed, answer } = explore(numbered(2));
    explorer.filters.set(group('fleet'), 'state:run');
    const [running] = await rows('fleet');
    assert.ok(running);
    const refresh = async (State: string, DisplayName: string): Promise<(Node | undefined)[]> => {
      changed.length = 0;
      answer([{ ...numbered(1)[0], State, DisplayName }]);
      await explorer.describeAgain(
        { node: running, actor: await explorer.actor(running) },
        new AbortController().signal,
      );
      return changed;
    };
    assert.deepEqual(await refresh('RUNNING', 'one'), [running]);
    assert.deepEqual(await refresh('STOPPING', 'one'), [group('fleet')]);
    assert.deepEqual(
      (await explorer.children(group('fleet'))).map(({ kind }) => kind),
      ['unmatched'],
    );
    assert.deepEqual(await refresh('RUNNING', 'one'), [group('fleet')]);
  });

  it('that fails in part shows what matches and why the rest is missing', async () => {
    let pages = 0;
    const { explorer, group } = explorerUnderTest({
      DescribeFleets() {
        if (pages++) throw new Error('No more.');
        return { Fleets: numbered(4), NextToken: 'next' };
      },
    });
    explorer.filters.set(group('fleet'), 'state:running');
    const kinds = (await explorer.children(group('fleet'))).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['resource', 'resource', 'problem']);
    assert.equal(
      filterMessage(explorer.filters),
      'Filter: state:running – 2 of 4 loaded Fleets. The rest could not be loaded.',
    );
  });
});

describe('The filter of the whole view', () => {
  it('applies to the lists of Regions, and shows what stands below a resource with it', async () => {
    const { explorer, group, show, says, row } = explore();
    await show(group('fleet'));
    await show(group('stack'));
    explorer.filters.set(undefined, 'fleet-1');
    assert.deepEqual(await show(group('fleet')), ['fleet-1']);
    assert.deepEqual(await show(group('stack')), ['Nothing matches']);
    assert.equal(says(group('fleet')), '1 of 10');
    assert.equal(filterMessage(explorer.filters), 'Filter: fleet-1 – 1 of 12 loaded resources.');
    const fleet = await row('fleet', 'fleet-1');
    for (const below of fleet.groups) {
      if (below.resourceKind.name === 'tag') assert.deepEqual(await show(below), ['env']);
    }
  });

  it('and that of a list apply together, and clearing from a row clears both', async () => {
    const { explorer, group, show } = explore();
    explorer.filters.set(undefined, 'fleet');
    explorer.filters.set(group('fleet'), 'state:running');
    assert.equal((await show(group('fleet'))).length, 5);
    assert.equal(
      filterMessage(explorer.filters),
      'Filter: fleet – 5 of 10 loaded resources. Lists with their own filter: 1.',
    );
    explorer.filters.clear(group('fleet'));
    assert.equal(explorer.filters.any, false);
    assert.equal((await show(group('fleet'))).length, 10);
  });

  it('that hides all that is loaded says so, how to clear it, and how to load the rest', async () => {
    const { explorer, group } = explore(numbered(30), { pageSize: 10 });
    const says = (): string | undefined => filterMessage(explorer.filters);
    explorer.filters.set(undefined, 'zebra');
    await explorer.children(group('stack'));
    assert.equal(
      says(),
      'Filter: zebra – none of the 2 loaded resources matches. Choose Clear All Filters above to see them.',
    );
    await explorer.children(group('fleet'));
    assert.equal(
      says(),
      'Filter: zebra – none of the 12 loaded resources matches. Some lists have more: choose Load All in them, or Clear All Filters above.',
    );
  });

  it('that hides all that is loaded says that some lists could not be loaded', async () => {
    const { explorer, group } = explorerUnderTest({
      DescribeStacks: () => ({ Stacks: [{ Name: 'office' }] }),
      DescribeFleets() {
        throw new Error('No.');
      },
    });
    explorer.filters.set(undefined, 'zebra');
    for (const kind of ['stack', 'fleet'] as const) await explorer.children(group(kind));
    assert.equal(
      filterMessage(explorer.filters),
      'Filter: zebra – none of the 1 loaded resources matches. Some lists could not be loaded. Choose Clear All Filters above to see the others.',
    );
  });

  it('asks to expand lists when none is loaded', async () => {
    const { explorer, group } = explore([]);
    explorer.filters.set(undefined, 'x');
    assert.equal(filterMessage(explorer.filters), 'Filter: x – expand lists to see what matches.');
    await explorer.children(group('fleet'));
    assert.equal(filterMessage(explorer.filters), 'Filter: x – 0 of 0 loaded resources.');
  });
});

describe('A row that the user acts on', () => {
  it("stays although it no longer matches, until its list's filter changes", async () => {
    const { explorer, group, rows, answer, says } = explore(numbered(4), { schedule: 'atOnce' });
    const fleets = group('fleet');
    explorer.filters.set(fleets, 'state:stopped');
    const [first, second] = await rows('fleet');
    assert.ok(first && second);
    await explorer.perform(
      { node: first, actor: await explorer.actor(first) },
      actionOf('fleet', 'start'),
      {},
      new AbortController().signal,
    );
    answer(numbered(4).map(fleet => ({ ...fleet, State: 'RUNNING' })));
    await explorer.refresh(fleets);
    assert.deepEqual((await rows('fleet')).map(nameOf), [nameOf(first)], 'the other one goes');
    assert.equal(says(fleets), '1 of 4 · state:stopped', 'as many as there are rows');
    assert.equal(filterMessage(explorer.filters), 'Filter: state:stopped – 1 of 4 Fleets.');
    assert.equal(explorer.filters.unhide(first), false, 'it can be seen');
    explorer.filters.set(group('stack'), 'office');
    assert.deepEqual((await rows('fleet')).map(nameOf), [nameOf(first)], "another list's filter changes nothing");
    explorer.filters.set(fleets, 'state:stop');
    assert.deepEqual(await rows('fleet'), []);
  });
});

describe('A row that a filter hides', () => {
  it('is found by its id, and shown by removing the filters that hide it', async () => {
    const { explorer, group, show, rows } = explore();
    const [first] = await rows('fleet');
    assert.ok(first);
    explorer.filters.set(undefined, 'fleet-1');
    explorer.filters.set(group('fleet'), 'fleet');
    const found = await findNode(explorer, first.id);
    assert.equal(found, first);
    assert.equal(explorer.filters.unhide(first), true);
    assert.equal(explorer.filters.view, undefined);
    assert.ok(explorer.filters.own(group('fleet')), 'this one did not hide it');
    assert.equal(explorer.filters.unhide(first), false);
    assert.equal((await show(group('fleet'))).length, 10);
  });
});

describe('Of filters, the next window gets', () => {
  it('those of lists by id, and that of the view', async () => {
    const { explorer, group, show } = explore();
    await show(group('fleet'));
    explorer.filters.set(undefined, 'fleet-1');
    explorer.filters.set(group('fleet'), 'state:running');
    const kept = explorer.filters.kept();
    assert.deepEqual(kept, { view: 'fleet-1', lists: { [group('fleet').id]: 'state:running' } });
    const next = explore(numbered(4), { filters: kept });
    assert.equal(next.explorer.filters.view?.text, 'fleet-1');
    assert.equal(next.says(next.group('fleet')), 'state:running', 'before the list is loaded');
    assert.deepEqual(next.api.calls, []);
    assert.deepEqual(next.explorer.filters.kept(), kept);
  });

  it('no filter of a list of people, and none with an @', () => {
    const { explorer, group } = explore();
    explorer.filters.set(group('user'), 'ann');
    explorer.filters.set(group('fleet'), 'ann@example.com');
    explorer.filters.set(undefined, 'bob@example.com');
    assert.deepEqual(explorer.filters.kept(), { lists: {} });
    assert.ok(explorer.filters.any, 'they are on in this window');
  });

  it('no text in the filter of the whole view while a list of people is loaded', async () => {
    const { explorer, group } = explore();
    await explorer.children(group('fleet'));
    explorer.filters.set(undefined, 'fleet-1');
    assert.deepEqual(explorer.filters.kept(), { view: 'fleet-1', lists: {} });
    await explorer.children(group('user'));
    assert.deepEqual(explorer.filters.kept(), { lists: {} });
    explorer.filters.set(undefined, 'state:running type:userpool');
    assert.deepEqual(explorer.filters.kept(), { view: 'state:running type:userpool', lists: {} });
  });

  it('no text in the filter of the whole view while a list of people below a resource is loaded', async () => {
    const { explorer, row } = explore();
    const fleet = await row('fleet', 'fleet-1');
    explorer.filters.set(undefined, 'fleet-1');
    const sessions = fleet.groups.find(({ resourceKind }) => resourceKind.privateLabel) ?? assert.fail('no sessions');
    await explorer.children(sessions);
    assert.deepEqual(explorer.filters.kept(), { lists: {} });
  });

  it('no text in the filter of the whole view that matches nothing: it may be the name of somebody', async () => {
    const { explorer, group } = explore();
    explorer.filters.set(undefined, 'ann');
    assert.deepEqual(explorer.filters.kept(), { lists: {} }, 'nothing is loaded');
    await explorer.children(group('fleet'));
    assert.deepEqual(explorer.filters.kept(), { lists: {} });
    explorer.filters.set(undefined, 'state:pending');
    assert.deepEqual(explorer.filters.kept(), { view: 'state:pending', lists: {} });
  });

  it('none of a list below a resource that is gone', async () => {
    const { explorer, row, answer, rows } = explore(numbered(2));
    const fleet = await row('fleet', 'fleet-1');
    const [below] = fleet.groups;
    assert.ok(below);
    explorer.filters.set(below, 'office');
    assert.equal(filterMessage(explorer.filters), 'Lists with their own filter: 1.', 'it is not loaded');
    fleet.isBeingDeleted = true;
    answer(numbered(1));
    await explorer.refresh();
    assert.equal((await rows('fleet')).length, 1);
    assert.equal(explorer.filters.any, false);
  });

  it('none of a list below a resource that was deleted while no window showed it', async () => {
    const id = (name: string): string => `${group('fleet').id}/${name}/session`;
    const { group } = explore();
    const kept = { lists: { [id('fleet-1')]: 'a', [id('gone')]: 'b', [group('stack').id]: 'c' } };
    const { explorer, ...next } = explore(numbered(4), { filters: kept });
    assert.equal(filterMessage(explorer.filters), 'Lists with their own filter: 3.');
    await explorer.children(next.group('fleet'));
    assert.equal(filterMessage(explorer.filters), 'Lists with their own filter: 2.');
    const part = explore(numbered(4), { filters: kept, pageSize: 2 });
    await part.explorer.children(part.group('fleet'));
    assert.equal(filterMessage(part.explorer.filters), 'Lists with their own filter: 3.', 'the rest may have it');
  });

  it('none of a Region that the view no longer shows', () => {
    const { explorer, group } = explore([], { filters: { lists: { 'gone/eu-west-9/fleet': 'x' } } });
    assert.equal(explorer.filters.any, false);
    explorer.filters.set(group('fleet'), 'web');
    explorer.setRoots([]);
    assert.equal(explorer.filters.any, false);
  });
});

describe('With 10,000 fleets', () => {
  it('a key of the filter reads each resource once, however many keys follow, and sorts nothing anew', async () => {
    const reads = { Name: 0, State: 0 };
    const fleets = numbered(10_000).map(({ Name, State }) => ({
      get Name() {
        reads.Name++;
        return Name;
      },
      get State() {
        reads.State++;
        return State;
      },
    }));
    const { explorer, group, changed } = explore(fleets, { pageSize: 20_000 });
    await explorer.children(group('fleet'));
    const key = async (text: string): Promise<number> => {
      reads.Name = reads.State = 0;
      explorer.filters.set(group('fleet'), text);
      await explorer.children(group('fleet'));
      filterMessage(explorer.filters);
      return reads.State;
    };
    for (const text of ['s', 'state:']) assert.equal(await key(text), 0, text);
    assert.equal(await key('state:r'), 10_000, 'the first key that looks at states reads them');
    for (const text of ['state:run', 'state:run x', '']) assert.equal(await key(text), 0, text);
    changed.length = 0;
    explorer.filters.set(group('fleet'), 'f', true);
    explorer.filters.set(group('fleet'), 'fl', true);
    assert.deepEqual(changed, [], 'all rows stay, so that VS Code need not draw them again');
    explorer.filters.set(group('fleet'), 'fleet-1', true);
    assert.deepEqual(changed, [group('fleet')]);
    assert.ok(reads.Name < 50_000, `${reads.Name} names were read to see that none has changed`);
  });
});
