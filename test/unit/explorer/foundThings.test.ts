// What the search in all Regions names, and in which order the Regions stand.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { profileConnection } from '../../../src/aws/connection';
import { choicesOf, rowsOf } from '../../../src/explorer/scan/found';
import type { Count, RegionFound } from '../../../src/explorer/scan/scanRegions';
import { scanRegions } from '../../../src/explorer/scan/scanRegions';
import { kindNamed } from '../../../src/kinds/all';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const error = new ApiError('No.', {
  ...{ reason: 'network', operation: 'X', code: 'X', retryable: true, nextStep: '' },
});

/** What a Region answers that has these resources; all other lists are empty. */
async function search(script: Script): Promise<RegionFound> {
  const answers: RegionFound[] = [];
  const all = new Proxy<Script>({}, { get: (_all, name: keyof Script) => script[name] ?? (() => ({})) });
  await scanRegions({
    connections: [profileConnection('prod', 'eu-west-1')],
    api: () => Promise.resolve(scriptedApi(all)),
    found: answer => answers.push(answer),
    signal: new AbortController().signal,
  });
  return answers[0] ?? assert.fail('no answer');
}

describe('The search in a Region', () => {
  it('names each resource, with the id of its row', async () => {
    const { counts } = await search({
      DescribeUsers: () => ({ Users: [{ UserName: 'ana@example.com', AuthenticationType: 'USERPOOL' }] }),
      DescribeFleets: () => ({ Fleets: [{ Name: 'a b' }, {}] }),
    });
    const [fleets, users] = counts;
    assert.deepEqual(fleets?.first, [{ name: 'a b', id: 'profile:prod/eu-west-1/fleet/a%20b' }]);
    assert.equal(fleets.count, 2, 'counts one that has no name, too');
    assert.equal(users?.first[0]?.name, 'ana@example.com');
    assert.ok(users.first[0].id.startsWith(`${users.id}/`));
  });

  it('names the first ten', async () => {
    const { counts } = await search({
      DescribeFleets: () => ({ Fleets: Array.from({ length: 12 }, (_, at) => ({ Name: `f${at}` })) }),
    });
    assert.deepEqual([counts[0]?.count, counts[0]?.first.length], [12, 10]);
  });

  it('looks into the sections where the resources of the account stand', async () => {
    const { counts } = await search({
      DescribeImages: ({ Type }) => ({ Images: Type === 'PRIVATE' ? [{ Name: 'i' }] : [{ Name: 'p' }, { Name: 's' }] }),
      DescribeUsageReportSubscriptions: () => ({ UsageReportSubscriptions: [{ S3BucketName: 'logs' }] }),
    });
    const ids = counts.map(({ id }) => id.split('/').at(-1));
    assert.deepEqual(
      ids.map(id => id?.split(':')[0]),
      ['image', 'usageReport'],
    );
    assert.deepEqual(
      counts.map(({ first: things }) => things.length),
      [1, 1],
    );
    assert.equal(ids[1], 'usageReport:subscription');
  });

  it('has the kinds in the order of the tree, whichever answers first', async () => {
    const late = (answer: object) => () =>
      new Promise(resolve => setImmediate(() => setImmediate(() => resolve(answer))));
    const { counts } = await search({
      DescribeFleets: () => ({ Fleets: [{ Name: 'f' }] }),
      DescribeStacks: late({ Stacks: [{ Name: 's' }] }),
      DescribeImageBuilders: () => ({ ImageBuilders: [{ Name: 'b' }] }),
    });
    assert.deepEqual(
      counts.map(({ resourceKind: { name } }) => name),
      ['fleet', 'stack', 'imageBuilder'],
    );
  });

  it("has an error if the account can't be reached at all", async () => {
    const answers: RegionFound[] = [];
    await scanRegions({
      connections: [profileConnection('prod', 'eu-west-1')],
      api: () => Promise.reject(error),
      found: answer => answers.push(answer),
      signal: new AbortController().signal,
    });
    assert.deepEqual(answers, [{ region: 'eu-west-1', counts: [], error }]);
  });
});

describe('The rows of a Region', () => {
  const count = (more: Partial<Count>): RegionFound => ({
    region: 'eu-west-1',
    counts: [
      { resourceKind: kindNamed('fleet'), count: 1, more: false, first: [{ name: 'a', id: 'a' }], id: 'l', ...more },
    ],
  });
  const cases: readonly { what: string; answer: RegionFound; rest: number | undefined }[] = [
    { what: 'have no rest if all are named', answer: count({}), rest: undefined },
    { what: 'count the rest that is not named', answer: count({ count: 4 }), rest: 3 },
    { what: 'have a rest if there are more pages', answer: count({ more: true }), rest: 0 },
  ];
  for (const { what, answer, rest } of cases) {
    it(what, () => {
      const rows = rowsOf(answer);
      const last = rows.at(-1);
      assert.equal(last?.kind === 'rest' ? last.count : undefined, rest);
      assert.equal(rows.length, rest === undefined ? 2 : 3);
    });
  }
});

describe('The Regions to choose from', () => {
  it('are those with resources, those without an answer, then the empty ones, each by name', () => {
    const counts: Count[] = [{ resourceKind: kindNamed('fleet'), count: 1, more: false, first: [], id: 'l' }];
    const answers: RegionFound[] = [
      { region: 'c', counts: [] },
      { region: 'f', counts },
      { region: 'd', counts: [], error },
      { region: 'b', counts },
    ];
    const choices = choicesOf(['a', 'f', 'e', 'd', 'c', 'b'], answers, ['f']);
    assert.deepEqual(
      choices.map(({ region, part, ticked }) => `${region} ${part}${ticked ? ' ticked' : ''}`),
      ['b found ticked', 'f found', 'a silent', 'd silent', 'e silent', 'c empty'],
    );
    assert.deepEqual(
      choices.map(({ answer }) => answer),
      ['b', 'f', 'a', 'd', 'e', 'c'].map(region => answers.find(answer => answer.region === region)),
    );
    assert.ok(!('answer' in (choices[2] ?? {})));
  });
});
