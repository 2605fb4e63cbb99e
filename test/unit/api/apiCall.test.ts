// Calls over a real wire: what reaches the server, and what comes of its answers.
import * as assert from 'node:assert/strict';

import { api as facts } from '../../../src/api/appstream/model';
import { isRead } from '../../../src/api/core/readOnly';
import type { Operation } from '../../../src/api/types';
import { environmentProfile, profileConnection } from '../../../src/aws/connection';
import { actingIn, sandboxConnection } from '../../support/awsRuntime';
import type { Answer, AwsServer } from '../../support/awsServer';
import { requestId, startAwsServer } from '../../support/awsServer';
import { failure } from '../../support/failure';
import { inTurn, ok, throttled, useCalls } from '../../support/useCalls';

describe('a call', () => {
  const { files, serve, start, sandbox } = useCalls();

  describe('on the wire', () => {
    it('is signed AWS JSON 1.1 for the Region', async () => {
      const { server, api } = await sandbox();
      await api.call('DescribeFleets', { Names: ['dev'] });
      const [request] = server.received;
      assert.equal(request?.headers['content-type'], 'application/x-amz-json-1.1');
      assert.equal(request?.headers['x-amz-target'], 'PhotonAdminProxyService.DescribeFleets');
      assert.match(
        request?.headers.authorization ?? '',
        /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/\d+\/eu-west-1\/appstream\//,
      );
      assert.deepEqual(request?.input, { Names: ['dev'] });
    });

    const bodies: { given: string; body: string }[] = [
      { given: 'an empty body', body: '' },
      { given: 'an empty object', body: '{}' },
    ];
    for (const { given, body } of bodies) {
      it(`reads ${given} as an answer without members`, async () => {
        const { api } = await sandbox(() => ({ kind: 'body', body }));
        assert.deepEqual(await api.call('StartFleet', { Name: 'dev' }), {});
      });
    }

    it('keeps unknown enum values, leaves out members that the SDK does not know, reads times', async () => {
      const fleet = { Name: 'dev', State: 'DREAMING', Invented: { A: 1 }, CreatedTime: 1700000000.5 };
      const { api } = await sandbox(() => ok({ Fleets: [fleet] }));
      const { Fleets } = await api.call('DescribeFleets', {});
      assert.deepEqual(Fleets, [{ Name: 'dev', State: 'DREAMING', CreatedTime: new Date(1700000000500) }]);
    });
  });

  describe('as a profile', () => {
    const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = secret-of-${id}\n`;

    it('uses the endpoint and the keys of its own profile and Region, with many calls in parallel', async () => {
      const [one, two] = [await serve(), await serve()];
      files().write({
        config: `[profile one]\nendpoint_url = ${one.url}\n[profile "the other"]\nendpoint_url = ${two.url}`,
        credentials: `[one]\n${keys('KEYONE')}[the other]\n${keys('KEYTWO')}`,
      });
      const { runtime } = start();
      const regions = ['eu-west-1', 'us-east-1'];
      const places = ['one', 'the other'].flatMap(profile => regions.map(region => profileConnection(profile, region)));
      await Promise.all(places.map(place => runtime.open(place).call('DescribeFleets', {})));
      const seen = ({ received }: AwsServer): string[] => received.map(r => `${r.accessKeyId} ${r.region}`).sort();
      assert.deepEqual(
        seen(one),
        regions.map(region => `KEYONE ${region}`),
      );
      assert.deepEqual(
        seen(two),
        regions.map(region => `KEYTWO ${region}`),
      );
    });

    it('never falls back to the keys in the environment', async () => {
      const server = await serve();
      files().write({ config: `[profile empty]\nendpoint_url = ${server.url}` });
      files().set({ AWS_ACCESS_KEY_ID: 'FOREIGN', AWS_SECRET_ACCESS_KEY: 'x' });
      const error = await failure(
        start().runtime.open(profileConnection('empty', 'eu-west-1')).call('DescribeFleets', {}),
      );
      assert.equal(error.reason, 'config');
      assert.deepEqual(server.received, []);
    });

    it('uses the keys in the environment when the user chose those, whatever the default profile has', async () => {
      const server = await serve();
      files().write({ credentials: `[default]\n${keys('DEFAULT')}` });
      files().set({ AWS_ACCESS_KEY_ID: 'ENVKEY', AWS_SECRET_ACCESS_KEY: 'x', AWS_ENDPOINT_URL: server.url });
      await start().runtime.open(profileConnection(environmentProfile, 'eu-west-1')).call('DescribeFleets', {});
      assert.deepEqual(
        server.received.map(r => r.accessKeyId),
        ['ENVKEY'],
      );
    });

    it('assumes a role whose source profile has spaces in its name', async () => {
      const server = await serve(() => ({
        kind: 'body',
        body: '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
        status: 403,
        contentType: 'text/xml',
      }));
      files().write({
        config:
          '[profile "a role"]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = my keys\nregion = eu-west-1',
        credentials: `[my keys]\n${keys('SOURCE')}`,
      });
      files().set({ AWS_ENDPOINT_URL_STS: server.url });
      const error = await failure(
        start().runtime.open(profileConnection('a role', 'eu-west-1')).call('DescribeFleets', {}),
      );
      assert.deepEqual(
        server.received.map(r => r.accessKeyId),
        ['SOURCE'],
      );
      assert.equal(error.reason, 'denied');
      assert.match(error.nextStep, /Check the role of profile "a role"/, 'it was not AppStream that denied');
    });

    it('uses new keys after a reset', async () => {
      const server = await serve();
      files().set({ AWS_ENDPOINT_URL: server.url });
      const { runtime } = start();
      const api = runtime.open(profileConnection('dev', 'eu-west-1'));
      files().write({ credentials: `[dev]\n${keys('OLD')}` });
      await api.call('DescribeFleets', {});
      files().write({ credentials: `[dev]\n${keys('NEW')}` });
      await api.call('DescribeFleets', {});
      runtime.reset();
      await api.call('DescribeFleets', {});
      assert.deepEqual(
        server.received.map(r => r.accessKeyId),
        ['OLD', 'OLD', 'NEW'],
      );
    });

    it('uses corrected keys when it is retried, without a reset', async () => {
      const server = await serve(({ accessKeyId }) =>
        accessKeyId === 'OLD' ? { kind: 'error', type: 'ExpiredTokenException', message: 'expired' } : ok(),
      );
      files().set({ AWS_ENDPOINT_URL: server.url });
      const api = start().runtime.open(profileConnection('dev', 'eu-west-1'));
      assert.equal((await failure(api.call('DescribeFleets', {}))).reason, 'config');
      files().write({ credentials: `[dev]\n${keys('OLD')}` });
      assert.equal((await failure(api.call('DescribeFleets', {}))).reason, 'expired');
      files().write({ credentials: `[dev]\n${keys('NEW')}` });
      await api.call('DescribeFleets', {});
    });
  });

  describe('that fails temporarily', () => {
    it('is sent again after throttling, and says how often', async () => {
      const { api, server, logged } = await sandbox(inTurn(throttled, ok({ Fleets: [] })));
      assert.deepEqual(await api.call('DescribeFleets', {}), { Fleets: [] });
      assert.equal(server.received.length, 2);
      assert.deepEqual(
        logged.map(({ status, attempts }) => [status, attempts]),
        [['ok', 2]],
      );
    });

    const times: { given: string; answer: Answer; sent: number }[] = [
      { given: 'throttling that lasts', answer: throttled, sent: 3 },
      {
        given: 'calls of the service itself that Amazon EC2 throttles',
        answer: { kind: 'error', type: 'RequestLimitExceededException' },
        sent: 3,
      },
      { given: 'a server error', answer: { kind: 'error', type: 'InternalFailure', status: 500 }, sent: 3 },
      { given: 'a reset connection', answer: { kind: 'reset' }, sent: 3 },
      { given: 'a state conflict', answer: { kind: 'error', type: 'ResourceInUseException' }, sent: 1 },
      { given: 'a quota', answer: { kind: 'error', type: 'LimitExceededException' }, sent: 1 },
      { given: 'a denial', answer: { kind: 'error', type: 'AccessDeniedException' }, sent: 1 },
    ];
    for (const { given, answer, sent } of times) {
      it(`given ${given}, is sent ${sent} time(s)`, async () => {
        const { api, server } = await sandbox(() => answer);
        await failure(api.call('DescribeFleets', {}));
        assert.equal(server.received.length, sent);
      });
    }

    const reset: Answer = { kind: 'reset' };
    const broken: Answer = { kind: 'error', type: 'InternalFailure', status: 500 };
    const page: Answer = { kind: 'body', body: '<html>', status: 502, contentType: 'text/html' };
    const half: Answer = { kind: 'body', body: '{"Fleet":' };
    const refused: Answer = { kind: 'error', type: 'ResourceInUseException' };
    const losses: { given: string; answers: [Answer, ...Answer[]]; lost: boolean; sent: number }[] = [
      { given: 'a refusal', answers: [refused], lost: false, sent: 1 },
      { given: 'a refusal after throttling', answers: [throttled, refused], lost: false, sent: 2 },
      { given: 'throttling that lasts', answers: [throttled], lost: false, sent: 3 },
      { given: 'a denial', answers: [{ kind: 'error', type: 'AccessDeniedException' }], lost: false, sent: 1 },
      { given: 'a proxy that wants a password', answers: [{ ...page, status: 407 }], lost: false, sent: 1 },
      { given: 'a reset connection', answers: [reset], lost: true, sent: 1 },
      { given: 'a reset connection after throttling', answers: [throttled, reset], lost: true, sent: 2 },
      { given: 'a server error', answers: [broken], lost: true, sent: 1 },
      { given: "a proxy's page", answers: [page], lost: true, sent: 1 },
      { given: 'half an answer', answers: [half], lost: true, sent: 1 },
      { given: 'no content', answers: [{ kind: 'body', body: '', status: 204 }], lost: true, sent: 1 },
      { given: 'an answer without what it must hold', answers: [{ kind: 'body', body: '{}' }], lost: true, sent: 1 },
      { given: 'an answer that never comes', answers: [{ kind: 'hang' }], lost: true, sent: 1 },
      { given: 'an answer that never ends', answers: [{ kind: 'stall' }], lost: true, sent: 1 },
    ];
    for (const { given, answers, lost, sent } of losses) {
      it(`${lost ? 'may' : "can't"} have changed something, and is sent ${sent} time(s), given ${given}`, async () => {
        const isSlow = answers.some(({ kind }) => kind === 'hang' || kind === 'stall');
        const { api, server } = await sandbox(inTurn(...answers), { requestTimeout: isSlow ? 1_000 : 20_000 });
        const error = await failure(api.call('UpdateFleet', { Name: 'dev' }));
        assert.equal(error.mayHaveHappened ?? false, lost, error.message);
        assert.equal(server.received.length, sent);
      });
    }

    it('may have changed something if it is cancelled after it was sent', async () => {
      const { api, server } = await sandbox(() => ({ kind: 'hang' }));
      const stop = new AbortController();
      const answer = failure(api.call('StartFleet', { Name: 'dev' }, stop.signal));
      await server.arrived(1);
      stop.abort();
      // A change that was sent goes on without whoever gave it up: what becomes of it is worth knowing.
      assert.deepEqual([(await answer).reason, (await answer).mayHaveHappened], ['cancelled', true]);
    });

    it("can't have changed something if the connection is refused", async () => {
      const { runtime } = start();
      const gone = await startAwsServer();
      await gone.close();
      const error = await failure(actingIn(runtime, sandboxConnection(gone.url)).call('StartFleet', { Name: 'dev' }));
      assert.deepEqual([error.reason, error.mayHaveHappened], ['network', undefined]);
    });

    it('that changes anything but tags is sent once when its answer is lost', async () => {
      const again: string[] = [];
      const { api, server } = await sandbox(() => broken);
      for (const operation of Object.keys(facts.operations) as Operation[]) {
        if (isRead(operation)) continue;
        server.received.length = 0;
        assert.equal((await failure(api.call(operation, {}))).mayHaveHappened, true, operation);
        if (server.received.length > 1) again.push(operation);
      }
      assert.deepEqual(again, ['TagResource', 'UntagResource']);
    });

    it('that AWS throttles until its time is over fails as throttled, not as unanswered', async () => {
      // Every answer takes longer than the rest of the time, and throttling makes the next wait.
      const { api, server } = await sandbox(inTurn(throttled, throttled, throttled, { kind: 'hang' }), {
        requestTimeout: 150,
      });
      const error = await failure(api.call('DescribeFleets', {}));
      assert.deepEqual([error.reason, error.mayHaveHappened], ['throttled', undefined]);
      assert.ok(server.received.length < 4);
    });

    for (const kind of ['hang', 'stall'] as const) {
      it(`given a server that ${kind}s, times out, is sent once and leaves no connection`, async () => {
        const { api, server } = await sandbox(() => ({ kind }), { requestTimeout: 1_000 });
        const error = await failure(api.call('DescribeFleets', {}));
        assert.deepEqual([error.reason, error.retryable], ['timeout', true]);
        assert.match(error.message, /didn't respond to DescribeFleets within 1 seconds/);
        assert.equal(server.received.length, 1);
        await server.received[0]?.dropped;
      });
    }
  });

  describe('that is cancelled', () => {
    it('closes its connection', async () => {
      const { api, server, logged } = await sandbox(() => ({ kind: 'hang' }));
      const stop = new AbortController();
      const answer = failure(api.call('DescribeFleets', {}, stop.signal));
      await server.arrived(1);
      stop.abort();
      assert.equal((await answer).reason, 'cancelled');
      await server.received[0]?.dropped;
      assert.deepEqual(
        logged.map(entry => entry.status),
        ['Cancelled'],
      );
    });

    it('before it starts sends nothing', async () => {
      const { api, server } = await sandbox();
      for (const operation of ['DescribeFleets', 'StartFleet'] as const) {
        assert.equal((await failure(api.call(operation, { Name: 'x' }, AbortSignal.abort()))).reason, 'cancelled');
      }
      assert.deepEqual(server.received, []);
    });

    it('lets the next call proceed', async () => {
      const { api, server } = await sandbox(({ input }) => (input['Names'] ? { kind: 'hang' } : ok()), {
        concurrency: 1,
      });
      const stop = new AbortController();
      const first = failure(api.call('DescribeFleets', { Names: ['a'] }, stop.signal));
      await server.arrived(1);
      const queued = new AbortController();
      const second = failure(api.call('DescribeFleets', { Names: ['b'] }, queued.signal));
      const third = api.call('DescribeFleets', {});
      queued.abort();
      assert.equal((await second).reason, 'cancelled');
      stop.abort();
      await third;
      await first;
      assert.deepEqual(
        server.received.map(r => r.input),
        [{ Names: ['a'] }, {}],
      );
    });
  });

  describe('after a reset', () => {
    it('that reads is cancelled, and its late answer is dropped', async () => {
      const { api, server, runtime } = await sandbox(() => ({ kind: 'hang' }));
      const answer = failure(api.call('DescribeFleets', {}));
      await server.arrived(1);
      runtime.reset();
      assert.equal((await answer).reason, 'cancelled');
      await server.received[0]?.dropped;
    });

    it('that changes something reports its outcome if it was already sent, and is not sent otherwise', async () => {
      let release: () => void = () => undefined;
      const held = new Promise<Answer>(resolve => (release = () => resolve(ok())));
      const { api, server, runtime } = await sandbox(() => held, { concurrency: 1 });
      const sent = api.call('StartFleet', { Name: 'sent' });
      await server.arrived(1);
      const waiting = failure(api.call('StartFleet', { Name: 'waiting' }));
      runtime.reset();
      assert.equal((await waiting).reason, 'cancelled');
      release();
      assert.deepEqual(await sent, {});
      assert.equal(server.received.length, 1);
    });

    it('ends when the runtime is disposed of', async () => {
      const { api, server, runtime } = await sandbox(() => ({ kind: 'hang' }));
      const answer = failure(api.call('StartFleet', { Name: 'dev' }));
      await server.arrived(1);
      runtime.dispose();
      assert.equal((await answer).reason, 'cancelled');
      await server.received[0]?.dropped;
    });
  });

  describe('in the log', () => {
    const entries: { given: string; answer: Answer; status: string }[] = [
      { given: 'an answer', answer: ok(), status: 'ok' },
      {
        given: 'an error',
        answer: { kind: 'error', type: 'ResourceInUseException' },
        status: 'ResourceInUseException',
      },
    ];
    for (const { given, answer, status } of entries) {
      it(`given ${given}, is one line with ${status} and the request's id`, async () => {
        const { api, logged } = await sandbox(() => answer);
        await api.call('DeleteFleet', { Name: 'dev' }).catch(() => undefined);
        const [{ duration, ...entry } = assert.fail('nothing logged'), ...more] = logged;
        assert.ok(duration > 0);
        assert.deepEqual(entry, {
          service: 'appstream',
          operation: 'DeleteFleet',
          profile: 'AKIDTEST',
          region: 'eu-west-1',
          status,
          requestId,
          attempts: 1,
        });
        assert.deepEqual(more, []);
      });
    }
    it('is logged even if it was never sent', async () => {
      const { runtime, logged } = start();
      await failure(runtime.open(profileConnection('nobody', 'eu-west-1')).call('DescribeFleets', {}));
      assert.deepEqual(
        logged.map(entry => entry.status),
        ['ConfigError'],
      );
    });
  });
});
