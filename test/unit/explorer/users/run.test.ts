// Rows are done one after the other, each once, whatever happens to requests and answers.
import * as assert from 'node:assert/strict';

import { ApiError, type Reason } from '../../../../src/api/core/errors';
import { createDoubts } from '../../../../src/explorer/acting/doubts';
import type { UsersImport } from '../../../../src/explorer/users/import';
import { createImport } from '../../../../src/explorer/users/import';
import { readTable } from '../../../../src/explorer/users/table';
import type { Settings } from '../../../../src/users/page';
import { type ScriptedApi, scriptedApi, someone } from '../../../support/scriptedApi';

const failure = (reason: Reason, more: { mayHaveHappened?: boolean; message?: string } = {}): ApiError =>
  new ApiError(more.message ?? `It is ${reason}`, {
    ...{ reason, operation: 'CreateUser', code: reason, retryable: true, nextStep: 'Do something.' },
    ...(more.mayHaveHappened && { mayHaveHappened: true }),
  });

interface World {
  readonly users: Map<string, { UserName: string; Enabled: boolean }>;
  readonly pairs: Set<string>;
  readonly api: ScriptedApi;
  readonly csv: UsersImport;
  readonly waited: number[];
  readonly cancel: () => void;
  readonly run: () => Promise<void>;
  readonly changes: () => string[];
  readonly kinds: () => (string | undefined)[];
}

/** A pool with the user old@x.com, and a stack. @param fail called before each change; what it returns is thrown after or instead */
function world(text: string, fail: (at: number, cancel: () => void) => ApiError | undefined = () => undefined): World {
  const users = new Map([['old@x.com', { UserName: 'old@x.com', Enabled: true }]]);
  const pairs = new Set<string>();
  const abort = new AbortController();
  const waited: number[] = [];
  let count = 0;
  const change = (act: () => void) => (): object => {
    const error = fail(count++, () => abort.abort());
    if (!error || error.mayHaveHappened) act();
    if (error) throw error;
    return {};
  };
  type Named = { UserName: string };
  const nameIn = (input: object): string => (input as Named).UserName;
  const enable = (Enabled: boolean) => (input: object) =>
    change(() => void users.set(nameIn(input), { UserName: nameIn(input), Enabled }))();
  const api = scriptedApi({
    DescribeUsers: () => ({ Users: [...users.values()] }),
    DescribeStacks: () => ({ Stacks: [{ Name: 'design' }] }),
    DescribeUserStackAssociations: ({ StackName, UserName }) => ({
      UserStackAssociations: [...pairs]
        .map(pair => JSON.parse(pair) as { StackName: string; UserName: string })
        .filter(pair => [undefined, pair.StackName].includes(StackName as string))
        .filter(pair => [undefined, pair.UserName].includes(UserName as string)),
    }),
    CreateUser: input => enable(true)(input),
    EnableUser: input => enable(true)(input),
    DisableUser: input => enable(false)(input),
    DeleteUser: input => change(() => void users.delete(nameIn(input)))(),
    BatchAssociateUserStack: input =>
      change(() => {
        for (const { StackName, UserName } of input['UserStackAssociations'] as {
          StackName: string;
          UserName: string;
        }[]) {
          pairs.add(JSON.stringify({ StackName, UserName }));
        }
      })(),
  });
  const schedule = (callback: () => void, ms: number) => {
    waited.push(ms);
    const timer = setImmediate(callback);
    return () => clearImmediate(timer);
  };
  const life = new AbortController().signal;
  const csv = createImport({
    ...{ table: readTable(text), api: () => Promise.resolve(api), signal: life, changed: () => undefined },
    wait: ms => Promise.resolve(void waited.push(ms)),
  });
  const doubts = createDoubts({ schedule, now: Date.now });
  const nothing = (): void => undefined;
  const following = { unsent: abort.signal, sent: nothing, answered: nothing, ended: nothing };
  return {
    ...{ users, pairs, api, csv, waited, cancel: () => abort.abort() },
    async run() {
      await csv.compare();
      await csv.run(csv.tasks(), { api, actor: someone, doubts, following, life, pace: 500, schedule });
      doubts.dispose();
    },
    changes: () => api.calls.filter(call => !call.startsWith('Describe')).map(call => call.split(' ')[0] ?? ''),
    kinds: () => csv.table.rows.map((_, place) => csv.results.get(place)?.kind),
  };
}

const three = 'email,last,stacks\na@x.com,A,design\nb@x.com,B,\nc@x.com,C,\n';
const set = (csv: UsersImport, change: Partial<Settings>): Promise<void> => csv.set({ ...csv.settings, ...change });

describe('A run over the rows of a file', () => {
  it('creates and associates users one after the other, and does nothing the second time', async () => {
    const { run, csv, changes, api, kinds, users, waited } = world(three);
    await run();
    assert.deepEqual(changes(), ['CreateUser', 'BatchAssociateUserStack', 'CreateUser', 'CreateUser']);
    assert.deepEqual(kinds(), ['done', 'done', 'done']);
    assert.equal(users.size, 4);
    assert.equal(waited.filter(ms => ms === 500).length, 4, 'it keeps the pace');
    const sent = api.calls.find(call => call.includes('b@x.com'))?.replace('CreateUser ', '') ?? '';
    assert.deepEqual(JSON.parse(sent), { UserName: 'b@x.com', LastName: 'B', AuthenticationType: 'USERPOOL' });
    await run();
    assert.equal(changes().length, 4);
    assert.deepEqual(
      csv.verdicts.map(({ kind }) => kind),
      ['same', 'same', 'same'],
    );
    assert.equal(csv.failedCsv(), undefined);
  });

  it('sends no e-mails if the user does not want them, and notifications if the user does', async () => {
    const { run, csv, api } = world(three);
    await set(csv, { on: ['stacks'], filter: 'attention' });
    await run();
    assert.equal(csv.settings.filter, 'all');
    assert.equal(api.calls.filter(call => call.includes('"MessageAction":"SUPPRESS"')).length, 3);
    assert.equal(api.calls.filter(call => call.includes('"SendEmailNotification":true')).length, 1);
  });

  for (const [deed, operation] of [
    ['disable', 'DisableUser'],
    ['delete', 'DeleteUser'],
  ] as const) {
    it(`can ${deed} users`, async () => {
      const { run, csv, changes, kinds } = world('email\nold@x.com\nnew@x.com\n');
      await set(csv, { choice: deed });
      await run();
      assert.deepEqual(changes(), [operation]);
      assert.deepEqual(kinds(), ['done', undefined]);
    });
  }

  it('looks the user up after a lost answer, and creates nobody twice', async () => {
    const { run, kinds, changes } = world(three, at =>
      at === 0 ? failure('network', { mayHaveHappened: true }) : undefined,
    );
    await run();
    assert.deepEqual(kinds(), ['done', 'done', 'done']);
    assert.equal(changes().filter(name => name === 'CreateUser').length, 3);
  });

  it('takes a user whom somebody else has created meanwhile', async () => {
    const { run, kinds, users } = world(three, at => {
      if (at !== 0) return undefined;
      users.set('a@x.com', { UserName: 'a@x.com', Enabled: true });
      return failure('exists');
    });
    await run();
    assert.deepEqual(kinds(), ['done', 'done', 'done']);
  });

  it('takes a user whom somebody else has deleted meanwhile', async () => {
    const given = world('email\nold@x.com\n', () => {
      given.users.delete('old@x.com');
      return failure('notFound');
    });
    await set(given.csv, { choice: 'delete' });
    await given.run();
    assert.deepEqual(given.kinds(), ['done']);
  });

  it('waits while AWS takes no more requests', async () => {
    const { run, kinds, waited } = world(three, at => (at < 3 ? failure('throttled') : undefined));
    await run();
    assert.deepEqual(kinds(), ['done', 'done', 'done']);
    assert.deepEqual(
      waited.filter(ms => ms > 500),
      [2_000, 4_000, 8_000],
    );
  });

  for (const reason of ['denied', 'expired', 'limit', 'otherActor'] as const) {
    it(`ends with the first row that is ${reason}, in words`, async () => {
      const { run, kinds, changes, csv } = world(three, at => (at === 2 ? failure(reason) : undefined));
      await run();
      assert.deepEqual(kinds(), ['done', 'failed', 'notSent']);
      assert.equal(changes().length, 3);
      assert.match(csv.problems[0] ?? '', new RegExp(`ended early\\. It is ${reason}\\.`));
      const saved = csv.failedCsv() ?? '';
      assert.match(
        saved,
        /^\uFEFFemail,last,stacks,Explanation\r\nb@x\.com,B,,It is \w+\. Do something\.\r\nc@x\.com,C,,An earlier row/,
      );
    });
  }

  it('goes on after a row that AWS refuses, and says what of it was done', async () => {
    const { run, kinds, csv } = world(three, at => (at === 1 ? failure('conflict') : undefined));
    await run();
    assert.deepEqual(kinds(), ['failed', 'done', 'done']);
    assert.match(csv.results.get(0)?.text ?? '', /^The user was created\. It is conflict\./);
    assert.deepEqual(
      csv.tasks().map(({ verdict }) => verdict.steps.map(({ deed }) => deed)),
      [['associate']],
    );
  });

  it('ends after three rows in a row without an answer', async () => {
    const rows = Array.from({ length: 5 }, (_, at) => `u${at}@x.com\n`).join('');
    const { run, kinds } = world(`email\n${rows}`, () => failure('timeout'));
    await run();
    assert.deepEqual(kinds(), ['failed', 'failed', 'failed', 'notSent', 'notSent']);
  });

  it('sends nothing more after Cancel', async () => {
    const { run, kinds, csv, changes } = world(three, (at, cancel) => {
      if (at === 2) cancel();
      return undefined;
    });
    await run();
    assert.deepEqual(kinds(), ['done', 'done', 'notSent']);
    assert.equal(changes().length, 3);
    assert.deepEqual(csv.problems, []);
    assert.equal(csv.tasks().length, 1);
  });

  it('says after Cancel what of a row was done', async () => {
    const { run, csv, kinds } = world(three, (at, cancel) => {
      if (at === 0) cancel();
      return undefined;
    });
    await run();
    assert.deepEqual(kinds(), ['notSent', 'notSent', 'notSent']);
    assert.equal(csv.results.get(0)?.text, 'The user was created. You have cancelled.');
    assert.equal(csv.results.get(1)?.text, 'You have cancelled.');
  });

  it('does 10,000 rows, and has nothing to do the second time', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `u${at}@x.com\n`).join('');
    const { run, csv, users, changes } = world(`email\n${rows}`);
    await set(csv, { quota: '' });
    await run();
    assert.equal(users.size, 10_001);
    assert.equal(changes().length, 10_000);
    assert.ok(csv.verdicts.every(({ kind }) => kind === 'same'));
    assert.equal(csv.tasks().length, 0);
  }).timeout(60_000);

  it('reads nothing of the rows in what fails as a whole', async () => {
    const { run, csv } = world(three, () => failure('denied'));
    await run();
    assert.doesNotMatch(csv.problems.join(' '), /@/);
  });

  it('does not believe an answer that the pool does not show', async () => {
    const { run, kinds, csv, users } = world('email\na@x.com\n');
    users.set = () => users;
    await run();
    assert.deepEqual(kinds(), ['unknown']);
    assert.match(csv.results.get(0)?.text ?? '', /isn't visible yet/);
  });

  it('disarms formulas in what it saves', async () => {
    const { csv } = world('email,last\n=1+1,"@x"\n');
    await csv.compare();
    assert.match(csv.failedCsv() ?? '', /\r\n'=1\+1,'@x,This is not/);
  });

  it('reads no stacks if no row names one', async () => {
    const { csv, api } = world('email\na@x.com\n');
    await csv.compare();
    assert.deepEqual(
      api.calls.map(call => call.split(' ')[0]),
      ['DescribeUsers'],
    );
    await set(csv, { stacks: 'design; lab' });
    assert.match(csv.verdicts[0]?.notes.join(' ') ?? '', /has no stack lab\./);
  });
});
