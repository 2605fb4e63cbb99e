// Go to Resource: what it loads, what it finds, in which order, and what it says about lists that it can't read.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { ActingApi } from '../../../src/api/types';
import { lackOf, placeOfArn } from '../../../src/explorer/find/arn';
import type { Search } from '../../../src/explorer/find/search';
import { createSearch, maxPerList } from '../../../src/explorer/find/search';
import type { ProfileNode } from '../../../src/explorer/tree/node';
import { nameOf } from '../../../src/explorer/tree/node';
import { explorerUnderTest, type UnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { nothingListed, scriptedApi } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

const named = (...names: string[]) => names.map(Name => ({ Name }));

interface Searched extends UnderTest {
  readonly search: Search;
  readonly names: (text: string) => string[];
  readonly loaded: () => Promise<void>;
}

function searchIn(script: Script, recent: readonly string[] = []): Searched {
  const background = scriptedApi({ ...nothingListed, ...script });
  const under = explorerUnderTest(
    { ...nothingListed, ...script },
    { background: () => Promise.resolve<ActingApi>(background), schedule: 'atOnce' },
  );
  const { explorer } = under;
  const profiles = explorer.roots.filter(root => root.kind === 'profile');
  const search = createSearch({
    ...{ explorer, profiles, recent },
    changed: () => undefined,
    signal: new AbortController().signal,
  });
  return {
    ...under,
    search,
    names: text => search.find(text).map(nameOf),
    async loaded() {
      search.load();
      await waitUntil('all lists are loaded', () => Promise.resolve(!search.loading.length));
    },
  };
}

describe('Go to Resource', () => {
  it('loads nothing before the user types', () => {
    const { search, api } = searchIn({ DescribeFleets: () => ({ Fleets: named('a') }) });
    assert.deepEqual(search.find(''), []);
    assert.deepEqual(search.loading, []);
    assert.deepEqual(api.calls, []);
  });

  it('finds resources of lists that nobody has expanded, of several pages', async () => {
    const { names, loaded } = searchIn({
      DescribeFleets: ({ NextToken }) =>
        NextToken === undefined ? { Fleets: named('gis-1'), NextToken: '2' } : { Fleets: named('gis-2') },
      DescribeStacks: () => ({ Stacks: [{ Name: 'maps', DisplayName: 'GIS for all' }, { Name: 'office' }] }),
    });
    await loaded();
    assert.deepEqual(names('gis'), ['gis-1', 'gis-2', 'maps']);
  });

  it('reads a list that has more than one page of the tree to its end', async () => {
    const all = Array.from({ length: 250 }, (_, index) => `fleet-${index}`);
    const { names, loaded } = searchIn({ DescribeFleets: () => ({ Fleets: named(...all) }) });
    await loaded();
    assert.equal(names('fleet').length, 250);
  });

  it('stops at a number of resources per list, and names the list', async () => {
    const all = Array.from({ length: maxPerList + 300 }, (_, index) => ({
      UserName: `user-${index}`,
      Arn: `arn:${index}`,
    }));
    const { search, loaded } = searchIn({ DescribeUsers: () => ({ Users: all }) });
    await loaded();
    assert.equal(search.find('user-').length, maxPerList);
    assert.deepEqual(
      search.cut.map(({ title }) => title),
      ['Users'],
    );
  });

  const ranked: readonly {
    readonly title: string;
    readonly text: string;
    readonly recent?: string;
    readonly order: string[];
  }[] = [
    {
      title: 'the exact name first, then names that begin with it',
      text: 'dev',
      order: ['dev', 'dev-2', 'dev-10', 'a-dev'],
    },
    {
      title: 'a recent one before others that match as well',
      text: 'dev-',
      recent: 'dev-10',
      order: ['dev-10', 'dev-2'],
    },
    {
      title: 'the exact name before a recent one',
      text: 'dev',
      recent: 'a-dev',
      order: ['dev', 'dev-2', 'dev-10', 'a-dev'],
    },
    { title: 'without a text only the recent ones', text: '', recent: 'dev-2', order: ['dev-2'] },
    { title: 'what matches all terms', text: 'dev state:stopped', order: ['dev-10'] },
  ];
  for (const { title, text, recent, order } of ranked) {
    it(`shows ${title}`, async () => {
      const Fleets = ['a-dev', 'dev-10', 'dev-2', 'dev'].map(Name => ({
        ...{ Name, State: Name === 'dev-10' ? 'STOPPED' : 'RUNNING' },
      }));
      const ids = recent === undefined ? [] : [`profile:prod/eu-west-1/fleet/${recent}`];
      const { names, loaded, search } = searchIn({ DescribeFleets: () => ({ Fleets }) }, ids);
      await loaded();
      const known = search.find('dev').map(({ id }) => id);
      for (const id of ids) assert.ok(known.includes(id), `${id} is none of ${known.join()}`);
      assert.deepEqual(names(text), order);
    });
  }

  it('names the lists that it could not read, and searches the others', async () => {
    const { search, names, loaded } = searchIn({
      DescribeFleets: () => {
        throw new ApiError('No.', {
          reason: 'denied',
          operation: 'DescribeFleets',
          code: 'X',
          retryable: false,
          nextStep: '',
        });
      },
      DescribeStacks: () => ({ Stacks: named('gis') }),
    });
    await loaded();
    assert.deepEqual(
      search.unread.map(({ group, error }) => `${group.title}: ${error.reason}`),
      ['Fleets: denied'],
    );
    assert.deepEqual(names('gis'), ['gis']);
  });

  it('never asks the user to sign in: it reads in the background', async () => {
    const { api, loaded } = searchIn({ DescribeFleets: () => ({ Fleets: named('a') }) });
    await loaded();
    assert.deepEqual(api.calls, []);
  });
});

describe('An ARN', () => {
  const reads: readonly (readonly [text: string, place: string | undefined])[] = [
    ['arn:aws:appstream:eu-west-1:123456789012:fleet/dev', 'eu-west-1 123456789012'],
    [' arn:aws-us-gov:appstream:us-gov-west-1:123456789012:stack/a b ', undefined],
    [' arn:aws-us-gov:appstream:us-gov-west-1:123456789012:stack/ab ', 'us-gov-west-1 123456789012'],
    ['arn:aws:appstream:us-east-1::image/AppStream-WinServer2022', 'us-east-1 '],
    ['arn:aws:s3:::bucket', undefined],
    ['fleet/dev', undefined],
    ['', undefined],
  ];
  for (const [text, place] of reads) {
    it(`"${text}" is ${place === undefined ? 'none of AppStream' : `in ${place}`}`, () => {
      const read = placeOfArn(text);
      assert.equal(read && `${read.region} ${read.account}`, place);
    });
  }

  const own = { region: 'eu-west-2', account: '123456789012' };
  const profile = (account: string | undefined, region: string, sandbox = false): ProfileNode =>
    ({
      ...{ kind: 'profile', name: 'prod', sandbox, regions: [{ connection: { region } }] },
      ...(account !== undefined && { identity: { account } }),
    }) as unknown as ProfileNode;
  const lacks: readonly (readonly [title: string, profiles: readonly ProfileNode[], lack: string | undefined])[] = [
    ['of a Region that the view shows lacks nothing', [profile(own.account, 'eu-west-2')], undefined],
    ['of another Region lacks the Region', [profile(own.account, 'eu-west-1')], 'region'],
    ['of another account lacks a profile', [profile('999999999999', 'eu-west-2')], 'profile'],
    ['may be of an account that is not known yet', [profile(undefined, 'eu-west-2')], undefined],
    ['in an empty view lacks a profile', [], 'profile'],
    ['of the sandbox lacks nothing: its Regions are fixed', [profile(own.account, 'eu-west-1', true)], undefined],
    [
      'is found in one of two profiles',
      [profile(own.account, 'eu-west-1'), profile(own.account, 'eu-west-2')],
      undefined,
    ],
  ];
  for (const [title, profiles, lack] of lacks) {
    it(title, () => assert.equal(lackOf(own, profiles)?.kind, lack));
  }
});
