// The sessions board: what it reads, which rows it shows in which order, and what it says about lists that it can't read.
import * as assert from 'node:assert/strict';

import fc from 'fast-check';

import { ApiError } from '../../../src/api/core/errors';
import type { ActingApi } from '../../../src/api/types';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import type { Endings } from '../../../src/explorer/sessions/board';
import { boardTitle, drawBoard, firstView, mostRows } from '../../../src/explorer/sessions/board';
import type { User } from '../../../src/explorer/sessions/ofUser';
import type { Reading } from '../../../src/explorer/sessions/reading';
import { createReading } from '../../../src/explorer/sessions/reading';
import { chosen } from '../../../src/explorer/sessions/rows';
import { isShown } from '../../../src/explorer/tree/node';
import type { Board, View } from '../../../src/sessions/page';
import { boardToSave, columnNames, messageFromBoard, savedBoard } from '../../../src/sessions/page';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { nothingListed, scriptedApi } from '../../support/scriptedApi';

interface Session {
  readonly Id: string;
  readonly UserId: string;
  readonly FleetName: string;
  readonly StackName: string;
  readonly [member: string]: unknown;
}

const session = (Id: string, UserId: string, FleetName: string, others: object = {}): Session => ({
  ...{ Id, UserId, FleetName, StackName: `${FleetName}-stack`, State: 'ACTIVE', AuthenticationType: 'SAML' },
  ...others,
});

const cad = session('s-1', 'ana@example.com', 'cad', {
  ConnectionState: 'CONNECTED',
  StartTime: new Date(2_000),
  InstanceId: 'i-2',
});
const office = session('s-2', 'bo@example.com', 'office', { State: 'PENDING', StartTime: new Date(1_000) });
const second = session('s-3', 'ana@example.com', 'office', { StartTime: new Date(3_000) });

/** Plays an account: fleets with a stack each, and sessions that a test may change. */
function account(sessions: () => readonly Session[], fleets: readonly object[], script: Script = {}): Script {
  return {
    ...nothingListed,
    DescribeFleets: () => ({ Fleets: fleets }),
    ListAssociatedStacks: ({ FleetName }) => ({ Names: [`${String(FleetName)}-stack`] }),
    DescribeSessions: ({ FleetName, StackName, AuthenticationType }) => ({
      Sessions: sessions().filter(
        one =>
          one.FleetName === FleetName &&
          one.StackName === StackName &&
          one['AuthenticationType'] === AuthenticationType,
      ),
    }),
    ...script,
  };
}

const running = (...names: string[]) => names.map(Name => ({ Name, State: 'RUNNING' }));
const both = running('cad', 'office');

interface BoardUnderTest {
  readonly reading: Reading;
  readonly calls: readonly string[];
  readonly explorer: Explorer;
  readonly board: (view?: Partial<View>, endings?: Endings) => Board;
}

function boardOver(script: Script, now: () => number = () => 10_000, user?: User): BoardUnderTest {
  const background = scriptedApi(script);
  const { explorer, region } = explorerUnderTest(script, {
    background: () => Promise.resolve<ActingApi>(background),
    schedule: 'atOnce',
    now,
  });
  const reading = createReading({
    ...{ explorer, scope: [region], user, now, changed: () => undefined },
    signal: new AbortController().signal,
  });
  return {
    ...{ reading, explorer },
    calls: background.calls,
    board: (view, endings) => drawBoard([region.id], [region], reading, { ...firstView, ...view }, now(), endings),
  };
}

const idsOf = ({ groups }: Board): string[] =>
  groups.flatMap(({ rows }) => rows.map(({ key }) => key.slice(key.lastIndexOf('/') + 1)));

describe('The sessions board', () => {
  it('shows the sessions of all fleets, with what AWS says of each', async () => {
    const { reading, board } = boardOver(account(() => [cad, office, second], both));
    await reading.read();
    assert.deepEqual(idsOf(board()), ['s-1', 's-3', 's-2']);
    const [row] = board().groups[0]?.rows ?? [];
    const cells = Object.fromEntries(columnNames.map((name, at) => [name, row?.cells[at]]));
    assert.deepEqual(cells, {
      ...{ user: 'ana@example.com', fleet: 'cad', stack: 'cad-stack', state: 'ACTIVE', connection: 'CONNECTED' },
      ...{ authentication: 'SAML', instance: 'i-2', address: '', started: 2_000, ends: '', drain: '' },
      ...{ account: 'prod', region: 'eu-west-1' },
    });
  });

  it('does not ask for the sessions of a stopped fleet', async () => {
    const { reading, calls } = boardOver(account(() => [cad], [...running('cad'), { Name: 'old', State: 'STOPPED' }]));
    await reading.read();
    assert.ok(calls.some(call => call.includes('"cad"')));
    assert.deepEqual(
      calls.filter(call => call.includes('"old"')),
      [],
    );
  });

  const arranged: readonly (Partial<View> & { readonly title: string; readonly order: readonly string[] })[] = [
    { title: 'a word in any column', filter: 'cad-stack', order: ['s-1'] },
    { title: 'a part of a user', filter: 'user:ana', order: ['s-1', 's-3'] },
    { title: 'a fleet and a user', filter: 'fleet:office user:ANA', order: ['s-3'] },
    { title: 'the begin of a state', filter: 'state:pend', order: ['s-2'] },
    { title: 'an authentication type', filter: 'type:saml', order: ['s-1', 's-3', 's-2'] },
    { title: 'nothing', filter: 'user:nobody', order: [] },
    { title: 'all, the last started first', sort: 'started', descending: true, order: ['s-3', 's-1', 's-2'] },
    { title: 'all, by fleet', sort: 'fleet', order: ['s-1', 's-3', 's-2'] },
    { title: 'all, grouped by fleet', group: 'fleet', order: ['s-1', 's-3', 's-2'] },
  ];
  for (const { title, order, ...view } of arranged) {
    it(`shows ${title}`, async () => {
      const { reading, board } = boardOver(account(() => [cad, office, second], both));
      await reading.read();
      assert.deepEqual(idsOf(board(view)), order);
    });
  }

  it('counts the sessions of each group', async () => {
    const { reading, board } = boardOver(account(() => [cad, office, second], both));
    await reading.read();
    const titles = board({ group: 'user' }).groups.map(({ title }) => title);
    assert.deepEqual(titles, ['ana@example.com (2)', 'bo@example.com (1)']);
  });

  it('draws a bounded number of rows, and says so', async () => {
    const many = Array.from({ length: mostRows + 20 }, (_, at) => session(`s-${at}`, `user-${at}`, 'cad'));
    const { reading, board } = boardOver(account(() => many, both));
    await reading.read();
    assert.equal(idsOf(board()).length, mostRows);
    assert.equal(board().count, `${mostRows + 20} sessions`);
    assert.match(board().note ?? '', /The first 1000 rows/);
  });

  function denied(): never {
    const facts = { reason: 'denied', operation: 'DescribeSessions', code: 'AccessDenied', retryable: false } as const;
    throw new ApiError('You may not.', { ...facts, nextStep: 'Ask.' });
  }

  const faults: readonly { readonly title: string; readonly fault: () => unknown; readonly why: RegExp }[] = [
    { title: 'is denied', why: /Access denied/, fault: denied },
    {
      title: 'answers something else',
      why: /./,
      fault() {
        throw new TypeError('malformed');
      },
    },
  ];
  for (const { title, fault, why } of faults) {
    it(`shows the other fleets when one ${title}, and says why`, async () => {
      const script = account(() => [cad, office, second], both);
      const { reading, board } = boardOver({
        ...script,
        DescribeSessions: (input, signal) =>
          input['FleetName'] === 'cad' ? fault() : script.DescribeSessions?.(input, signal),
      });
      await reading.read();
      assert.deepEqual(idsOf(board()), ['s-3', 's-2']);
      const [problem, ...others] = board().problems;
      assert.match(problem?.where ?? '', /^cad · Sessions/);
      assert.match(problem?.why ?? '', why);
      assert.deepEqual(others, []);
    });
  }

  it('shows the rows of fleets that have answered while another one hangs', async () => {
    let answer = (): void => undefined;
    const hangs = new Promise<void>(resolve => (answer = resolve));
    const script = account(() => [cad, office], both);
    const { reading, board } = boardOver({
      ...script,
      DescribeSessions: async (input, signal) => {
        if (input['FleetName'] === 'cad') await hangs;
        return script.DescribeSessions?.(input, signal);
      },
    });
    const done = reading.read();
    for (let turn = 0; turn < 200 && reading.pairs.answered < 1; turn++) await new Promise(setImmediate);
    assert.deepEqual(idsOf(board()), ['s-2']);
    assert.match(board().progress, /^1 of 2 fleet and stack pairs have answered/);
    answer();
    await done;
    assert.deepEqual(idsOf(board()), ['s-1', 's-2']);
    assert.match(board().progress, /^All 2 fleet and stack pairs/);
  });

  it('counts no pairs before the fleets are known', () => {
    const { reading, board } = boardOver(account(() => [], both));
    const done = reading.read();
    assert.equal(board().progress, '');
    return done;
  });

  it('counts the pairs of a fleet and a stack: some that have answered, of all that are known', async () => {
    let answer = (): void => undefined;
    const hangs = new Promise<void>(resolve => (answer = resolve));
    const script = account(() => [], running('cad'));
    const { reading, board } = boardOver({
      ...script,
      ListAssociatedStacks: () => ({ Names: ['a', 'b', 'c'] }),
      async DescribeSessions({ StackName }) {
        if (StackName === 'b') await hangs;
        return { Sessions: [] };
      },
    });
    const done = reading.read();
    for (let turn = 0; turn < 200 && reading.pairs.answered < 1; turn++) await new Promise(setImmediate);
    assert.match(board().progress, /^1 of 3 fleet and stack pairs/);
    answer();
    await done;
    assert.match(board().progress, /^All 3 fleet and stack pairs/);
  });

  it('is acted on where rows are selected, else all that match the filter, in the order of the rows', async () => {
    const { reading } = boardOver(account(() => [second, cad, office], both));
    await reading.read();
    const ids = (view: Partial<View>, keys: readonly string[] = []): unknown[] =>
      chosen(reading.sessions(), { ...firstView, ...view }, keys).map(({ resource }) => (resource as Session).Id);
    const keyOf = (id: string): string =>
      reading.sessions().find(({ resource }) => (resource as Session).Id === id)?.id ?? '';
    assert.deepEqual(ids({ sort: 'started' }), ['s-2', 's-1', 's-3']);
    assert.deepEqual(ids({ sort: 'started', filter: 'user:ana' }), ['s-1', 's-3']);
    assert.deepEqual(ids({ sort: 'started', descending: true }, [keyOf('s-2'), keyOf('s-3')]), ['s-3', 's-2']);
  });

  describe('after a reload while sessions were being ended', () => {
    const reloaded = async (open: readonly Session[]) => {
      const before = boardOver(account(() => [cad, second], both));
      await before.reading.read();
      const left = before.reading.sessions().map(({ id }) => id);
      return { ...boardOver(account(() => open, both)), left };
    };

    it('says that it reads, then how many are still open, and keeps their keys for another reload', async () => {
      const { reading, board, left } = await reloaded([cad, office]);
      const done = reading.read();
      assert.match(board({}, { left }).left ?? '', /Reading which are still open/);
      await done;
      const { left: text, ending } = board({}, { left });
      assert.match(text ?? '', /Still open: 1 of 2\./);
      assert.deepEqual(ending, left);
    });

    for (const [what, open] of [
      ['have ended', [office]],
      ['are EXPIRED', [office, { ...cad, State: 'EXPIRED' }, { ...second, State: 'EXPIRED' }]],
    ] as const) {
      it(`says nothing when all ${what}, and keeps nothing`, async () => {
        const { reading, board, left } = await reloaded(open);
        await reading.read();
        const { left: text, ending } = board({}, { left });
        assert.deepEqual([text, ending], [undefined, []]);
      });
    }

    it('keeps the keys of those whose list is denied, and says that it is not known whether they are open', async () => {
      const { left } = await reloaded([]);
      const script = account(() => [cad], both);
      const { reading, board } = boardOver({
        ...script,
        DescribeSessions: (input, signal) =>
          input['FleetName'] === 'office' ? denied() : script.DescribeSessions?.(input, signal),
      });
      await reading.read();
      const { left: text, ending } = board({}, { left });
      assert.match(text ?? '', /Still open: 1 of 2\. Not known: 1, because lists can't be read\./);
      assert.deepEqual(ending, left);
    });

    it('keeps the keys of those that are being ended, and not of those that have been asked about only', async () => {
      const { reading, board } = await reloaded([cad, office]);
      await reading.read();
      const now = reading.sessions();
      const [first] = now;
      assert.ok(first);
      assert.deepEqual(board({}, { now }).ending, []);
      first.activity = 'Expiring…';
      assert.deepEqual(board({}, { now }).ending, [first.id]);
    });
  });

  describe('of one user', () => {
    const ana = { UserId: 'ana@example.com' };
    /** AWS answers with the sessions of the user that it is asked for. */
    const asked = (sessions: () => readonly Session[], script: Script = {}): Script => {
      const all = account(sessions, both, script);
      return {
        ...all,
        async DescribeSessions(input, signal) {
          const { Sessions } = (await all.DescribeSessions?.(input, signal)) as { Sessions: readonly Session[] };
          return { Sessions: Sessions.filter(({ UserId }) => (input['UserId'] ?? UserId) === UserId) };
        },
      };
    };
    const over = (sessions: () => readonly Session[], script?: Script, user: User = ana) =>
      boardOver(asked(sessions, script), undefined, user);

    it('shows these alone, asks for no others, and names the user on the page only', async () => {
      const { reading, board, calls } = over(() => [cad, office, second]);
      await reading.read();
      assert.deepEqual(idsOf(board()), ['s-1', 's-3']);
      const lists = calls.filter(call => call.startsWith('DescribeSessions'));
      assert.equal(lists.length, 8, 'two pairs, four ways to sign in');
      assert.deepEqual(
        lists.filter(call => !call.includes(ana.UserId)),
        [],
      );
      assert.equal(board().title, 'Sessions of ana@example.com');
      assert.equal(boardTitle([], true), 'Sessions of a User');
      assert.match(board().progress, /^All 2 fleet and stack pairs/);
    });

    it('asks once for each pair when it is known how the user signs in', async () => {
      const { reading, calls } = over(() => [cad], {}, { ...ana, AuthenticationType: 'USERPOOL' });
      await reading.read();
      assert.equal(calls.filter(call => call.startsWith('DescribeSessions')).length, 2);
    });

    it('has nodes that actions find, without their lists, until they are released', async () => {
      const { reading, explorer } = over(() => [cad, office]);
      await reading.read();
      const [node] = reading.sessions();
      assert.ok(node);
      assert.equal(isShown(node), true);
      assert.equal(explorer.list(node.parent).loaded, false);
      reading.release();
      assert.equal(isShown(node), false);
    });

    it('lets go of what has ended, and not of what is being ended', async () => {
      let open = [cad, second];
      const { reading, board } = over(() => open);
      await reading.read();
      const [first, other] = reading.sessions();
      assert.ok(first && other);
      first.activity = 'Expiring…';
      open = [];
      await reading.read();
      assert.deepEqual(idsOf(board()), ['s-1']);
      assert.deepEqual([isShown(first), isShown(other)], [true, false]);
      delete first.activity;
      await reading.read();
      assert.deepEqual(idsOf(board()), []);
    });

    it('keeps what it knows of a list that is denied later, and says why', async () => {
      let isDenied = false;
      const script: Script = account(() => [cad, second], both);
      const { reading, board } = over(() => [cad, second], {
        DescribeSessions: (input, signal) =>
          isDenied && input['FleetName'] === 'cad' ? denied() : script.DescribeSessions?.(input, signal),
      });
      await reading.read();
      isDenied = true;
      await reading.read();
      assert.deepEqual(idsOf(board()), ['s-1', 's-3']);
      assert.match(board().problems[0]?.where ?? '', /^cad · Sessions/);
    });
  });

  it('equals what AWS has after any sessions have begun and ended', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(ids, { minLength: 1, maxLength: 5 }), async rounds => {
        let now = 0;
        let open: readonly Session[] = [];
        const { reading, board } = boardOver(
          account(() => open, both),
          () => now,
        );
        for (const round of rounds) {
          open = round.map(id => session(`s-${id}`, `user-${id % 5}`, id % 2 ? 'cad' : 'office'));
          // A session counts as ended after two answers without it.
          for (let answer = 0; answer < 2; answer++) {
            now += 6_000;
            await reading.read();
          }
          assert.deepEqual(idsOf(board()).sort(), open.map(({ Id }) => Id).sort());
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('What the page of the sessions board sends and saves', () => {
  it('saves ids, and reads them again', () => {
    const saved = { scope: ['a'], selected: ['b', 'c'], ending: ['c'] };
    assert.deepEqual(savedBoard(boardToSave(saved)), saved);
  });

  it('reads what an earlier version has saved', () => {
    const saved = savedBoard({ scope: ['a'], selected: ['b'], version: 1 });
    assert.deepEqual(saved, { scope: ['a'], selected: ['b'], ending: [] });
  });

  for (const state of [
    undefined,
    'a',
    { scope: ['a'] },
    { scope: [], version: 1 },
    { scope: [1], version: 1 },
    { scope: ['a'], version: 2 },
  ]) {
    it(`does not restore ${JSON.stringify(state)}`, () => assert.equal(savedBoard(state), undefined));
  }

  const messages: readonly [said: unknown, isValid: boolean][] = [
    [{ kind: 'ready' }, true],
    [{ kind: 'deed', deed: 'expire', keys: ['a'] }, true],
    [{ kind: 'deed', deed: 'saveCsv', keys: [] }, true],
    [{ kind: 'deed', deed: 'copy', keys: ['a'] }, true],
    [{ kind: 'deed', deed: 'delete', keys: ['a'] }, false],
    [{ kind: 'deed', deed: 'expire', keys: [1] }, false],
    [{ kind: 'view', view: firstView }, true],
    [{ kind: 'view', view: { ...firstView, sort: 'password' } }, false],
    [{ kind: 'view', view: { ...firstView, group: 'none ' } }, false],
    [{ kind: 'other' }, false],
    [null, false],
  ];
  for (const [said, isValid] of messages) {
    it(`${isValid ? 'takes' : 'refuses'} ${JSON.stringify(said)}`, () =>
      assert.deepEqual(messageFromBoard(said), isValid ? said : undefined));
  }
});
