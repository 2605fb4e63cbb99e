// Calls beside one another over a real wire: which goes first, which wait, which are one.
import * as assert from 'node:assert/strict';

import type { ActingApi, Api } from '../../../src/api/types';
import { profileConnection } from '../../../src/aws/connection';
import { actingIn, sandboxConnection } from '../../support/awsRuntime';
import type { Answer, Answering } from '../../support/awsServer';
import { requestId } from '../../support/awsServer';
import { failure } from '../../support/failure';
import { ok, useCalls } from '../../support/useCalls';

describe('a call', () => {
  const { files, serve, start, sandbox } = useCalls();

  describe('among others', () => {
    /** Holds all answers back until `release`. */
    function gate(): { answering: Answering; release: () => void } {
      let release: () => void = () => undefined;
      const opened = new Promise<void>(resolve => (release = resolve));
      return { answering: () => opened.then(() => ok()), release };
    }

    it('waits for its turn: no more run at once than the limit, and all are answered', async () => {
      const { answering, release } = gate();
      const { api, server } = await sandbox(answering, { concurrency: 2 });
      const calls = Array.from({ length: 7 }, (_, at) => api.call('DescribeFleets', { Names: [String(at)] }));
      await server.arrived(2);
      release();
      await Promise.all(calls);
      assert.equal(server.mostAtOnce(), 2);
      assert.equal(server.received.length, 7);
    });

    it('that changes something is sent at once, however many lists hang, and so are the reads it needs', async () => {
      const answers = /^(StartFleet|DescribeStacks)$/;
      const server = await serve(({ operation }) => (answers.test(operation) ? ok() : { kind: 'hang' }));
      const { runtime } = start({ concurrency: 4 });
      const place = sandboxConnection(server.url);
      const [reading, acting] = [runtime.open(place), actingIn(runtime, place)];
      const stop = new AbortController();
      const hang = (api: Api, name: string): Promise<unknown> =>
        failure(api.call('DescribeFleets', { Names: [name] }, stop.signal));
      const hung = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => hang(reading, name));
      await server.arrived(4);
      await acting.call('StartFleet', { Name: 'x' });
      await acting.call('DescribeStacks', {});
      assert.equal(server.received.length, 6);
      // What is read for somebody who acts can hang, too: a change goes past it.
      hung.push(hang(acting, 'g'), hang(acting, 'h'));
      await server.arrived(7);
      await acting.call('StartFleet', { Name: 'y' });
      assert.equal(server.received.length, 8);
      stop.abort();
      await Promise.all(hung);
    });

    it('in the background lets others go first, and leaves a slot free for them', async () => {
      const { answering, release } = gate();
      const server = await serve(answering);
      const { runtime } = start({ concurrency: 2 });
      const place = sandboxConnection(server.url);
      const ask = (of: Api, name: string): Promise<unknown> => of.call('DescribeFleets', { Names: [name] });
      const calls = ['a', 'b'].map(name => ask(runtime.background(place), name));
      await server.arrived(1);
      calls.push(...['c', 'd'].map(name => ask(runtime.open(place), name)));
      await server.arrived(2);
      release();
      await Promise.all(calls);
      assert.deepEqual(
        server.received.map(({ input }) => (input['Names'] as string[])[0]),
        ['a', 'c', 'd', 'b'],
      );
    });

    it('that changes something goes before waiting lists', async () => {
      const { answering, release } = gate();
      const server = await serve(answering);
      const { runtime } = start({ concurrency: 1 });
      const place = sandboxConnection(server.url);
      const [reading, acting] = [runtime.open(place), actingIn(runtime, place)];
      const calls: Promise<unknown>[] = ['a', 'b', 'c'].map(name => reading.call('DescribeFleets', { Names: [name] }));
      await server.arrived(1);
      calls.push(acting.call('StartFleet', { Name: 'x' }), acting.call('StopFleet', { Name: 'y' }));
      await server.arrived(3);
      release();
      await Promise.all(calls);
      const order = server.received.map(({ operation }) => operation);
      assert.deepEqual(order.slice(0, 3), ['DescribeFleets', 'StartFleet', 'StopFleet']);
    });

    it('that changes something tells when it goes out and with which request ID; the rest can be left unsent', async () => {
      const { answering, release } = gate();
      const { api, server } = await sandbox(answering, { concurrency: 1 });
      const told: string[] = [];
      const unsent = new AbortController();
      const change = (Name: string): Promise<unknown> =>
        api.call('StartFleet', { Name }, undefined, unsent.signal, {
          sent: () => told.push(`${Name} sent`),
          answered: id => told.push(`${Name} ${id}`),
        });
      const sent = ['a', 'b', 'c'].map(change);
      await server.arrived(3);
      const left = failure(change('d'));
      unsent.abort();
      const { reason, mayHaveHappened } = await left;
      assert.deepEqual([reason, mayHaveHappened ?? false], ['cancelled', false]);
      assert.deepEqual(told.toSorted(), ['a sent', 'b sent', 'c sent']);
      release();
      await Promise.all(sent);
      assert.deepEqual(
        told.slice(3).toSorted(),
        ['a', 'b', 'c'].map(name => `${name} ${requestId}`),
      );
      assert.equal(server.received.length, 3);
    });

    it('does not slow down when another operation is throttled', async () => {
      const throttled: Answer = { kind: 'error', type: 'ThrottlingException', message: 'Rate exceeded' };
      const { api, server } = await sandbox(({ operation }) => (operation === 'DescribeFleets' ? throttled : ok()));
      await failure(api.call('DescribeFleets', {}));
      const before = server.received.length;
      // The SDK holds back what is throttled; together they would be sent in this order.
      await Promise.all([failure(api.call('DescribeFleets', {})), api.call('DescribeStacks', {})]);
      assert.equal(server.received[before]?.operation, 'DescribeStacks');
    });

    it('does not wait for other accounts and Regions', async () => {
      const { answering, release } = gate();
      const server = await serve(answering);
      const { runtime } = start({ concurrency: 1 });
      const places = [
        sandboxConnection(server.url, 'A', 'eu-west-1'),
        sandboxConnection(server.url, 'A', 'us-east-1'),
        sandboxConnection(server.url, 'B', 'eu-west-1'),
      ];
      const calls = places.map(place => runtime.open(place).call('DescribeFleets', {}));
      await server.arrived(3);
      release();
      await Promise.all(calls);
      assert.equal(server.received.length, 3);
    });

    it('waits together with other profiles of the same account', async () => {
      const { answering, release } = gate();
      const server = await serve(answering);
      const keys = (id: string): string =>
        `aws_access_key_id = ${id}\naws_secret_access_key = x\naws_account_id = 123456789012\n`;
      files().set({ AWS_ENDPOINT_URL: server.url });
      files().write({ credentials: `[one]\n${keys('K1')}[two]\n${keys('K2')}` });
      const { runtime } = start({ concurrency: 1 });
      const calls = ['one', 'two'].map(name =>
        runtime.open(profileConnection(name, 'eu-west-1')).call('DescribeFleets', {}),
      );
      await server.arrived(1);
      release();
      await Promise.all(calls);
      assert.equal(server.mostAtOnce(), 1);
    });

    const pairs: { given: string; calls: (api: ActingApi) => Promise<unknown>[]; requests: number }[] = [
      {
        given: 'two identical reads',
        calls: api => [api.call('DescribeFleets', { Names: ['a'] }), api.call('DescribeFleets', { Names: ['a'] })],
        requests: 1,
      },
      {
        given: 'reads with different input',
        calls: api => [api.call('DescribeFleets', { Names: ['a'] }), api.call('DescribeFleets', { Names: ['b'] })],
        requests: 2,
      },
      {
        given: 'two identical changes',
        calls: api => [api.call('StopFleet', { Name: 'a' }), api.call('StopFleet', { Name: 'a' })],
        requests: 2,
      },
    ];
    for (const { given, calls, requests } of pairs) {
      it(`given ${given}, makes ${requests} request(s)`, async () => {
        const { answering, release } = gate();
        const { api, server, logged } = await sandbox(answering);
        const all = calls(api);
        await server.arrived(requests);
        release();
        await Promise.all(all);
        assert.equal(server.received.length, requests);
        assert.equal(logged.length, requests);
      });
    }

    it('that shares a request keeps it alive when the other caller cancels; the last one to cancel ends it', async () => {
      const { api, server } = await sandbox(() => ({ kind: 'hang' }));
      const [one, two] = [new AbortController(), new AbortController()];
      const first = failure(api.call('DescribeFleets', {}, one.signal));
      const second = failure(api.call('DescribeFleets', {}, two.signal));
      await server.arrived(1);
      one.abort();
      assert.equal((await first).reason, 'cancelled');
      const dropped = server.received[0]?.dropped.then(() => 'dropped');
      assert.equal(
        await Promise.race([dropped, api.call('DescribeFleets', {}, AbortSignal.abort()).catch(() => 'alive')]),
        'alive',
      );
      two.abort();
      await second;
      await dropped;
      assert.equal(server.received.length, 1);
    });

    it('does not share a request that began before a change was done', async () => {
      const { answering, release } = gate();
      const { api, server } = await sandbox(request =>
        request.operation === 'StartFleet' ? ok() : answering(request),
      );
      const before = api.call('DescribeFleets', {});
      await server.arrived(1);
      await api.call('StartFleet', { Name: 'dev' });
      const after = api.call('DescribeFleets', {});
      await server.arrived(3);
      release();
      await Promise.all([before, after]);
      assert.deepEqual(
        server.received.map(({ operation }) => operation),
        ['DescribeFleets', 'StartFleet', 'DescribeFleets'],
      );
    });
  });
});
