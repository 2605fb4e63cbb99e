// Users from a file in the simulated AppStream, over the runtime as the extension has it.
import * as assert from 'node:assert/strict';

import { createDoubts } from '../../src/explorer/acting/doubts';
import type { UsersImport } from '../../src/explorer/users/import';
import { createImport } from '../../src/explorer/users/import';
import { readTable } from '../../src/explorer/users/table';
import { actingIn, actorNow, runtimeUnderTest, sandboxConnection } from '../support/awsRuntime';
import { useSimulator } from './simulatorFixture';

const people = Array.from({ length: 300 }, (_, at) => `student-${at}@example.com;Student;No ${at};design\r\n`);

describe('300 users from a file', function () {
  this.timeout(60_000);
  const fixture = useSimulator({ quotas: { users: 290 } });
  const simulator = () => fixture.simulator;
  const { runtime } = runtimeUnderTest();
  after(() => runtime.dispose());

  async function run(): Promise<UsersImport> {
    const connection = sandboxConnection(simulator().url, 'SANDBOXPRODUCTION');
    const api = actingIn(runtime, connection);
    const actor = await actorNow(runtime, connection);
    const life = new AbortController();
    const csv = createImport({
      table: readTable(`\uFEFFE-Mail;Vorname;Nachname;Stack\r\n${people.join('')}`),
      ...{ api: () => Promise.resolve(api), signal: life.signal, changed: () => undefined },
      wait: () => Promise.resolve(),
    });
    await csv.set({ ...csv.settings, quota: '' });
    await csv.compare();
    const doubts = createDoubts({ now: Date.now });
    const nothing = (): void => undefined;
    const following = { unsent: new AbortController().signal, sent: nothing, answered: nothing, ended: nothing };
    await csv.run(csv.tasks(), { api, actor, doubts, following, life: life.signal, pace: 0 });
    doubts.dispose();
    life.abort();
    return csv;
  }
  const kinds = ({ results }: UsersImport): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { kind } of results.values()) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  };
  const executed = (operation: string): number => simulator().executed().get(operation) ?? 0;

  it('are created up to the quota, though answers are lost', async () => {
    await fixture.call('CreateStack', { Name: 'design' });
    simulator().faults.add({ operation: 'CreateUser', after: 5, times: 1, when: 'after', outcome: { kind: 'reset' } });
    simulator().faults.add({
      operation: 'BatchAssociateUserStack',
      times: 1,
      when: 'after',
      outcome: { kind: 'half' },
    });
    const csv = await run();
    assert.deepEqual(kinds(csv), { done: 290, failed: 1, notSent: 9 });
    assert.match(csv.results.get(290)?.text ?? '', /quota|limit/i);
    assert.equal(executed('CreateUser'), 290);
  });

  it('are changed no more by the same file', async () => {
    const before = [executed('CreateUser'), executed('BatchAssociateUserStack')];
    const csv = await run();
    assert.deepEqual(kinds(csv), { failed: 1, notSent: 9 });
    assert.deepEqual([executed('CreateUser'), executed('BatchAssociateUserStack')], before);
    assert.equal(csv.verdicts.filter(({ kind }) => kind === 'same').length, 290);
  });
});
