// Rollouts: which fleets can get an image, the waves, what stops them, and the way back.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';

import { lookUpBlockers } from '../../../src/explorer/plan/blocked';
import { keptFor, staleAfter } from '../../../src/explorer/plan/planFiles';
import type { Plans } from '../../../src/explorer/plan/plans';
import { offersOf, planText, resultText, stepLines } from '../../../src/explorer/plan/presentPlan';
import { candidatesFor, inWaves } from '../../../src/explorer/plan/rollout';
import type { Plan } from '../../../src/explorer/plan/steps';
import { undoingSteps } from '../../../src/explorer/plan/steps';
import { imageFit, isSameFamily, withImage } from '../../../src/kinds/parts/rollout';
import { actionOf } from '../../support/actionOf';
import type { Account, WindowOptions } from '../../support/planWorld';
import { accountWith, hangingAt, openWindow, planFolder, refusal } from '../../support/planWorld';

const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:image/${name}`;

const three: Partial<Account> = {
  fleets: { cad: 'RUNNING', gis: 'RUNNING', lab: 'STOPPED' },
  images: ['new', 'bad'],
  given: { cad: 'old', gis: 'old', lab: 'older' },
};

const windows = 'WINDOWS_SERVER_2022';

describe('An image', () => {
  const image = { Name: 'new', Arn: arn('new'), Platform: windows } as const;
  const fits = [
    ['a running fleet of the same platform', { State: 'RUNNING', Platform: windows }, 'fits'],
    ['a stopped fleet of another platform', { State: 'STOPPED', Platform: 'RHEL8' }, 'fits'],
    ['a running fleet of another platform', { State: 'RUNNING', Platform: 'RHEL8' }, 'platform'],
    ['a running fleet whose platform is unknown', { State: 'RUNNING' }, 'fits'],
    ['a fleet that has it', { State: 'RUNNING', Platform: windows, ImageArn: arn('new') }, 'has'],
    ['a fleet that is starting', { State: 'STARTING', Platform: windows }, 'state'],
    ['an Elastic fleet', { State: 'RUNNING', FleetType: 'ELASTIC' }, 'elastic'],
  ] as const;
  for (const [given, fleet, fit] of fits) {
    it(`for ${given}: ${fit}`, () => {
      assert.equal(
        imageFit(
          { Arn: undefined, Name: 'cad', InstanceType: undefined, ComputeCapacityStatus: undefined, ...fleet },
          image,
        ),
        fit,
      );
    });
  }

  it('is given by name if it is of the same account, else by ARN', () => {
    const fleet = { Name: 'cad', Arn: 'arn:aws:appstream:eu-west-1:123456789012:fleet/cad' } as never;
    assert.deepEqual(withImage(fleet, image), { Name: 'cad', ImageName: 'new' });
    const foreign = { Name: 'new', Arn: arn('new').replace('123456789012', '999999999999') };
    assert.deepEqual(withImage(fleet, foreign), { Name: 'cad', ImageArn: foreign.Arn });
  });

  const families: [string, string, boolean][] = [
    ['cad-2026-01', 'cad-2026-02', true],
    ['cad', 'cad-v2', true],
    ['CAD_1.2', 'cad_1.10', true],
    ['cad-2026', 'gis-2026', false],
    ['office-64', 'office365', true],
  ];
  for (const [one, other, same] of families) {
    it(`${one} ${same ? 'is' : "isn't"} another version of ${other}`, () =>
      assert.equal(isSameFamily(one, other), same));
  }
});

describe('What uses an image', () => {
  const open = (options: WindowOptions = {}) =>
    openWindow(
      accountWith({ ...three, given: { ...three.given, gis: 'new' }, shared: ['new/111111111111'] }),
      planFolder(),
      [],
      options,
    );
  const look = async ({ explorer, row }: ReturnType<typeof open>, name = 'new'): Promise<unknown> => {
    const node = await row('image', name);
    const shown = { node, actor: await explorer.actor(node) };
    const deletion = actionOf('image', 'delete');
    const { found, unknown } = await lookUpBlockers(explorer, deletion, shown, new AbortController().signal);
    return [
      found.map(({ blocker, ids }) => [blocker.kind, ...ids]),
      unknown.map(({ blocker, error }) => [blocker.kind, error.reason]),
    ];
  };

  it('are its fleets and the accounts that it is shared with', async () => {
    assert.deepEqual(await look(open()), [
      [
        ['fleet', 'gis'],
        ['imagePermission', '111111111111'],
      ],
      [],
    ]);
  });

  it('may be nothing', async () => {
    assert.deepEqual(await look(open(), 'bad'), [[], []]);
  });

  it('is unknown where AWS denies the look, and the rest is told', async () => {
    const denied = open({
      over: script => ({
        ...script,
        DescribeImagePermissions: () => {
          throw refusal('denied', 'DescribeImagePermissions');
        },
      }),
    });
    assert.deepEqual(await look(denied), [[['fleet', 'gis']], [['imagePermission', 'denied']]]);
  });
});

describe('Waves', () => {
  const cases: [string, string, number, number | undefined, string][] = [
    ['one at once', 'a', 1, undefined, 'a'],
    ['three in two', 'abc', 2, undefined, 'ab|c'],
    ['one first', 'abcde', 2, 1, 'a|bcde'],
    ['five in three', 'abcde', 3, undefined, 'ab|cd|e'],
    ['seven in four', 'abcdefg', 4, undefined, 'ab|cd|ef|g'],
    ['more than there are', 'ab', 5, undefined, 'a|b'],
  ];
  for (const [given, all, count, first, waves] of cases) {
    it(`are ${waves} for ${given}`, () => {
      const divided = inWaves([...all], count, first);
      assert.equal(divided.map(wave => wave.join('')).join('|'), waves);
    });
  }
});

describe('A rollout', () => {
  const open = (account: Account, sent: string[] = [], options: WindowOptions = {}) =>
    openWindow(account, planFolder(), sent, options);

  it('offers the fleets of the Region, with what each has', async () => {
    const account = accountWith({ ...three, given: { ...three.given, gis: 'new' } });
    const { explorer, row } = open(account);
    const candidates = await candidatesFor(explorer, await row('image', 'new'));
    assert.deepEqual(
      candidates.map(({ node, fit, image }) => [node.resourceKind.id(node.resource), fit, image]),
      [
        ['cad', 'fits', 'old'],
        ['gis', 'has', 'new'],
        ['lab', 'fits', 'older'],
      ],
    );
  });

  it('shows the wave of each step', async () => {
    const { rollout } = open(accountWith(three));
    assert.deepEqual(stepLines((await rollout('new', [['cad'], ['gis', 'lab']])).steps), [
      '1. Update Fleet: cad (wave 1)',
      '2. Update Fleet: gis (wave 2)',
      '3. Update Fleet: lab (wave 2)',
    ]);
  });

  it('gives each fleet the image once, wave by wave, and waits until the instances run', async () => {
    const account = accountWith(three);
    const sent: string[] = [];
    const { plans, rollout } = open(account, sent);
    const plan = await plans.begin(await rollout('new', [['cad'], ['gis', 'lab']]));
    assert.equal(plan.state, 'done', plan.said);
    assert.deepEqual(account.given, { cad: 'new', gis: 'new', lab: 'new' });
    assert.equal(sent.length, 3);
    assert.deepEqual(offersOf(plan), { goesOn: false, undo: true });
  });

  it('goes back to the image that each fleet had, when it is done', async () => {
    const account = accountWith(three);
    const { plans, rollout } = open(account);
    const plan = await plans.begin(await rollout('new', [['cad', 'gis', 'lab']]));
    assert.deepEqual(stepLines(undoingSteps(plan.steps)), [
      '1. Update Fleet: lab (Image name: older)',
      '2. Update Fleet: gis (Image name: old)',
      '3. Update Fleet: cad (Image name: old)',
    ]);
    await plans.undo(plan);
    assert.equal(plan.state, 'undone', plan.said);
    assert.deepEqual(account.given, three.given);
  });

  it('can be taken back by a later window, once', async () => {
    const account = accountWith(three);
    const folder = planFolder();
    const first = openWindow(account, folder);
    const plan = await first.plans.begin(await first.rollout('new', [['cad', 'lab']]));
    assert.deepEqual(await first.plans.finished(), [plan]);
    first.plans.dispose();
    const { plans } = openWindow(account, folder);
    assert.deepEqual(await plans.takeOver(), [], 'nobody is asked about it');
    const [kept] = await plans.finished();
    assert.ok(kept);
    assert.equal(kept.title, plan.title);
    await plans.undo(kept);
    assert.deepEqual([kept.state, plans.all, account.given], ['undone', [kept], three.given]);
    assert.deepEqual([await plans.finished(), fs.readdirSync(folder)], [[], []]);
  });

  it('is kept for 90 days', async () => {
    const folder = planFolder();
    const { plans, rollout, store } = openWindow(accountWith(three), folder);
    const plan = await plans.begin(await rollout('new', [['cad']]));
    await store.finish({ ...plan, begun: Date.now() - keptFor - 1 });
    assert.deepEqual([await store.finished(), fs.readdirSync(folder)], [[], []]);
  });

  it('pauses after a wave, goes on, and does nothing twice', async () => {
    const account = accountWith(three);
    const sent: string[] = [];
    const { plans, rollout } = open(account, sent);
    const plan = await plans.begin(await rollout('new', [['cad'], ['gis'], ['lab']], true));
    assert.deepEqual([plan.state, planText(plan)], ['paused', 'wave done, paused, step 2 of 3']);
    assert.deepEqual(account.given, { cad: 'new', gis: 'old', lab: 'older' });
    await plans.goOn(plan);
    assert.deepEqual([plan.state, account.given['lab']], ['paused', 'older']);
    await plans.goOn(plan);
    assert.equal(plan.state, 'done', plan.said);
    assert.equal(sent.length, 3);
  });

  it('stops when a fleet of a wave gets errors, and rolls back that fleet and the others of the wave', async () => {
    const account = accountWith(three);
    const { plans, rollout } = open(account);
    const plan = await plans.begin(await rollout('bad', [['cad', 'lab'], ['gis']]));
    assert.equal(plan.state, 'stopped');
    assert.match(plan.said ?? '', /^Fleet "cad" has new errors\./);
    assert.match(resultText(plan), /^Not done: Update Fleet: cad; Update Fleet: lab; Update Fleet: gis\.$/);
    assert.deepEqual(account.given, { cad: 'bad', gis: 'old', lab: 'bad' });
    await plans.undo(plan);
    assert.equal(plan.state, 'undone', plan.said);
    assert.deepEqual(account.given, three.given);
  });

  it('stops when the instances do not run in time', async () => {
    const account = accountWith(three);
    const { plans, rollout } = open(
      account,
      [],
      running(() => ({ Desired: 2, Running: account.given['cad'] === 'new' ? 1 : 2 })),
    );
    const made = await rollout('new', [['cad']]);
    const plan = await plans.begin({ ...made, waves: { pauses: false, minutes: 0 } });
    assert.equal(plan.said, 'Fleet "cad" still runs too few instances after 0 minutes.');
  });

  it('goes on over errors that a fleet had before', async () => {
    const account = accountWith({ ...three, images: ['bad-2'], given: { cad: 'bad', gis: 'old', lab: 'old' } });
    const { plans, rollout } = open(
      account,
      [],
      running(() => ({ Desired: 2, Running: 2 })),
    );
    const plan = await plans.begin(await rollout('bad-2', [['cad']]));
    assert.equal(plan.state, 'done', plan.said);
  });

  it('notices errors that came with the image, also if the window ended right after the request', async () => {
    const account = accountWith(three);
    const folder = planFolder();
    let hung: () => void = () => undefined;
    const ends = new Promise<void>(resolve => (hung = resolve));
    const first = openWindow(account, folder, [], {
      over: script => ({
        ...script,
        UpdateFleet(input) {
          void script.UpdateFleet?.(input, undefined);
          hung();
          return new Promise(() => undefined);
        },
      }),
    });
    void first.plans.begin(await first.rollout('bad', [['cad']]));
    await ends;
    const plan = await takenOver(openWindow(account, folder, [], { files: crashed() }).plans);
    assert.deepEqual([plan.state, account.given['cad']], ['stopped', 'bad']);
    assert.match(plan.said ?? '', /^Fleet "cad" has new errors\./);
  });

  it('is not kept for later windows in the sandbox, which ends with its window', async () => {
    const folder = planFolder();
    const { plans, rollout } = openWindow(accountWith(three), folder);
    const made = await rollout('new', [['cad']]);
    const plan = await plans.begin({ ...made, actor: { ...made.actor, sandbox: 'any' } });
    assert.deepEqual([plan.state, fs.readdirSync(folder)], ['done', []]);
  });

  it('waits for no more instances than ran before: a fleet with too few addresses never had all', async () => {
    const account = accountWith(three);
    const { plans, rollout } = open(
      account,
      [],
      running(() => ({ Desired: 5, Running: 2 })),
    );
    const plan = await plans.begin(await rollout('new', [['cad']]));
    assert.equal(plan.state, 'done', plan.said);
  });

  it('does not overwrite what somebody has changed since, neither forward nor back', async () => {
    const account = accountWith(three);
    const { plans, rollout } = open(account);
    const made = await rollout('new', [['cad'], ['gis']], true);
    const plan = await plans.begin(made);
    account.given['gis'] = 'else';
    await plans.goOn(plan);
    assert.match(plan.said ?? '', /Fleet "gis" has changed since the plan was made/);
    account.given['cad'] = 'else';
    await plans.undo(plan);
    assert.equal(plan.state, 'stopped');
    assert.deepEqual(account.given, { cad: 'else', gis: 'else', lab: 'older' });
  });

  it('comes to the same end when a request is refused and the user goes on', async () => {
    const account = accountWith(three);
    let refused = 0;
    const { plans, rollout } = open(account, [], {
      over: script => ({
        ...script,
        UpdateFleet(input) {
          if ((refused += 1) === 2) throw refusal('throttled', 'UpdateFleet');
          return script.UpdateFleet?.(input, undefined);
        },
      }),
    });
    const plan = await plans.begin(await rollout('new', [['cad', 'gis', 'lab']]));
    assert.equal(plan.state, 'stopped');
    await plans.goOn(plan);
    assert.equal(plan.state, 'done', plan.said);
    assert.deepEqual(account.given, { cad: 'new', gis: 'new', lab: 'new' });
  });

  for (const isSent of [false, true]) {
    it(`comes to the same end when its window ends at any request ${isSent ? 'that AWS carries out' : 'before AWS has it'}`, async () => {
      let interrupted = 0;
      for (let count = 1; count < 200; count++) {
        const account = accountWith(three);
        const folder = planFolder();
        const sent: string[] = [];
        const made = await openWindow(account, folder).rollout('new', [['cad'], ['gis', 'lab']]);
        let hung: () => void = () => undefined;
        const ends = new Promise<'hung'>(resolve => (hung = () => resolve('hung')));
        const first = openWindow(account, folder, sent, { over: script => hangingAt(script, count, isSent, hung) });
        if ((await Promise.race([first.plans.begin(made), ends])) !== 'hung') break;
        interrupted += 1;
        const plan = await takenOver(openWindow(account, folder, sent, { files: crashed() }).plans);
        assert.equal(plan.state, 'done', `request ${count}: ${plan.said}`);
        assert.deepEqual(account.given, { cad: 'new', gis: 'new', lab: 'new' }, `request ${count}`);
        assert.equal(sent.length, 3, `request ${count}: nothing is done twice`);
      }
      assert.ok(interrupted > 6, `${interrupted}`);
    });
  }
});

/** Has all fleets run that many instances. */
function running(capacity: () => object): WindowOptions {
  return {
    over: script => ({
      ...script,
      DescribeFleets: input => {
        const { Fleets } = script.DescribeFleets?.(input, undefined) as { Fleets: object[] };
        return { Fleets: Fleets.map(fleet => ({ ...fleet, ComputeCapacityStatus: capacity() })) };
      },
    }),
  };
}

async function takenOver(plans: Plans): Promise<Plan> {
  await plans.takeOver(); // the lock of the other window may still be alive
  const [plan] = await plans.takeOver();
  assert.ok(plan, 'the plan is kept');
  await plans.goOn(plan);
  return plan;
}

function crashed(): NonNullable<WindowOptions['files']> {
  let now = 0;
  return { steady: () => (now += staleAfter) };
}
