// Stop, update and start again: which steps it takes, where it ends when one fails, and what it reports meanwhile.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import type { WaitNews } from '../../../src/explorer/acting/wait';
import { offersOf, runsText, stepLines } from '../../../src/explorer/plan/presentPlan';
import { sessionsOf } from '../../../src/explorer/plan/sessions';
import { isKeepable, stayingSteps, stepTitle, undoingSteps } from '../../../src/explorer/plan/steps';
import { correctable, unlockingFor, updateStep } from '../../../src/explorer/plan/unlocking';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import type { Values } from '../../../src/forms/field';
import { actionOf } from '../../support/actionOf';
import type { UnderTest } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { nodeOf } from '../../support/nodes';
import type { Account, WindowOptions } from '../../support/planWorld';
import { accountWith, openWindow, planFolder, refusal } from '../../support/planWorld';
import type { Script } from '../../support/scriptedApi';
import { someone } from '../../support/scriptedApi';
import { followUnlocking, unlockingPlan } from '../../support/unlockingPlan';

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
  readonly told?: (news: WaitNews) => void;
}

/** Follows the plan to its end. @returns the states of its steps, and the message of the error that ended it */
async function follow(
  { explorer, node }: Pick<UnderTest, 'explorer'> & { readonly node: ResourceNode },
  { abort = new AbortController(), told }: Following = {},
): Promise<string[]> {
  const plan = unlockingPlan(node, { InstanceType: 'x' });
  const said: string[] = [];
  try {
    const followed = await followUnlocking(explorer, plan, abort.signal, { told });
    if (followed !== 'done') said.push(followed);
  } catch (error) {
    said.push((error as Error).message);
  }
  explorer.dispose();
  return [...plan.steps.map(({ action, state }) => `${action} ${state}`), ...said];
}

describe('Stop, update and start again', () => {
  const done = ['stop done', 'update done', 'start done'];
  const open = ['stop waiting', 'update waiting', 'start waiting'];
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
      steps: ['stop stopped', ...open.slice(1), 'Stopped, because Fleet "dev" is unexpectedly RUNNING.'],
      sent: 1,
    },
    {
      given: 'a fleet that somebody deletes while it stops',
      looks: { stops: ['STOPPING', failed('notFound')] },
      steps: ['stop stopped', ...open.slice(1), 'Fleet "dev" no longer exists.'],
      sent: 1,
    },
    {
      given: 'an update that AWS refuses',
      over: { UpdateFleet: () => Promise.reject(failed('invalid')) },
      steps: ['stop done', 'update stopped', 'start waiting', 'No.'],
      sent: 2,
    },
    {
      given: 'a start that AWS refuses',
      over: { StartFleet: () => Promise.reject(failed('limit')) },
      steps: ['stop done', 'update done', 'start stopped', 'No.'],
      sent: 3,
    },
    {
      given: 'a fleet that stops again, with an error',
      looks: { starts: ['STARTING', noRole] },
      steps: [
        ...done.slice(0, 2),
        'start stopped',
        'Stopped, because Fleet "dev" is unexpectedly STOPPED. NO_ROLE: No role.',
      ],
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

  it('ends without an update if it is paused while the fleet stops', async () => {
    const fleet = await fleetThat();
    const abort = new AbortController();
    const told = (): void => abort.abort();
    assert.deepEqual(await follow(fleet, { abort, told }), [...open, 'paused']);
    assert.deepEqual(fleet.sent(), ['StopFleet']);
  });

  it('is paused, without a failure, when the window ends while the fleet stops', async () => {
    const fleet = await fleetThat();
    const told = (): void => fleet.explorer.dispose();
    assert.deepEqual(await follow(fleet, { told }), [...open, 'paused']);
    assert.deepEqual(fleet.sent(), ['StopFleet']);
  });

  it('ends without an update if the stopped fleet turns out to be changed by somebody else', async () => {
    const by = { InstanceType: 'other', FleetErrors: [] };
    const fleet = await fleetThat({
      stops: [
        { State: 'STOPPING', ...by },
        { State: 'STOPPED', ...by },
      ],
    });
    assert.deepEqual(await follow(fleet), [
      ...['stop done', 'update stopped', 'start waiting'],
      'Fleet "dev" has changed since the plan was made. Check it before you go on.',
    ]);
    assert.deepEqual(fleet.sent(), ['StopFleet']);
  });

  it('leaves alone what somebody else has changed besides', async () => {
    const by = { DisplayName: 'other', FleetErrors: [] };
    const fleet = await fleetThat({ stops: [{ State: 'STOPPED', ...by }] });
    assert.deepEqual(await follow(fleet), done);
    assert.deepEqual(fleet.sent(), ['StopFleet', 'UpdateFleet', 'StartFleet']);
  });

  it('ends with the reason if the profile leaves the view while the fleet stops', async () => {
    const fleet = await fleetThat();
    const said = await follow(fleet, { told: () => fleet.explorer.setRoots([]) });
    assert.equal(said[0], 'stop stopped');
    assert.match(said.at(-1) ?? '', /no longer shows/);
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
    await follow(fleet, {
      told: ({ state, newErrors }) => {
        codes.push([state, ...newErrors.map(({ code }) => code)]);
      },
    });
    assert.deepEqual(codes, [
      ['STOPPING', 'B'],
      ['STARTING', 'C'],
    ]);
  });
});

describe('Stop, update and start again, as a plan that is kept', () => {
  const role = 'arn:aws:iam::123456789012:role/desk';
  const given: Partial<Account> = {
    fleets: { dev: 'RUNNING', other: 'RUNNING' },
    settings: { dev: { InstanceType: 'small', IamRoleArn: role } },
  };
  const changes = ['StopFleet', 'UpdateFleet', 'StartFleet'];
  const begin = async (input: Values, options: WindowOptions = {}) => {
    const account = accountWith(given);
    const sent: string[] = [];
    const window = openWindow(account, planFolder(), sent, options);
    return { account, sent, window, plan: await window.plans.begin(await window.unlocking('dev', input)) };
  };

  it('takes back the update, which it does while the fleet is stopped', async () => {
    const { plan, account, sent, window } = await begin({
      InstanceType: 'large',
      AttributesToDelete: ['IAM_ROLE_ARN'],
    });
    assert.deepEqual([plan.state, offersOf(plan).undo], ['done', true], plan.said);
    await window.plans.undo(plan);
    assert.equal(plan.state, 'undone', plan.said);
    assert.deepEqual(account, accountWith(given));
    assert.deepEqual(sent, [...changes, ...changes]);
  });

  it('does not offer to take back what AWS can not clear, and says what stays', async () => {
    const { plan } = await begin({ Description: 'CAD' });
    assert.deepEqual([plan.state, offersOf(plan).undo], ['done', false], plan.said);
    assert.deepEqual(stayingSteps(plan.steps, undoingSteps(plan.steps)).map(stepTitle), ['Update Fleet: dev']);
  });

  it('stops where AWS refuses the update, and goes on with what a form has done instead', async () => {
    const { plan, account, sent, window } = await begin(
      { InstanceType: 'huge' },
      {
        over: script => ({
          ...script,
          UpdateFleet(input) {
            if (input['InstanceType'] === 'huge') throw refusal('invalid', 'UpdateFleet');
            return script.UpdateFleet?.(input, undefined);
          },
        }),
      },
    );
    assert.equal(plan.state, 'stopped');
    const step = correctable(plan.steps) ?? assert.fail();
    assert.deepEqual([step.action, step.input], ['update', { InstanceType: 'huge' }]);
    const [node, input] = [await window.row('fleet', 'dev'), { InstanceType: 'large' }];
    const shown = { node, actor: plan.actor };
    await window.explorer.perform(shown, actionOf('fleet', 'update'), {}, signal, input);
    await window.plans.replace(plan, step, updateStep(node, update, input, undefined));
    await window.plans.goOn(plan);
    assert.equal(plan.state, 'done', plan.said);
    assert.deepEqual(sent, changes);
    assert.deepEqual([account.fleets['dev'], account.settings['dev']?.['InstanceType']], ['RUNNING', 'large']);
  });

  it('is not kept and says so if the update has a secret', async () => {
    const { window } = await begin({ InstanceType: 'large' });
    const { steps } = await window.unlocking('other', { InstanceType: 'large' });
    assert.match(runsText(steps), /After a reload you are asked/);
    const secret = steps.map(step => ({ ...step, input: { Password: 'x' } }));
    assert.deepEqual(secret.map(isKeepable), [false, false, false]);
    assert.match(runsText(secret), /can't go on after a reload/);
    assert.ok(!stepLines(secret).join().includes('x)'), 'its values are not shown');
  });

  it('names what it changes', async () => {
    const { window } = await begin({ InstanceType: 'large' });
    assert.deepEqual(stepLines((await window.unlocking('other', { InstanceType: 'large' })).steps), [
      '1. Stop Fleet: other (usually within 20 minutes)',
      '2. Update Fleet: other (Instance type: large)',
      '3. Start Fleet: other (usually within 20 minutes)',
    ]);
  });
});

describe('The plan of an update', () => {
  it('is to stop the fleet first and to start it last, after a question', () => {
    const plan = unlockingFor(nodeOf('fleet', { Name: 'dev', State: 'RUNNING' }), update);
    assert.deepEqual([plan?.stop.name, plan?.update.name, plan?.start.name], ['stop', 'update', 'start']);
    assert.equal(plan?.question, 'Stop fleet {0}, update it and start it again?');
  });
  it('does not exist if there is nothing to stop', () => {
    assert.equal(unlockingFor(nodeOf('fleet', { Name: 'dev', State: 'STOPPED' }), update), undefined);
  });
  it('does not exist for a kind whose updates need no stop', () => {
    assert.equal(unlockingFor(nodeOf('stack', { Name: 'desk' }), actionOf('stack', 'update')), undefined);
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
