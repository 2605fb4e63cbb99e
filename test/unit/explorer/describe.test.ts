// Describing known resources again: which requests that takes, and what an answer, a refusal or a cancellation means for each row.
import * as assert from 'node:assert/strict';

import type { Actor } from '../../../src/api/core/actor';
import { actorOf } from '../../../src/api/core/actor';
import type { Reason } from '../../../src/api/core/errors';
import { ApiError } from '../../../src/api/core/errors';
import type { ActingApi, Api } from '../../../src/api/types';
import type { Connection } from '../../../src/aws/connection';
import type { Describer, DescriberOptions } from '../../../src/explorer/tree/describe';
import { createDescriber, describeAnew, describeNow, laneOf } from '../../../src/explorer/tree/describe';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { nodeOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { connection, scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();
const elsewhere: Connection = { key: 'profile:prod/us-east-1', profile: 'prod', region: 'us-east-1' };

const error = (reason: Reason, retryable = false): ApiError =>
  new ApiError('No.', { reason, operation: 'DescribeFleets', code: 'X', retryable, nextStep: '' });

const fleet = (Name: string | undefined, at?: Connection): ResourceNode =>
  nodeOf('fleet', { ...(Name !== undefined && { Name }), State: 'STOPPED' }, {}, at);
const userStack = (): ResourceNode => nodeOf('userStack', { StackName: 'desk' }, { UserName: 'ana' });

const found = (...names: string[]): object => ({ Fleets: names.map(Name => ({ Name, State: 'RUNNING' })) });
const asked = ({ Names }: Record<string, unknown>): string[] => (Names ?? []) as string[];

/** A describer whose callbacks are recorded: `changed a`, `gone b`, `open prod`. */
function describer(script: Script, more: Partial<DescriberOptions> = {}) {
  const api = scriptedApi(script);
  const log: string[] = [];
  const nameOf = ({ resourceKind, resource }: ResourceNode): string => resourceKind.id(resource) ?? '?';
  const made = createDescriber({
    api: (of: Connection, actor?: Actor) => {
      log.push(`open ${of.region}${actor ? ' as somebody' : ''}`);
      return Promise.resolve<ActingApi>(api);
    },
    background: resourceKind => {
      log.push(`open ${resourceKind.region} in the background`);
      return Promise.resolve<Api>(api);
    },
    relist: group => {
      log.push(`list ${group.resourceKind.name}`);
      return Promise.resolve(undefined);
    },
    now: () => 7,
    changed: node => void log.push(`changed ${nameOf(node)}`),
    gone: node => void log.push(`gone ${nameOf(node)}`),
    ...more,
  });
  const again: Describer['describe'] = (...input) => made.describe(...input);
  const poll: Describer['poll'] = (...input) => made.poll(...input);
  return { again, poll, log, calls: api.calls };
}

const stateOf = ({ resource }: ResourceNode): unknown => (resource as { State: unknown }).State;

describe('Describing rows again', () => {
  it('asks once for all of a Region, and once for a row that is there twice', async () => {
    const { again, calls, log } = describer({ DescribeFleets: input => found(...asked(input)) });
    const nodes = [fleet('a'), fleet('b'), fleet('a'), fleet('c', elsewhere)];
    assert.equal(await again(nodes, signal), undefined);
    assert.deepEqual(calls, ['DescribeFleets {"Names":["a","b"]}', 'DescribeFleets {"Names":["c"]}']);
    assert.deepEqual(nodes.map(stateOf), ['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']);
    assert.deepEqual(log, ['open eu-west-1', 'open us-east-1', 'changed a', 'changed b', 'changed a', 'changed c']);
  });

  it('does not ask for rows that have no name, or whose kind can only be listed', async () => {
    const { again, log } = describer({});
    assert.equal(await again([fleet(undefined), userStack()], signal), undefined);
    assert.deepEqual(log, []);
  });

  it('asks as the actor who acted, if one did', async () => {
    const { again, log } = describer({ DescribeFleets: () => found('a') });
    await again([fleet('a')], signal, actorOf(connection, '', undefined));
    assert.deepEqual(log, ['open eu-west-1 as somebody', 'changed a']);
  });

  it('marks a row that the answer lacks', async () => {
    const { again, log } = describer({ DescribeFleets: () => found('b') });
    const [a, b] = [fleet('a'), fleet('b')];
    await again([a, b], signal);
    assert.deepEqual([a.missingSince, a.gone, b.missingSince], [7, undefined, undefined]);
    assert.deepEqual(log, ['open eu-west-1', 'changed a', 'changed b']);
  });

  it('tells that a row is gone which the answer lacks a second time', async () => {
    const { again, log } = describer({ DescribeFleets: () => found('b') });
    const a = fleet('a');
    a.missingSince = -5_000;
    await again([a], signal);
    assert.deepEqual([a.gone, log], [true, ['open eu-west-1', 'gone a']]);
  });

  it('asks for each row alone if AWS refuses the request because one is gone', async () => {
    const { again, log, calls } = describer({
      DescribeFleets(input) {
        if (asked(input).includes('b')) throw error('notFound');
        return found(...asked(input));
      },
    });
    const nodes = ['a', 'b', 'c'].map(name => fleet(name));
    assert.equal(await again(nodes, signal), undefined);
    assert.equal(calls.length, 4);
    assert.deepEqual(nodes.map(stateOf), ['RUNNING', 'STOPPED', 'RUNNING']);
    assert.deepEqual(log.filter(line => !line.startsWith('open')).sort(), ['changed a', 'changed c', 'gone b']);
  });

  const failures: { given: string; thrown: Error; shown: boolean; retryable: boolean }[] = [
    { given: 'is not allowed', thrown: error('denied'), shown: true, retryable: false },
    { given: 'may succeed later', thrown: error('throttled', true), shown: false, retryable: true },
    { given: 'fails with a bug', thrown: new TypeError('oops'), shown: false, retryable: true },
  ];
  for (const { given, thrown, shown, retryable } of failures) {
    it(`that ${given} is noted at each row, and ${shown ? 'shown at once' : 'not shown the first time'}`, async () => {
      const { again, log } = describer({ DescribeFleets: () => Promise.reject(thrown) });
      const nodes = [fleet('a'), fleet('b')];
      const returned = await again(nodes, signal);
      assert.equal(returned?.retryable, retryable);
      for (const { failedPolls } of nodes) assert.deepEqual(failedPolls, { since: 7, polls: 1, error: returned });
      assert.deepEqual(log, ['open eu-west-1', ...(shown ? ['changed a', 'changed b'] : [])]);
    });
  }

  it('returns the error of one Region though another answers', async () => {
    const { again } = describer({
      DescribeFleets(input) {
        if (asked(input).includes('a')) throw error('denied');
        return found(...asked(input));
      },
    });
    assert.equal((await again([fleet('b'), fleet('a', elsewhere)], signal))?.reason, 'denied');
  });

  it('notes nothing if the request was cancelled', async () => {
    const { again, log } = describer({ DescribeFleets: () => Promise.reject(error('cancelled')) });
    const a = fleet('a');
    assert.equal(await again([a], signal), undefined);
    assert.deepEqual([a.failedPolls, log], [undefined, ['open eu-west-1']]);
  });

  it('asks for nothing once it is aborted, and drops answers and failures that come later', async () => {
    const aborted = describer({});
    assert.equal(await aborted.again([fleet('a')], AbortSignal.abort()), undefined);
    assert.deepEqual(aborted.log, []);
    for (const answer of [found('a'), error('denied')]) {
      const abort = new AbortController();
      const { again, log } = describer({
        DescribeFleets() {
          abort.abort();
          if (answer instanceof ApiError) throw answer;
          return answer;
        },
      });
      const a = fleet('a');
      assert.equal(await again([a], abort.signal), undefined);
      assert.deepEqual([stateOf(a), a.failedPolls, log], ['STOPPED', undefined, ['open eu-west-1']]);
    }
  });
});

describe('Polling rows', () => {
  it('is background work', async () => {
    const { poll, log } = describer({ DescribeFleets: () => found('a') });
    assert.equal(await poll([fleet('a')], signal), undefined);
    assert.deepEqual(log, ['open eu-west-1 in the background', 'changed a']);
  });

  it('lists a kind that can only be listed, and returns its error', async () => {
    const { poll, log } = describer({}, { relist: () => Promise.resolve(error('denied')) });
    assert.equal((await poll([userStack()], signal))?.reason, 'denied');
    assert.deepEqual(log, []);
  });

  it('asks for nothing without rows', async () => {
    const { poll, log } = describer({});
    assert.equal(await poll([], signal), undefined);
    assert.deepEqual(log, []);
  });
});

describe('The request that describes a row', () => {
  const software = (builder: string): ResourceNode =>
    nodeOf('software', { SoftwareName: 'Office' }, { ImageBuilderName: builder, AssociatedResource: 'arn' });
  const cases: { given: string; rows: [ResourceNode, ResourceNode]; same: boolean }[] = [
    { given: 'fleets of a Region', rows: [fleet('a'), fleet('b')], same: true },
    { given: 'fleets of two Regions', rows: [fleet('a'), fleet('a', elsewhere)], same: false },
    { given: 'a fleet and a stack', rows: [fleet('a'), nodeOf('stack', { Name: 'a' })], same: false },
    { given: 'software of an image builder', rows: [software('x'), software('x')], same: true },
    { given: 'software of two image builders', rows: [software('x'), software('y')], same: false },
    { given: 'fleets, one without a name', rows: [fleet('a'), fleet(undefined)], same: false },
    { given: 'stacks of a user, which are listed', rows: [userStack(), userStack()], same: true },
  ];
  for (const { given, rows, same } of cases) {
    it(`is ${same ? 'one' : 'not one'} for ${given}`, () => {
      assert.equal(laneOf(rows[0]) === laneOf(rows[1]), same, rows.map(laneOf).join(' and '));
    });
  }
});

describe('What AWS has now', () => {
  const atOnce = (callback: () => void): (() => void) => {
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  };
  /** Answers one after the other; the last stays. */
  const turns = (...answers: (object | ApiError)[]): Script => ({
    DescribeFleets() {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer instanceof ApiError) throw answer;
      return answer;
    },
  });
  const running = { Name: 'a', State: 'RUNNING' };
  const cases: { given: string; script: Script; anew: unknown; calls: number }[] = [
    { given: 'an answer with the fleet', script: turns(found('a')), anew: running, calls: 1 },
    { given: 'an answer with another, too', script: turns(found('b', 'a')), anew: running, calls: 1 },
    {
      given: 'an answer without it, then one with it',
      ...{ script: turns(found('b'), found('a')), anew: running, calls: 2 },
    },
    { given: 'no answer with it', script: turns(found()), anew: undefined, calls: 2 },
    { given: 'that it does not exist', script: turns(error('notFound')), anew: undefined, calls: 1 },
    {
      given: 'an answer without it, then that it does not exist',
      ...{ script: turns(found(), error('notFound')), anew: undefined, calls: 2 },
    },
  ];
  for (const { given, script, anew, calls } of cases) {
    it(`is ${anew ? 'the fleet' : 'nothing'}, given ${given}`, async () => {
      const api = scriptedApi(script);
      const waits: number[] = [];
      const schedule = (callback: () => void, ms: number): (() => void) => {
        waits.push(ms);
        return atOnce(callback);
      };
      assert.deepEqual(await describeAnew(fleet('a'), api, signal, schedule), anew);
      assert.equal(api.calls.length, calls);
      assert.deepEqual(waits, calls === 2 ? [5_000] : []);
    });
  }

  const polls: { given: string; script: Script; now: unknown }[] = [
    { given: 'an answer with the fleet', script: turns(found('a')), now: running },
    { given: 'an answer without it', script: turns(found('b'), found('a')), now: undefined },
    { given: 'that it does not exist', script: turns(error('notFound')), now: undefined },
  ];
  for (const { given, script, now } of polls) {
    it(`is ${now ? 'the fleet' : 'nothing'} after one poll, given ${given}`, async () => {
      const api = scriptedApi(script);
      assert.deepEqual([await describeNow(fleet('a'), api, signal), api.calls.length], [now, 1]);
    });
  }

  it('is an error if AWS refuses to tell', async () => {
    const api = scriptedApi(turns(error('denied')));
    await assert.rejects(describeAnew(fleet('a'), api, signal, atOnce), { reason: 'denied' });
    await assert.rejects(describeNow(fleet('a'), api, signal), { reason: 'denied' });
  });

  it('is looked for on all pages of a list, where a kind can only be listed', async () => {
    const script: Script = {
      DescribeUserStackAssociations: ({ NextToken }) =>
        NextToken
          ? { UserStackAssociations: [{ StackName: 'desk' }] }
          : { UserStackAssociations: [{ StackName: 'gis' }], NextToken: 'x' },
    };
    const api = scriptedApi(script);
    assert.deepEqual(await describeNow(userStack(), api, signal), { StackName: 'desk' });
    const calls = api.calls.map(call => call.split(' ')[1]);
    assert.deepEqual(calls, ['{"UserName":"ana"}', '{"UserName":"ana","NextToken":"x"}']);
    const without = scriptedApi({ DescribeUserStackAssociations: () => ({}) });
    assert.equal(await describeNow(userStack(), without, signal), undefined);
  });

  it('is not known if the caller cancels between two polls', async () => {
    const abort = new AbortController();
    const api = scriptedApi(turns(found()));
    const anew = describeAnew(fleet('a'), api, abort.signal, () => {
      abort.abort();
      return () => undefined;
    });
    await assert.rejects(anew, { name: 'ApiError', reason: 'cancelled', operation: 'DescribeFleets', retryable: true });
  });

  it('is the error of AWS if the caller cancels while a request is under way', async () => {
    const abort = new AbortController();
    const api = scriptedApi({
      DescribeFleets() {
        abort.abort();
        throw error('denied');
      },
    });
    await assert.rejects(describeAnew(fleet('a'), api, abort.signal, atOnce), { reason: 'denied' });
  });
});
