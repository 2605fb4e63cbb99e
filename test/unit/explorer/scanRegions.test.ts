// The scan of all Regions: what it asks for, how much at once, what it tells of failures, and that it can be stopped.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import { isRead } from '../../../src/api/core/readOnly';
import type { Api } from '../../../src/api/types';
import { profileConnection } from '../../../src/aws/connection';
import type { RegionFound } from '../../../src/explorer/scan/scanRegions';
import { scanRegions } from '../../../src/explorer/scan/scanRegions';
import type { Script, ScriptedApi } from '../../support/scriptedApi';
import { nothingListed, scriptedApi } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

function fail(reason: Reason): () => never {
  return () => {
    throw new ApiError('No.', { reason, operation: 'X', code: 'X', retryable: false, nextStep: '' });
  };
}

interface Swept {
  readonly found: readonly RegionFound[];
  readonly apis: ReadonlyMap<string, ScriptedApi>;
}

async function sweepOver(scripts: Readonly<Record<string, Script>>): Promise<Swept> {
  const apis = new Map(
    Object.entries(scripts).map(([region, script]) => [region, scriptedApi({ ...nothingListed, ...script })]),
  );
  const found: RegionFound[] = [];
  await scanRegions({
    connections: Object.keys(scripts).map(region => profileConnection('prod', region)),
    api: ({ region }) => Promise.resolve<Api>(apis.get(region) as ScriptedApi),
    found: answer => found.push(answer),
    signal: new AbortController().signal,
  });
  return { found, apis };
}

const countsOf = ({ counts }: RegionFound): string[] =>
  counts.map(({ resourceKind, count, more }) => `${resourceKind.name} ${count}${more ? '+' : ''}`);

describe('The scan of all Regions', () => {
  it('counts the first page of each list, and says if there is more', async () => {
    const { found, apis } = await sweepOver({
      'eu-west-1': {
        DescribeFleets: () => ({ Fleets: [{ Name: 'a' }, { Name: 'b' }], NextToken: 'more' }),
        DescribeImages: ({ Type }) => ({ Images: Type === 'PRIVATE' ? [{ Name: 'i' }] : [{}, {}, {}] }),
      },
      'eu-west-2': {},
    });
    assert.deepEqual(found.map(countsOf), [['fleet 2+', 'image 1'], []]);
    assert.deepEqual(
      found.map(({ error }) => error),
      [undefined, undefined],
    );
    const calls = apis.get('eu-west-1')?.calls ?? [];
    assert.equal(calls.filter(call => call.startsWith('DescribeFleets')).length, 1, 'no second page');
    assert.ok(calls.length <= 12, String(calls));
    assert.ok(calls.every(isRead));
  });

  for (const reason of ['credentials', 'network', 'timeout', 'expired', 'config'] as const) {
    it(`asks a Region that does not answer (${reason}) once, and continues with the others`, async () => {
      const { found, apis } = await sweepOver({
        'eu-south-1': { DescribeFleets: fail(reason) },
        'eu-west-1': { DescribeStacks: () => ({ Stacks: [{ Name: 's' }] }) },
      });
      const failed = found.find(({ region }) => region === 'eu-south-1');
      assert.equal(failed?.error?.reason, reason);
      assert.deepEqual(failed?.counts, []);
      assert.equal(apis.get('eu-south-1')?.calls.length, 1);
      assert.deepEqual(found.filter(({ region }) => region === 'eu-west-1').map(countsOf), [['stack 1']]);
    });
  }

  it('counts what may be listed if some kinds may not', async () => {
    const { found } = await sweepOver({
      'eu-west-1': {
        DescribeFleets: fail('denied'),
        DescribeUsers: fail('denied'),
        DescribeStacks: () => ({ Stacks: [{ Name: 's' }] }),
      },
    });
    assert.deepEqual(found.map(countsOf), [['stack 1']]);
    assert.equal(found[0]?.error?.reason, 'denied');
  });

  it('reports each Region as soon as it has answered, and scans four at a time', async () => {
    const regions = Array.from({ length: 12 }, (_, index) => `eu-west-${index}`);
    const waiting = new Map<string, () => void>();
    const found: string[] = [];
    const done = scanRegions({
      connections: regions.map(region => profileConnection('prod', region)),
      api: ({ region }) => new Promise<Api>(resolve => waiting.set(region, () => resolve(scriptedApi(nothingListed)))),
      found: ({ region }) => found.push(region),
      signal: new AbortController().signal,
    });
    assert.deepEqual([...waiting.keys()], regions.slice(0, 4));
    waiting.get('eu-west-2')?.();
    await waitUntil('the look into the fifth Region', () => waiting.has('eu-west-4'));
    assert.deepEqual(found, ['eu-west-2']);
    assert.equal(waiting.size, 5);
    await waitUntil('all twelve Regions', () => {
      for (const answer of waiting.values()) answer();
      return found.length === 12;
    });
    await done;
    assert.deepEqual([...found].sort(), [...regions].sort());
  });

  it('aborts its requests and reports nothing more when it is stopped', async () => {
    const abort = new AbortController();
    let aborted = 0;
    const found: string[] = [];
    const hanging = scriptedApi({
      DescribeFleets: (_input, signal) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => {
            aborted++;
            reject(new DOMException('stopped', 'AbortError'));
          }),
        ),
    });
    const done = scanRegions({
      connections: Array.from({ length: 9 }, (_, index) => profileConnection('prod', `eu-west-${index}`)),
      api: () => Promise.resolve<Api>(hanging),
      found: ({ region }) => found.push(region),
      signal: abort.signal,
    });
    await waitUntil('four requests', () => hanging.calls.length >= 4);
    abort.abort();
    await done;
    assert.equal(aborted, 4);
    assert.equal(hanging.calls.length, 4, 'nobody else is asked');
    assert.deepEqual(found, []);
  });
});
