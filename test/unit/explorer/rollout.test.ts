// Rollouts: which fleets can get an image, the waves, what stops them, and the way back.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';

import { lookUpBlockers } from '../../../src/explorer/plan/blocked';
import { keptFor } from '../../../src/explorer/plan/planFiles';
import type { Plans } from '../../../src/explorer/plan/plansTypes';
import { offersOf, planText, resultText, stepLines } from '../../../src/explorer/plan/presentPlan';
import {
  candidatesFor,
  canUpdateFirst,
  imagesToGive,
  inWaves,
  newestOf,
  tagGroups,
} from '../../../src/explorer/plan/rollout';
import type { Plan } from '../../../src/explorer/plan/steps';
import { stayingSteps, stepTitle, undoingSteps } from '../../../src/explorer/plan/steps';
import { nameOf, regionOf } from '../../../src/explorer/tree/node';
import { imageFit, isMatching, isSameFamily, withImage } from '../../../src/kinds/parts/rollout';
import { actionOf } from '../../support/actionOf';
import { crashed } from '../../support/interrupting';
import { nodeOf } from '../../support/nodes';
import type { Account, WindowOptions } from '../../support/planWorld';
import { accountWith, hangingAt, openWindow, planFolder, refusal } from '../../support/planWorld';

const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:image/${name}`;

const three: Partial<Account> = {
  fleets: { cad: 'RUNNING', gis: 'RUNNING', lab: 'STOPPED' },
  images: ['new', 'bad'],
  given: { cad: 'old', gis: 'old', lab: 'older' },
};

/** How long a test may take that interrupts a rollout at each request: milliseconds. */
const patience = 120_000;

/** The same, with an image of another platform. */
const others: Partial<Account> = { ...three, images: ['new', 'rhel-9'] };

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

  const patterns: [string, string, boolean][] = [
    ['office-*', 'office-2026-09', true],
    ['OFFICE-*', 'office-2026-09', true],
    ['office-*', 'my-office-2026', false],
    ['*office*', 'my-office-2026', true],
    ['cad-?', 'cad-7', true],
    ['cad-?', 'cad-17', false],
    ['cad', 'cad-7', false],
    ['cad.7', 'cad-7', false],
    ['', 'cad', false],
  ];
  for (const [pattern, name, isIt] of patterns) {
    it(`${name} ${isIt ? 'matches' : "doesn't match"} the pattern "${pattern}"`, () =>
      assert.equal(isMatching(pattern, name), isIt));
  }

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

describe('Waves by a tag', () => {
  it('are of the fleets with the same value, for each tag that tells the fleets apart', () => {
    const known = new Map([
      ['cad', { env: 'prod', team: 'a' }],
      ['gis', { env: 'test', team: 'a' }],
      ['lab', { team: 'a' }],
    ]);
    const fleets = [...known.keys()].map(Name => {
      const node = nodeOf('fleet', { Name, Arn: Name });
      Object.assign(regionOf(node) ?? {}, { tags: { known, isWhole: true, at: 0 } });
      return node;
    });
    const found = [...tagGroups(fleets)].map(([key, groups]) => [
      key,
      [...groups].map(([value, nodes]) => [value, ...nodes.map(nameOf)]),
    ]);
    assert.deepEqual(found, [
      [
        'env',
        [
          ['prod', 'cad'],
          ['test', 'gis'],
          [undefined, 'lab'],
        ],
      ],
    ]);
  });
});

describe('The newest image of a pattern', () => {
  const image = (Name: string, day: number, State = 'AVAILABLE') => ({
    ...{ Name, Arn: arn(Name), State, Visibility: 'PRIVATE' },
    CreatedTime: new Date(Date.UTC(2026, 0, day)),
  });
  it('is the one that was created last, of those that are AVAILABLE', async () => {
    const images = [image('office-1', 1), image('office-3', 2), image('office-2', 3, 'FAILED'), image('cad-1', 4)];
    const { explorer, region } = openWindow(accountWith(three), planFolder(), [], {
      over: script => ({ ...script, DescribeImages: ({ Type }) => ({ Images: Type === 'PRIVATE' ? images : [] }) }),
    });
    const newest = await imagesToGive(explorer, region);
    assert.deepEqual(newest.map(nameOf), ['cad-1', 'office-3', 'office-1']);
    const found = newestOf(newest, 'office-*');
    assert.equal(found && nameOf(found), 'office-3');
    assert.equal(newestOf(newest, 'gis-*'), undefined);
  });
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

  it('of an image with another platform stops the fleets that run, and starts them again', async () => {
    const account = accountWith(others);
    const { plans, rollout } = open(account);
    const made = await rollout('rhel-9', [['cad', 'lab'], ['gis']]);
    const titles = ['Stop Fleet: cad', 'Update Fleet: cad', 'Start Fleet: cad', 'Update Fleet: lab', 'Stop Fleet: gis'];
    assert.deepEqual(made.steps.slice(0, 5).map(stepTitle), titles);
    const plan = await plans.begin(made);
    assert.equal(plan.state, 'done', plan.said);
    const after = { cad: 'rhel-9', gis: 'rhel-9', lab: 'rhel-9' };
    assert.deepEqual([account.given, account.fleets], [after, others.fleets]);
    await plans.undo(plan);
    assert.deepEqual([plan.state, account.given, account.fleets], ['undone', others.given, others.fleets]);
  });

  it('of an image that is updated first waits until the new one is AVAILABLE, and says that it stays', async () => {
    const account = accountWith(three);
    const { plans, rollout, row } = open(account);
    assert.ok(canUpdateFirst(await row('image', 'new')));
    const plan = await plans.begin(await rollout('new', [['cad'], ['lab']], false, 'new-2'));
    assert.equal(plan.state, 'done', plan.said);
    assert.deepEqual(account.given, { cad: 'new-2', gis: 'old', lab: 'new-2' });
    const back = undoingSteps(plan.steps);
    assert.deepEqual([back.length, ...stayingSteps(plan.steps, back).map(stepTitle)], [2, 'Create Updated Image: new']);
  });

  it('of an image that is updated first stops if the new one fails', async () => {
    const account = accountWith(three);
    const { plans, rollout } = open(account, [], {
      over: script => ({
        ...script,
        DescribeImages(input) {
          const { Images } = script.DescribeImages?.(input, undefined) as { Images: { Name: string }[] };
          return { Images: Images.map(image => (image.Name === 'new-2' ? { ...image, State: 'FAILED' } : image)) };
        },
      }),
    });
    const plan = await plans.begin(await rollout('new', [['cad']], false, 'new-2'));
    assert.equal(plan.said, 'Stopped, because Image "new-2" is unexpectedly FAILED.');
    assert.deepEqual(account.given, three.given);
  });

  it('of an image that is updated first comes to the same end when its window ends at any request', async function () {
    this.timeout(patience);
    let interrupted = 0;
    for (let count = 1; count < 200; count++) {
      const account = accountWith(three);
      const folder = planFolder();
      const made = await openWindow(account, folder).rollout('new', [['cad']], false, 'new-2');
      let hung: () => void = () => undefined;
      const ends = new Promise<'hung'>(resolve => (hung = () => resolve('hung')));
      const first = openWindow(account, folder, [], { over: script => hangingAt(script, count, true, hung) });
      if ((await Promise.race([first.plans.begin(made), ends])) !== 'hung') break;
      interrupted += 1;
      const plan = await takenOver(openWindow(account, folder, [], { files: crashed() }).plans);
      assert.equal(plan.state, 'done', `request ${count}: ${plan.said}`);
      assert.deepEqual([account.given['cad'], account.images], ['new-2', ['new', 'bad', 'new-2']], `request ${count}`);
    }
    assert.ok(interrupted > 6, `${interrupted}`);
  });

  for (const [image, waves, all] of [
    ['new', [['cad'], ['gis', 'lab']], 3],
    ['rhel-9', [['cad'], ['lab']], 4],
  ] as const) {
    it(`of ${image} stops at each change that is refused, and rolls back to what the fleets had`, async function () {
      this.timeout(patience);
      let count = 1;
      for (; count < 20; count++) {
        const account = accountWith(others);
        let changes = 0;
        const { plans, rollout } = open(account, [], {
          over: script =>
            Object.fromEntries(
              Object.entries(script).map(([operation, answer]) => [
                operation,
                (input: Record<string, unknown>, signal?: AbortSignal) => {
                  const isChange = !/^(Describe|List)/.test(operation);
                  if (isChange && (changes += 1) === count) throw refusal('denied', operation);
                  return answer(input, signal);
                },
              ]),
            ),
        });
        const plan = await plans.begin(await rollout(image, waves));
        if (plan.state === 'done') break;
        assert.equal(plan.state, 'stopped', `change ${count}`);
        await plans.undo(plan);
        assert.equal(plan.state, 'undone', `change ${count}: ${plan.said}`);
        assert.deepEqual([account.given, account.fleets], [others.given, others.fleets], `change ${count}`);
      }
      assert.equal(count, all + 1);
    });

    it(`of ${image} is rolled back to the end, too, if the window ends at any request of the way back`, async function () {
      this.timeout(patience);
      let interrupted = 0;
      for (let count = 1; count < 300; count++) {
        const account = accountWith(others);
        const folder = planFolder();
        const first = openWindow(account, folder);
        await first.plans.begin(await first.rollout(image, waves));
        first.plans.dispose();
        let hung: () => void = () => undefined;
        const ends = new Promise<'hung'>(resolve => (hung = () => resolve('hung')));
        const second = openWindow(account, folder, [], { over: script => hangingAt(script, count, true, hung) });
        const [kept] = await second.plans.finished();
        assert.ok(kept);
        if ((await Promise.race([second.plans.undo(kept), ends])) !== 'hung') break;
        interrupted += 1;
        const plan = await takenOver(openWindow(account, folder, [], { files: crashed() }).plans);
        assert.equal(plan.state, 'undone', `request ${count}: ${plan.said}`);
        assert.deepEqual([account.given, account.fleets], [others.given, others.fleets], `request ${count}`);
      }
      assert.ok(interrupted > 6, `${interrupted}`);
    });
    for (const isSent of [false, true]) {
      it(`of ${image} comes to the same end when its window ends at any request ${isSent ? 'that AWS carries out' : 'before AWS has it'}`, async function () {
        this.timeout(patience);
        let interrupted = 0;
        for (let count = 1; count < 200; count++) {
          const account = accountWith(others);
          const folder = planFolder();
          const sent: string[] = [];
          const made = await openWindow(account, folder).rollout(image, waves);
          let hung: () => void = () => undefined;
          const ends = new Promise<'hung'>(resolve => (hung = () => resolve('hung')));
          const first = openWindow(account, folder, sent, { over: script => hangingAt(script, count, isSent, hung) });
          if ((await Promise.race([first.plans.begin(made), ends])) !== 'hung') break;
          interrupted += 1;
          const plan = await takenOver(openWindow(account, folder, sent, { files: crashed() }).plans);
          assert.equal(plan.state, 'done', `request ${count}: ${plan.said}`);
          for (const name of waves.flat()) assert.equal(account.given[name], image, `request ${count}`);
          assert.deepEqual(account.fleets, others.fleets);
          assert.equal(sent.length, all, `request ${count}: nothing is done twice`);
        }
        assert.ok(interrupted > 6, `${interrupted}`);
      });
    }
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
