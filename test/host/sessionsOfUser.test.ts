// Every session of one user over two accounts is found and ended, with a fault at each step of the way.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { FromBoard } from '../../src/sessions/page';
import type { Fault } from '../../src/simulator/faults/faults';
import { waitUntil } from '../support/waitUntil';
import type { PlayedBoard } from './playedBoard';
import { keysOf, openBoard, two } from './playedBoard';
import type { Asked } from './prompts';
import { answering } from './prompts';
import type { Account } from './world';
import { world } from './world';

const user = 'ana.job@example.com';
const office = { StackName: 'office', FleetName: 'office-desktops' };
const { signal } = new AbortController();

const denied = { kind: 'error', type: 'AccessDeniedException', message: 'You may not' } as const;
const throttled = { kind: 'error', type: 'ThrottlingException', message: 'Rate exceeded' } as const;
const lost = { kind: 'reset' } as const;

async function begin({ api }: Account): Promise<void> {
  const { StreamingURL = '' } = await api.call('CreateStreamingURL', { ...office, UserId: user }, signal);
  await fetch(StreamingURL);
}

/** The ids of the user's sessions that AWS has. */
async function open({ api }: Account): Promise<readonly string[]> {
  const asked = { ...office, UserId: user, AuthenticationType: 'API' } as const;
  const { Sessions = [] } = await api.call('DescribeSessions', asked, signal);
  return Sessions.map(({ Id = '' }) => Id);
}

describe('the sessions of one user over two accounts', () => {
  let accounts: readonly [Account, Account];
  let opened: PlayedBoard | undefined;
  const rows = (): number => keysOf(opened?.board()).length;
  const isRead = (): boolean => /^All /.test(opened?.board()?.progress ?? '');
  const says = (message: FromBoard): void => opened?.says(message);
  /** A fault in the second account. */
  const fail = (fault: Fault): void =>
    void world().simulator.faults.add({ accessKeyId: accounts[1].accessKeyId, ...fault });
  const left = async (): Promise<number> => (await Promise.all(accounts.map(open))).flat().length;

  /** Ends all that is shown. @param meanwhile what happens while the question is open @returns what was said */
  async function endAll(until: () => unknown, meanwhile?: () => PromiseLike<unknown>): Promise<readonly Asked[]> {
    const answer = { press: 'Expire Session', ...(meanwhile && { meanwhile }) };
    return answering([answer], async () => {
      says({ kind: 'deed', deed: 'expire', keys: keysOf(opened?.board()) });
      await waitUntil('the end', until, { every: 50, limit: 50_000 });
    });
  }

  beforeEach(async () => {
    accounts = await two();
    await Promise.all(accounts.map(begin));
  });
  afterEach(() => {
    world().simulator.faults.clear();
    opened?.close();
  });
  const find = async (): Promise<void> =>
    void (opened = await openBoard([{ type: ` ${user} ` }, 'enter'], 'appstream.showSessionsOfUser'));

  for (const operation of ['DescribeFleets', 'ListAssociatedStacks', 'DescribeSessions']) {
    it(`are found in one account, with the reason, when the other one denies ${operation}; and in both after Refresh`, async () => {
      fail({ operation, outcome: denied });
      await find();
      assert.equal(rows(), 1);
      assert.match(opened?.board()?.problems[0]?.why ?? '', /Access denied/);
      world().simulator.faults.clear();
      says({ kind: 'deed', deed: 'refresh', keys: [] });
      await waitUntil('both', () => rows() === 2 && isRead(), { every: 50, limit: 30_000 });
      assert.deepEqual(opened?.board()?.problems, []);
    });

    it(`are all found when ${operation} is throttled, then loses its answer`, async () => {
      fail({ operation, times: 1, outcome: throttled });
      fail({ operation, times: 1, outcome: lost });
      await find();
      await waitUntil('both', () => rows() === 2, { every: 50, limit: 30_000 });
      assert.deepEqual(opened?.board()?.problems, []);
    });
  }

  const passing: readonly [what: string, fault: Fault][] = [
    ['is throttled', { times: 2, outcome: throttled }],
    ['loses its answer', { times: 1, when: 'after', outcome: lost }],
  ];
  for (const [what, fault] of passing) {
    it(`are all ended when ExpireSession ${what}`, async () => {
      await find();
      fail({ operation: 'ExpireSession', ...fault });
      const said = await endAll(async () => !(await left()) && !rows());
      assert.deepEqual(
        said.filter(({ kind, modal }) => !modal && kind !== 'information'),
        [],
      );
    });
  }

  it('count as ended when somebody else ends one while the question is open', async () => {
    await find();
    const [first = ''] = await open(accounts[1]);
    const said = await endAll(
      async () => !(await left()) && !rows(),
      () => accounts[1].api.call('ExpireSession', { SessionId: first }, signal),
    );
    assert.deepEqual(
      said.filter(({ kind, modal }) => !modal && kind !== 'information'),
      [],
    );
  });

  it('are ended where that is allowed; the row of the other says why, and a second try ends it', async () => {
    await find();
    fail({ operation: 'ExpireSession', outcome: denied });
    const said = await endAll(
      async () => (await left()) === 1 && rows() === 1 && opened?.board()?.groups[0]?.rows[0]?.note,
    );
    assert.ok(
      said.some(({ kind, text }) => kind === 'error' && text.includes('1 of 2')),
      JSON.stringify(said),
    );
    world().simulator.faults.clear();
    await endAll(async () => !(await left()) && !rows());
  });

  it('are named in no log, in no tab and in nothing that is saved', async () => {
    await find();
    await endAll(async () => !(await left()) && !rows());
    assert.ok(vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Sessions of a User')));
    const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    for (const text of [...labels, ...world().log]) assert.ok(!text.includes(user), text);
    const { scope = [], ending = [] } = opened?.board() ?? {};
    assert.ok(![...scope, ...ending].join().includes(user));
  });
});
