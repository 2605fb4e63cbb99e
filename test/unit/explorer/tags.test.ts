// Tags of resources: when they are read, what is known of them, what follows if they can't be read, and what filters, searches and
// groups make of them.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import { createSearch } from '../../../src/explorer/find/search';
import { filterMessage } from '../../../src/explorer/show/filterTexts';
import { present } from '../../../src/explorer/show/present';
import { createTagReader } from '../../../src/explorer/tags/reader';
import type { GroupNode, Node } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import type { UnderTestOptions } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { nothingListed, someone } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

const arn = (name: string): string => `arn:aws:appstream:eu-west-1:1:fleet/${name}`;
const fleet = (name: string): object => ({ Name: name, Arn: arn(name), State: 'STOPPED' });
const mapping = (name: string, tags: Record<string, string>): object => ({
  ResourceARN: arn(name),
  Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
});
const all = (...resources: object[]): object => ({ PaginationToken: '', ResourceTagMappingList: resources });
const failure = (reason: Reason, code = 'X', nextStep = 'Next step.'): ApiError =>
  new ApiError('No.', { reason, operation: 'GetResources', code, retryable: true, nextStep });

const tagged = [mapping('a', { env: 'prod' }), mapping('b', { env: 'test', team: 'x' })];

function explore(script: Script = {}, options: UnderTestOptions = {}) {
  let time = 1_000_000;
  let names = ['a', 'b', 'c'];
  const setup = explorerUnderTest(
    {
      ...nothingListed,
      DescribeFleets: () => ({ Fleets: names.map(fleet) }),
      DescribeUsers: () => ({ Users: [{ UserName: 'ann', AuthenticationType: 'USERPOOL' }] }),
      'tagging:GetResources': () => all(...tagged),
      TagResource: () => ({}),
      UntagResource: () => ({}),
      ...script,
    },
    { tagReader: () => Promise.resolve(createTagReader), now: () => time, ...options },
  );
  const { explorer, group, api, region } = setup;
  const fleets = group('fleet');
  const words = (node: Node): string =>
    node.kind === 'resource' ? nameOf(node) : present(node, 0, explorer.filters, explorer.arrangements).label;
  return {
    ...setup,
    fleets,
    /** Draws a list, and again when the tags are known. @returns its rows */
    show: async (list: GroupNode = fleets): Promise<string[]> => {
      await explorer.children(list);
      await waitUntil('all tags that can be read are known', async () => {
        const isMore = await explorer.wantTags(list);
        await explorer.children(list);
        return !isMore;
      });
      return (await explorer.children(list)).map(words);
    },
    words,
    /** The requests about tags since the last call. */
    asked: (): string[] => api.calls.splice(0).filter(call => /^(tagging|ListTags)/.test(call)),
    pass: (ms: number) => void (time += ms),
    answer: (...next: string[]) => void (names = next),
    actor: someone,
    message: () => filterMessage(explorer.filters),
    known: () => Object.fromEntries(region.tags?.known ?? []),
  };
}

const request = 'tagging:GetResources {"ResourceTypeFilters":["appstream"],"ResourcesPerPage":100}';

describe('The tags of a Region', () => {
  it('are not read before somebody looks for tags', async () => {
    const { explorer, fleets, show, asked, region } = explore();
    await explorer.children(fleets);
    explorer.filters.set(fleets, 'state:stopped');
    explorer.arrangements.set(fleets, { group: 'state' });
    await explorer.children(fleets);
    assert.deepEqual([asked(), region.tags], [[], undefined]);
    explorer.filters.set(fleets, 'tag:env');
    explorer.arrangements.set(fleets, { group: undefined });
    assert.deepEqual(await show(), ['a', 'b']);
    assert.deepEqual(asked(), [request]);
  });

  it('are read once for all lists and all filters, in pages', async () => {
    const pages: Record<string, object> = {
      '': { PaginationToken: '2', ResourceTagMappingList: [tagged[0]] },
      '2': all(tagged[1] as object),
    };
    const { explorer, group, show, asked } = explore({
      'tagging:GetResources': ({ PaginationToken = '' }) => pages[String(PaginationToken)],
      DescribeStacks: () => ({ Stacks: [{ Name: 's', Arn: 'arn:s' }] }),
    });
    explorer.filters.set(undefined, 'tag:env=t');
    await Promise.all([show(), show(group('stack'))]);
    assert.deepEqual(await show(), ['b']);
    explorer.filters.set(undefined, 'tag:team');
    assert.deepEqual(await show(), ['b']);
    assert.deepEqual(
      asked().map(call => call.split(' ')[0]),
      ['tagging:GetResources', 'tagging:GetResources'],
    );
  });

  it('redraw the lists that look at them when they come, and no others', async () => {
    const { explorer, fleets, group, rows, changed, show } = explore();
    await rows('fleet');
    await explorer.children(group('user'));
    explorer.filters.set(fleets, 'tag:env');
    changed.length = 0;
    await show();
    assert.deepEqual(changed, [fleets]);
  });

  const ages: [sentence: string, act: (given: ReturnType<typeof explore>) => Promise<void>, isRead: boolean][] = [
    ['not when the list is drawn again', async ({ show }) => void (await show()), false],
    [
      'not when a list is read again within a minute',
      async ({ explorer, fleets, pass }) => {
        pass(59_000);
        await explorer.list(fleets).reloadInBackground();
      },
      false,
    ],
    [
      'when a list is read again later',
      async ({ explorer, fleets, pass }) => {
        pass(61_000);
        await explorer.list(fleets).reloadInBackground();
      },
      true,
    ],
    ['not when time passes', ({ pass }) => Promise.resolve(pass(600_000)), false],
    [
      'when the user refreshes the list',
      async ({ explorer, fleets, pass }) => (pass(1), explorer.refresh(fleets)),
      true,
    ],
    ['when the user refreshes everything', async ({ explorer, pass }) => (pass(1), explorer.refresh()), true],
    [
      'when the user refreshes the profile',
      async ({ explorer, pass }) => (pass(1), explorer.refresh(explorer.roots[0])),
      true,
    ],
  ];
  for (const [sentence, act, isRead] of ages) {
    it(`are read again: ${sentence}`, async () => {
      const given = explore();
      given.explorer.filters.set(given.fleets, 'tag:env');
      await given.show();
      given.asked();
      await act(given);
      await given.show();
      assert.deepEqual(given.asked(), isRead ? [request] : []);
    });
  }

  it('are forgotten with the profile, and an answer that comes later is ignored', async () => {
    let answer: (value: object) => void = () => undefined;
    const { explorer, fleets, region, show } = explore({
      'tagging:GetResources': () => new Promise(resolve => (answer = resolve)),
    });
    explorer.filters.set(fleets, 'tag:env');
    await explorer.children(fleets);
    const reading = explorer.wantTags(fleets);
    await new Promise(setImmediate);
    explorer.forget(['prod']);
    answer(all(...tagged));
    assert.equal(await reading, false);
    assert.equal(region.tags, undefined);
    const again = show();
    await new Promise(setImmediate);
    answer(all(mapping('c', { env: 'x' })));
    assert.deepEqual(await again, ['c']);
  });
});

describe('What was changed here', () => {
  const acts: [sentence: string, act: (given: ReturnType<typeof explore>) => Promise<unknown>, known: object][] = [
    [
      'a tag that was added or got another value',
      async ({ explorer, actor, region }) =>
        (await explorer.open(region.connection, actor)).call('TagResource', {
          ResourceArn: arn('a'),
          Tags: { env: 'x', k: 'v' },
        }),
      { [arn('a')]: { env: 'x', k: 'v' }, [arn('b')]: { env: 'test', team: 'x' } },
    ],
    [
      'the first tag of a resource',
      async ({ explorer, actor, region }) =>
        (await explorer.open(region.connection, actor)).call('TagResource', {
          ResourceArn: arn('c'),
          Tags: { k: 'v' },
        }),
      { [arn('a')]: { env: 'prod' }, [arn('b')]: { env: 'test', team: 'x' }, [arn('c')]: { k: 'v' } },
    ],
    [
      'a tag that was removed',
      async ({ explorer, actor, region }) =>
        (await explorer.open(region.connection, actor)).call('UntagResource', {
          ResourceArn: arn('b'),
          TagKeys: ['env'],
        }),
      { [arn('a')]: { env: 'prod' }, [arn('b')]: { team: 'x' } },
    ],
    [
      'the tags that a list below a resource shows',
      async ({ explorer, fleets }) => {
        const [first] = explorer.list(fleets).nodes.values();
        const tags = first?.groups.find(({ resourceKind }) => resourceKind.name === 'tag');
        await explorer.children(tags ?? assert.fail('no tags'));
      },
      { [arn('a')]: { seen: 'now' }, [arn('b')]: { env: 'test', team: 'x' } },
    ],
    [
      'the tags of a resource that was created with some',
      async ({ explorer, actor, region }) =>
        (await explorer.open(region.connection, actor)).call('CreateFleet', {
          Name: 'n',
          InstanceType: 'x',
          Tags: { k: 'v' },
        }),
      { [arn('a')]: { env: 'prod' }, [arn('b')]: { env: 'test', team: 'x' }, [arn('n')]: { k: 'v' } },
    ],
  ];
  for (const [sentence, act, known] of acts) {
    it(`is known at once: ${sentence}`, async () => {
      const given = explore({
        ListTagsForResource: () => ({ Tags: { seen: 'now' } }),
        CreateFleet: () => ({ Fleet: fleet('n') }),
      });
      const { explorer, fleets, show, changed } = given;
      explorer.filters.set(fleets, 'tag:k');
      await show();
      changed.length = 0;
      await act(given);
      assert.deepEqual(given.known(), known);
      assert.ok(changed.includes(fleets));
    });
  }

  it('stays known while the Tagging API answers what was before, for a minute', async () => {
    const { explorer, fleets, show, region, actor, pass, known } = explore();
    explorer.filters.set(fleets, 'tag:env');
    await show();
    await (
      await explorer.open(region.connection, actor)
    ).call('TagResource', { ResourceArn: arn('a'), Tags: { env: 'new' } });
    pass(1);
    await explorer.refresh();
    await show();
    assert.deepEqual(known()[arn('a')], { env: 'new' });
    pass(61_000);
    await explorer.refresh();
    await show();
    assert.deepEqual(known()[arn('a')], { env: 'prod' });
  });

  it('is nothing to remember if nobody looks for tags', async () => {
    const { explorer, region, actor } = explore();
    await (
      await explorer.open(region.connection, actor)
    ).call('TagResource', { ResourceArn: arn('a'), Tags: { env: 'x' } });
    assert.equal(region.tags, undefined);
  });
});

describe('If the tags of a Region can not be read', () => {
  const each: Script = {
    ListTagsForResource: ({ ResourceArn }) => ({ Tags: ResourceArn === arn('c') ? {} : { env: 'prod' } }),
  };
  const refusals: [given: string, error: ApiError][] = [
    ['it is denied', failure('denied', 'AccessDeniedException', 'Needs tag:GetResources.')],
    ['the endpoint does not have the operation', failure('invalid', 'UnknownOperationException')],
  ];
  for (const [given, error] of refusals) {
    it(`because ${given}, each resource of the loaded lists is asked, once`, async () => {
      const { explorer, fleets, show, asked, message } = explore({
        ...each,
        'tagging:GetResources': () => Promise.reject(error),
      });
      explorer.filters.set(fleets, 'tag:env');
      assert.deepEqual(await show(), ['a', 'b']);
      const calls = asked();
      assert.deepEqual(
        calls.slice(1).sort(),
        ['a', 'b', 'c'].map(name => `ListTagsForResource {"ResourceArn":"${arn(name)}"}`),
      );
      assert.equal(message(), 'Filter: tag:env – 2 of 3 Fleets.');
      assert.deepEqual(await show(), ['a', 'b']);
      assert.deepEqual(asked(), []);
    });
  }

  it('and the tags of resources that come later are asked for, those of others are not', async () => {
    const { explorer, fleets, show, asked, answer } = explore({
      ...each,
      'tagging:GetResources': () => Promise.reject(failure('denied')),
    });
    explorer.filters.set(fleets, 'tag:env');
    await show();
    asked();
    answer('a', 'b', 'c', 'd');
    await explorer.list(fleets).reload();
    assert.deepEqual(await show(), ['a', 'b', 'd']);
    assert.deepEqual(asked(), [`ListTagsForResource {"ResourceArn":"${arn('d')}"}`]);
  });

  it('nor those of each resource, the message says how many are known, and which permission is missing', async () => {
    const { explorer, fleets, show, asked, message } = explore({
      'tagging:GetResources': () => Promise.reject(failure('denied', 'AccessDenied', 'Needs tag:GetResources.')),
      ListTagsForResource: () => Promise.reject(failure('denied')),
    });
    explorer.filters.set(fleets, 'tag:env');
    assert.deepEqual(await show(), ['Nothing matches']);
    assert.equal(
      message(),
      'Filter: tag:env – 0 of 3 Fleets. Tags of 0 of 3 resources are known. Needs tag:GetResources.',
    );
    assert.equal(asked().length <= 1 + 4, true, 'it stops when one is refused');
    await show();
    assert.deepEqual(asked(), []);
  });

  const failures: [given: string, answers: (() => unknown)[], known: string[], says: string][] = [
    [
      'it is throttled',
      [() => Promise.reject(failure('throttled', 'ThrottlingException', 'Wait a moment.'))],
      ['Nothing matches'],
      'Tags of 0 of 3 resources are known. Wait a moment.',
    ],
    [
      'its second page is broken',
      [
        () => ({ PaginationToken: '2', ResourceTagMappingList: [tagged[0]] }),
        () => Promise.reject(failure('malformed', 'IncompleteAnswer', 'Retry.')),
      ],
      ['a'],
      'Tags of 1 of 3 resources are known. Retry.',
    ],
  ];
  for (const [given, answers, known, says] of failures) {
    it(`because ${given}, what came is known, and the next refresh reads all`, async () => {
      const { explorer, fleets, show, asked, message, pass } = explore({
        'tagging:GetResources': () => (answers.length ? answers.shift()?.() : all(...tagged)),
      });
      explorer.filters.set(fleets, 'tag:env');
      assert.deepEqual(await show(), known);
      assert.ok(message()?.endsWith(says), message());
      asked();
      await show();
      assert.deepEqual(asked(), [], 'it is not asked again at each drawing');
      pass(1);
      await explorer.refresh();
      assert.deepEqual(await show(), ['a', 'b']);
      assert.equal(message(), 'Filter: tag:env – 2 of 3 Fleets.');
    });
  }

  it('again, what was known stays', async () => {
    let isBroken = false;
    const { explorer, fleets, show, pass } = explore({
      'tagging:GetResources': () => (isBroken ? Promise.reject(failure('network')) : all(...tagged)),
    });
    explorer.filters.set(fleets, 'tag:env=prod');
    await show();
    isBroken = true;
    pass(1);
    await explorer.refresh();
    assert.deepEqual(await show(), ['a']);
  });
});

describe('A filter by tags', () => {
  it('says what can not have tags', async () => {
    const { explorer, group } = explore();
    explorer.filters.set(group('user'), 'tag:env');
    const [row] = await explorer.children(group('user'));
    assert.equal(present(row as Node, 0, explorer.filters).description, 'Clear Filter · Users have no tags');
  });

  const kept: [text: string, isKept: boolean][] = [
    ['tag:env', true],
    ['tag:env=', true],
    ['tag:owner=ann', false],
    ['state:running tag:owner=ann', false],
  ];
  for (const [text, isKept] of kept) {
    it(`${text} is ${isKept ? '' : 'not '}kept for the next window: the value of a tag may be a person's name`, () => {
      const { explorer, fleets } = explore();
      explorer.filters.set(fleets, text);
      explorer.filters.set(undefined, text);
      const { view, lists } = explorer.filters.kept();
      assert.deepEqual([view, Object.values(lists)], isKept ? [text, [text]] : [undefined, []]);
    });
  }
});

describe('A list that is grouped by a tag', () => {
  const grouped = async (given: ReturnType<typeof explore>): Promise<Record<string, string[]>> => {
    const { explorer, fleets, show, words } = given;
    await show();
    const buckets = await explorer.children(fleets);
    const each = buckets.map(async bucket => [words(bucket), (await explorer.children(bucket)).map(words)] as const);
    return Object.fromEntries(await Promise.all(each));
  };

  it('has a heading for each value, one for no value, and one for resources without the tag', async () => {
    const given = explore({
      'tagging:GetResources': () =>
        all(mapping('a', { env: 'prod' }), mapping('b', { env: '' }), mapping('c', { Env: 'x' })),
    });
    given.answer('a', 'b', 'c', 'd');
    given.explorer.arrangements.set(given.fleets, { group: 'tag:env' });
    assert.deepEqual(await grouped(given), { 'No tag env': ['c', 'd'], 'env has no value': ['b'], prod: ['a'] });
    const { description } = present(given.fleets, 0, given.explorer.filters, given.explorer.arrangements);
    assert.equal(description, '4 · grouped by tag env');
  });

  it('has a heading for resources whose tags are not known', async () => {
    const given = explore({ 'tagging:GetResources': () => Promise.reject(failure('network')) });
    given.explorer.arrangements.set(given.fleets, { group: 'tag:env' });
    assert.deepEqual(await grouped(given), { 'Tags not known': ['a', 'b', 'c'] });
  });

  it('says where a resource stands, also after a change of its tags', async () => {
    const given = explore();
    const { explorer, fleets, region, actor, words } = given;
    explorer.arrangements.set(fleets, { group: 'tag:env' });
    await grouped(given);
    const node = await explorer.children(fleets).then(() => [...explorer.list(fleets).nodes.values()][0]);
    const above = (): string => words(explorer.parent(node ?? assert.fail('no row')) ?? assert.fail('no heading'));
    assert.equal(above(), 'prod');
    await (
      await explorer.open(region.connection, actor)
    ).call('TagResource', { ResourceArn: arn('a'), Tags: { env: 'test' } });
    assert.equal(above(), 'test');
    assert.deepEqual(await grouped(given), { 'No tag env': ['c'], test: ['a', 'b'] });
  });

  it('is kept for the next window by its key, and no id has the value of a tag', async () => {
    const given = explore({ 'tagging:GetResources': () => all(mapping('a', { owner: 'Ann Smith' })) });
    given.explorer.arrangements.set(given.fleets, { group: 'tag:owner' });
    await grouped(given);
    assert.deepEqual(Object.values(given.explorer.arrangements.kept()), [{ sort: 'name', group: 'tag:owner' }]);
    const ids = (await given.explorer.children(given.fleets)).map(({ id }) => id);
    assert.equal(ids.length, 2);
    assert.equal(new Set(ids).size, 2);
    for (const id of ids) assert.ok(!/ann|smith/i.test(id), id);
    const next = explore({}, { arrangements: given.explorer.arrangements.kept() });
    assert.deepEqual(await grouped(next), { 'No tag owner': ['a', 'b', 'c'] });
  });
});

describe('Go to Resource by tags', () => {
  it('reads them when somebody types such a term, and says when they are known', async () => {
    const { explorer, region, asked } = explore();
    let changes = 0;
    const search = createSearch({
      ...{ explorer, recent: [], signal: new AbortController().signal },
      profiles: explorer.roots.filter(root => root.kind === 'profile'),
      changed: () => void changes++,
    });
    search.load();
    await waitUntil('all lists are loaded', () => Promise.resolve(!search.loading.length));
    assert.deepEqual([search.find('b').map(nameOf), search.listsByTags('b')], [['b'], []]);
    assert.deepEqual(asked(), []);
    changes = 0;
    search.find('tag:team');
    await waitUntil('the tags are known', () => Promise.resolve(region.tags?.isWhole));
    await new Promise(setImmediate);
    assert.deepEqual([search.find('tag:team').map(nameOf), changes], [['b'], 1]);
    assert.ok(search.listsByTags('tag:team').length > 5);
    await new Promise(setImmediate);
    assert.deepEqual([asked(), changes], [[request], 1]);
  });
});
