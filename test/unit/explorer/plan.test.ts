// Stop, update and start again: which steps it takes, where it ends when one fails, and what it reports meanwhile.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { WaitNews } from '../../../src/explorer/acting/wait';
import type { Step } from '../../../src/explorer/plan/plan';
import { followPlan, planFor, sessionsOf } from '../../../src/explorer/plan/plan';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import { actionOf } from '../../support/actionOf';
import type { UnderTest } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { someone } from '../../support/scriptedApi';

const { signal } = new AbortController();
const update = actionOf('fleet', 'update');

const failed = (reason: ApiError['reason']): ApiError =>
  new ApiError('No.', { reason, operation: 'UpdateFleet', code: 'X', retryable: false, nextStep: '' });

type Look = string | ApiError | { readonly State: string; readonly FleetErrors: readonly object[] };

/** What a fleet is found as, look after look, from when it runs, is asked to stop, and is asked to start. */
interface Looks {
  readonly runs?: readonly Look[];
  readonly stops?: readonly Look[];
  readonly starts?: readonly Look[];
}

/** A fleet that by default takes two looks to stop and two to start. Timers fire by themselves. */
async function fleetThat(
  { runs = ['RUNNING'], stops = ['STOPPING', 'STOPPED'], starts = ['STARTING', 'RUNNING'] }: Looks = {},
  over: Script = {},
): Promise<UnderTest & { readonly node: ResourceNode; readonly sent: () => string[] }> {
  let looks = [...runs];
  const setup = explorerUnderTest(
    {
      DescribeFleets() {
        const look = looks.length > 1 ? looks.shift() : looks[0];
        if (look instanceof ApiError) throw look;
        return { Fleets: [{ Name: 'dev', ...(typeof look === 'string' ? { State: look } : look) }] };
      },
      StopFleet: () => ((looks = [...stops]), {}),
      StartFleet: () => ((looks = [...starts]), {}),
      UpdateFleet: () => ({}),
      ...over,
    },
    { schedule: 'atOnce' },
  );
  const node = await setup.row('fleet');
  const sent = (): string[] =>
    setup.api.calls.map(call => call.split(' ')[0] ?? '').filter(call => !/^(Describe|List)/.test(call));
  return { ...setup, node, sent };
}

interface Following {
  readonly abort?: AbortController;
  readonly ready?: () => Promise<void>;
  readonly told?: (news: WaitNews) => void;
}

/** Follows the plan to its end. @returns its steps, and the message of the error that ended it */
async function follow(
  { explorer, node }: Pick<UnderTest, 'explorer'> & { readonly node: ResourceNode },
  { abort = new AbortController(), ready, told }: Following = {},
): Promise<string[]> {
  const steps: string[] = [];
  const said = (step: Step): void => void steps.push(step);
  const plan = planFor(node, update) ?? assert.fail();
  try {
    const shown = { node, actor: someone };
    await followPlan(explorer, shown, plan, { InstanceType: 'x' }, abort.signal, said, told, ready);
  } catch (error) {
    steps.push((error as Error).message);
  }
  explorer.dispose();
  return steps;
}

describe('Stop, update and start again', () => {
  const done = ['stopping', 'updating', 'updated', 'starting', 'running'];
  const noRole = { State: 'STOPPED', FleetErrors: [{ ErrorCode: 'NO_ROLE', ErrorMessage: 'No role' }] };
  const cases: { given: string; looks?: Looks; over?: Script; steps: readonly string[]; sent: number }[] = [
    { given: 'a fleet that takes its time', steps: done, sent: 3 },
    {
      given: 'a fleet that stops and starts at once',
      looks: { stops: ['STOPPED'], starts: ['RUNNING'] },
      steps: done,
      sent: 3,
    },
    {
      given: 'a fleet that somebody starts while it stops',
      looks: { stops: ['STOPPING', 'RUNNING'] },
      steps: ['stopping', 'Stopped, because Fleet "dev" is unexpectedly RUNNING.'],
      sent: 1,
    },
    {
      given: 'a fleet that somebody deletes while it stops',
      looks: { stops: ['STOPPING', failed('notFound')] },
      steps: ['stopping', 'Fleet "dev" no longer exists.'],
      sent: 1,
    },
    {
      given: 'an update that AWS refuses',
      over: { UpdateFleet: () => Promise.reject(failed('invalid')) },
      steps: ['stopping', 'updating', 'No.'],
      sent: 2,
    },
    {
      given: 'a start that AWS refuses',
      over: { StartFleet: () => Promise.reject(failed('limit')) },
      steps: ['stopping', 'updating', 'updated', 'No.'],
      sent: 3,
    },
    {
      given: 'a fleet that stops again, with an error',
      looks: { starts: ['STARTING', noRole] },
      steps: [...done.slice(0, 4), 'Stopped, because Fleet "dev" is unexpectedly STOPPED. NO_ROLE: No role.'],
      sent: 3,
    },
  ];
  for (const { given, looks, over, steps, sent } of cases) {
    it(`comes to "${steps.at(-1)}", given ${given}`, async () => {
      const fleet = await fleetThat(looks, over);
      assert.deepEqual(await follow(fleet), steps);
      assert.deepEqual(fleet.sent(), ['StopFleet', 'UpdateFleet', 'StartFleet'].slice(0, sent));
    });
  }

  it('ends without an update if it is cancelled while the fleet stops', async () => {
    const fleet = await fleetThat();
    const abort = new AbortController();
    abort.abort();
    assert.deepEqual(await follow(fleet, { abort }), ['stopping', 'Cancelled. Fleet "dev" is STOPPING.']);
    assert.deepEqual(fleet.sent(), ['StopFleet']);
  });

  it('ends without an update if the stopped fleet turns out to be changed by somebody else', async () => {
    const fleet = await fleetThat();
    const ready = (): Promise<void> => Promise.reject(new Error('Somebody else changed it.'));
    assert.deepEqual(await follow(fleet, { ready }), ['stopping', 'Somebody else changed it.']);
    assert.deepEqual(fleet.sent(), ['StopFleet']);
  });

  it('ends with the reason if the profile leaves the view while the fleet stops', async () => {
    const fleet = await fleetThat();
    const [stopping, reason] = await follow(fleet, { told: () => fleet.explorer.setRoots([]) });
    assert.equal(stopping, 'stopping');
    assert.match(reason ?? '', /no longer shows/);
    assert.deepEqual(fleet.sent(), ['StopFleet']);
  });

  it('reports as new only errors that the user has not seen, neither before nor in an earlier step', async () => {
    const withErrors = (State: string, ...codes: string[]): Look => ({
      ...{ State, FleetErrors: codes.map(ErrorCode => ({ ErrorCode, ErrorMessage: 'No.' })) },
    });
    const fleet = await fleetThat({
      runs: [withErrors('RUNNING', 'A')],
      stops: [withErrors('STOPPING', 'A', 'B'), 'STOPPED'],
      starts: [withErrors('STARTING', 'A', 'B', 'C'), 'RUNNING'],
    });
    const codes: unknown[] = [];
    await follow(fleet, { told: ({ state, newErrors }) => codes.push([state, ...newErrors.map(({ code }) => code)]) });
    assert.deepEqual(codes, [
      ['STOPPING', 'B'],
      ['STARTING', 'C'],
    ]);
  });
});

describe('The plan of an update', () => {
  it('is to stop the fleet first and to start it last, after a question', () => {
    const plan = planFor(nodeOf('fleet', { Name: 'dev', State: 'RUNNING' }), update);
    assert.deepEqual([plan?.stop.name, plan?.update.name, plan?.start.name], ['stop', 'update', 'start']);
    assert.equal(plan?.question, 'Stop fleet {0}, update it and start it again?');
  });
  it('does not exist if there is nothing to stop', () => {
    assert.equal(planFor(nodeOf('fleet', { Name: 'dev', State: 'STOPPED' }), update), undefined);
  });
  it('does not exist for a kind whose updates need no stop', () => {
    assert.equal(planFor(nodeOf('stack', { Name: 'desk' }), actionOf('stack', 'update')), undefined);
  });
});

describe('The sessions that end when a resource is stopped', () => {
  const sessionsAt = (...sessions: object[]): Script => ({
    ListAssociatedStacks: ({ FleetName }) => ({ Names: FleetName === 'dev' ? ['desk'] : [] }),
    DescribeSessions: ({ AuthenticationType }) => ({ Sessions: AuthenticationType === 'SAML' ? sessions : [] }),
  });
  const cases: { given: string; sessions: object[]; lines: string[] }[] = [
    { given: 'none', sessions: [], lines: [] },
    {
      given: 'the session of a user',
      sessions: [{ Id: 's-1', UserId: 'jane@example.com', StackName: 'desk', AuthenticationType: 'SAML' }],
      lines: ['jane@example.com · SAML · desk'],
    },
    { given: 'a session without a user', sessions: [{ Id: 's-1', StackName: 'desk' }], lines: ['s-1 · desk'] },
    {
      given: 'several sessions, one with a line break in its name',
      sessions: [
        { Id: 's-1', UserId: 'jane' },
        { Id: 's-2', UserId: 'a\nb' },
      ],
      lines: ['jane', 'a b'],
    },
  ];
  for (const { given, sessions, lines } of cases) {
    it(`are listed as ${JSON.stringify(lines)}, given ${given}`, async () => {
      const { explorer, node } = await fleetThat({}, sessionsAt(...sessions));
      assert.deepEqual(await sessionsOf(explorer, { node, actor: someone }, signal), lines);
    });
  }

  it('are none of an app block builder, which has no sessions', async () => {
    const { explorer, row } = explorerUnderTest({
      DescribeAppBlockBuilders: () => ({ AppBlockBuilders: [{ Name: 'packer', State: 'RUNNING' }] }),
    });
    const node = await row('appBlockBuilder');
    assert.equal(await sessionsOf(explorer, { node, actor: someone }, signal), undefined);
  });
});
