// A change is sent as who was shown, or not at all: over a real wire, with files that are edited meanwhile.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import * as fc from 'fast-check';

import type { Actor } from '../../../src/api/core/actor';
import type { ActingApi } from '../../../src/api/types';
import { profileConnection } from '../../../src/aws/connection';
import { createExplorer } from '../../../src/explorer/explorer';
import type { GroupNode, ProfileNode } from '../../../src/explorer/tree/node';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import type { RuntimeUnderTest } from '../../support/awsRuntime';
import { actorNow, runtimeUnderTest, unnamedActor } from '../../support/awsRuntime';
import type { Answer, AwsServer, Received } from '../../support/awsServer';
import { startAwsServer } from '../../support/awsServer';
import { failure } from '../../support/failure';
import { followUnlocking, unlockingPlan } from '../../support/unlockingPlan';

/** Who an access key belongs to, as STS tells it. */
const callers: Readonly<Record<string, { readonly account: string; readonly arn: string }>> = {
  AKIDPROD: { account: '111111111111', arn: 'arn:aws:iam::111111111111:user/deploy' },
  AKIDSECOND: { account: '111111111111', arn: 'arn:aws:iam::111111111111:user/deploy' },
  AKIDADMIN: { account: '111111111111', arn: 'arn:aws:iam::111111111111:user/admin' },
  AKIDTEST: { account: '222222222222', arn: 'arn:aws:iam::222222222222:user/deploy' },
  ASIAMORNING: { account: '111111111111', arn: 'arn:aws:sts::111111111111:assumed-role/Admin/jane-1' },
  ASIAEVENING: { account: '111111111111', arn: 'arn:aws:sts::111111111111:assumed-role/Admin/jane-2' },
};
const aliases: Readonly<Record<string, string>> = { '111111111111': 'acme-production', '222222222222': 'acme-test' };

const xml = (body: string, status = 200): Answer => ({ kind: 'body', body, status, contentType: 'text/xml' });
const serviceOf = ({ headers }: Received): string =>
  /\/(\w+)\/aws4_request/.exec(headers.authorization ?? '')?.[1] ?? '';
const isChange = ({ operation }: Received): boolean => /^(Create|Start|Stop|Update|Delete)/.test(operation);

function told({ accessKeyId }: Received): Answer {
  const { account = '', arn = '' } = callers[accessKeyId] ?? {};
  return xml(
    `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  );
}

const aliasOf = ({ accessKeyId }: Received): Answer =>
  xml(`<R><AccountAliases><member>${aliases[callers[accessKeyId]?.account ?? '']}</member></AccountAliases></R>`);

describe('A change, compared with the actor that the user saw', () => {
  let aws: AwsEnvironment;
  let server: AwsServer;
  let under: RuntimeUnderTest;
  let sts: (request: Received) => Answer | Promise<Answer>;
  let appstream: (request: Received) => Answer | Promise<Answer>;
  const prod = profileConnection('prod', 'eu-west-1');
  const changes = (): string[] => server.received.filter(isChange).map(request => request.accessKeyId);
  const askedSts = (): string[] => server.received.filter(r => serviceOf(r) === 'sts').map(r => r.accessKeyId);
  const start = (actor: Actor): Promise<unknown> =>
    under.runtime.open(prod, actor).call('StartFleet', { Name: 'desks' });

  function write(accessKeyId: string, more = ''): void {
    aws.write({
      config: `[profile prod]\nendpoint_url = ${server.url}\n`,
      credentials: `[prod]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = planted-secret\n${more}`,
    });
  }
  async function edit(accessKeyId: string): Promise<void> {
    write(accessKeyId);
    await under.runtime.reload();
  }

  beforeEach(async () => {
    aws = isolateAws();
    sts = told;
    appstream = () => ({ kind: 'ok', output: {} });
    server = await startAwsServer(request => {
      const service = serviceOf(request);
      return service === 'sts' ? sts(request) : service === 'iam' ? aliasOf(request) : appstream(request);
    });
    write('AKIDPROD');
    under = runtimeUnderTest();
  });
  afterEach(async () => {
    under.runtime.dispose();
    await server.close();
    aws.restore();
  });

  it('is sent while nothing has changed, with one STS call for any number of changes', async () => {
    const actor = await actorNow(under.runtime, prod);
    for (let at = 0; at < 3; at++) await start(actor);
    assert.deepEqual(changes(), ['AKIDPROD', 'AKIDPROD', 'AKIDPROD']);
    assert.deepEqual(askedSts(), ['AKIDPROD']);
  });

  it('is refused with both accounts named when the profile now has the key of another account', async () => {
    const actor = await actorNow(under.runtime, prod);
    await edit('AKIDTEST');
    const error = await failure(start(actor));
    assert.deepEqual([error.reason, error.code, error.retryable], ['otherActor', 'OtherActor', false]);
    assert.match(error.message, /111111111111 \(acme-production\).*"prod".*222222222222 \(acme-test\)/);
    assert.match(error.message, /Nothing was sent\.$/);
    assert.deepEqual(changes(), []);
    assert.equal(under.logged.at(-1)?.status, 'OtherActor');
    assert.doesNotMatch(JSON.stringify(under.logged), /planted|AKID|deploy|1111/);
  });

  it('is sent once the profile has its old key again', async () => {
    const actor = await actorNow(under.runtime, prod);
    await edit('AKIDTEST');
    await failure(start(actor));
    await edit('AKIDPROD');
    await start(actor);
    assert.deepEqual(changes(), ['AKIDPROD']);
  });

  it('is refused with both principals named when the key belongs to another principal of the same account', async () => {
    const actor = await actorNow(under.runtime, prod);
    await edit('AKIDADMIN');
    assert.match(
      (await failure(start(actor))).message,
      /user\/deploy in account 111111111111.*now acts as user\/admin/,
    );
    assert.deepEqual(changes(), []);
  });

  it('is sent with another key of the same user, and in another session of the same role', async () => {
    const user = await actorNow(under.runtime, prod);
    await edit('AKIDSECOND');
    await start(user);
    await edit('ASIAMORNING');
    const role = await actorNow(under.runtime, prod);
    assert.equal(role.identity?.principal, 'arn:aws:sts::111111111111:assumed-role/Admin');
    await edit('ASIAEVENING');
    await start(role);
    assert.deepEqual(changes(), ['AKIDSECOND', 'ASIAEVENING']);
  });

  for (const { given, answer } of [
    { given: "can't be reached", answer: (): Answer => ({ kind: 'reset' }) },
    { given: 'refuses to tell', answer: () => xml('<E><Error><Code>AccessDenied</Code></Error></E>', 403) },
  ]) {
    describe(`where STS ${given}`, () => {
      it('is sent if the files are unchanged', async () => {
        const actor = await actorNow(under.runtime, prod);
        under.runtime.reset();
        sts = answer;
        await start(actor);
        assert.deepEqual(changes(), ['AKIDPROD']);
      });

      it('is refused if the files have changed, although they may lead to the same account', async () => {
        const actor = await actorNow(under.runtime, prod);
        sts = answer;
        await edit('AKIDSECOND');
        const error = await failure(start(actor));
        assert.equal(error.reason, 'otherActor');
        assert.match(error.message, /settings of profile "prod" have changed.*111111111111 \(acme-production\)/);
        assert.deepEqual(changes(), []);
      });

      it('is refused if the credentials themselves name another account', async () => {
        const actor = await actorNow(under.runtime, prod);
        sts = answer;
        write('AKIDTEST', 'aws_account_id = 222222222222\n');
        await under.runtime.reload();
        assert.match((await failure(start(actor))).message, /111111111111.*222222222222/);
      });
    });
  }

  it('is decided by the files alone, without calling STS, if the user saw no identity', async () => {
    const actor = await unnamedActor(under.runtime, prod);
    await start(actor);
    await edit('AKIDTEST');
    assert.match((await failure(start(actor))).message, /have changed since this was opened\. Nothing was sent/);
    assert.deepEqual([changes(), askedSts()], [['AKIDPROD'], []]);
  });

  it('is signed with the credentials that were compared, even if newer ones exist by then', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'appstream-process-'));
    const file = path.join(folder, 'keys.json');
    const give = (AccessKeyId: string): void =>
      fs.writeFileSync(file, JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey: 'planted-secret' }));
    try {
      give('AKIDPROD');
      aws.write({ config: `[profile prod]\nendpoint_url = ${server.url}\ncredential_process = cat ${file}\n` });
      under.runtime.reset();
      const actor = await actorNow(under.runtime, prod);
      give('AKIDSECOND');
      await under.runtime.signIn(prod);
      // While STS is asked about the second key, the process comes to give a third, of another account.
      sts = async request => {
        give('AKIDTEST');
        await under.runtime.signIn(prod);
        return told(request);
      };
      await start(actor);
      assert.deepEqual(changes(), ['AKIDSECOND']);
      sts = told;
      assert.match((await failure(start(actor))).message, /now acts in account 222222222222/);
      assert.deepEqual(changes(), ['AKIDSECOND']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('is compared again when AWS refuses the credentials and newer ones exist', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'appstream-process-'));
    const file = path.join(folder, 'keys.json');
    const give = (AccessKeyId: string): void =>
      fs.writeFileSync(file, JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey: 'planted-secret' }));
    try {
      give('AKIDPROD');
      aws.write({ config: `[profile prod]\nendpoint_url = ${server.url}\ncredential_process = cat ${file}\n` });
      under.runtime.reset();
      const actor = await actorNow(under.runtime, prod);
      appstream = () => {
        give('AKIDTEST');
        return { kind: 'error', type: 'ExpiredTokenException', message: 'The token has expired.' };
      };
      assert.equal((await failure(start(actor))).reason, 'otherActor');
      assert.deepEqual(changes(), ['AKIDPROD']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('reads what it needs from that account alone, while lists are not compared', async () => {
    await under.runtime.open(prod).call('DescribeFleets', {});
    assert.deepEqual(askedSts(), []);
    const actor = await actorNow(under.runtime, prod);
    await edit('AKIDTEST');
    await under.runtime.open(prod).call('DescribeFleets', {});
    const error = await failure(under.runtime.open(prod, actor).call('DescribeFleets', {}));
    assert.equal(error.reason, 'otherActor');
  });

  it('is not sent without an actor', async () => {
    const api = under.runtime.open(prod) as ActingApi;
    await assert.rejects(api.call('StartFleet', { Name: 'desks' }), /without an actor/);
    assert.deepEqual(changes(), []);
  });

  it('is not presigned for another account either', async () => {
    const actor = await actorNow(under.runtime, prod);
    await edit('AKIDTEST');
    const signing = under.runtime.presign(prod, actor, 'DescribeFleets', {}, 60);
    assert.equal((await failure(signing)).reason, 'otherActor');
  });

  it('is not sent to a connection other than the one shown', async () => {
    const actor = await actorNow(under.runtime, prod);
    const elsewhere = under.runtime.open(profileConnection('prod', 'us-east-1'), actor);
    assert.equal((await failure(elsewhere.call('StartFleet', { Name: 'desks' }))).code, 'OtherPlace');
    assert.deepEqual(changes(), []);
  });

  it('reaches only the account that was shown, in any order of showing, editing and sending', async () => {
    const keys = ['AKIDPROD', 'AKIDSECOND', 'AKIDADMIN', 'AKIDTEST', 'ASIAMORNING', 'ASIAEVENING'];
    const step = fc.oneof(
      fc.record({ does: fc.constant('show' as const), named: fc.boolean() }),
      fc.record({ does: fc.constant('edit' as const), key: fc.constantFrom(...keys), noticed: fc.boolean() }),
      fc.record({ does: fc.constant('sts' as const), up: fc.boolean() }),
      fc.record({ does: fc.constant('send' as const), which: fc.nat(9) }),
    );
    type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
    // An actor's fingerprint tells which state of the files was shown, and so which key.
    const keyOf = new Map<string, string>();
    for (const key of keys) {
      await edit(key);
      keyOf.set((await unnamedActor(under.runtime, prod)).fingerprint, key);
    }
    assert.equal(keyOf.size, keys.length);
    const foundByChance: Step[] = [
      { does: 'sts', up: false },
      { does: 'edit', key: 'AKIDTEST', noticed: false },
      { does: 'show', named: true },
      { does: 'show', named: false },
      { does: 'send', which: 1 },
      { does: 'send', which: 0 },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async steps => {
        sts = told;
        under.runtime.reset();
        await edit('AKIDPROD');
        const shown: { actor: Actor; account: string | undefined }[] = [];
        let written = ['AKIDPROD']; // what the files have had since the runtime was told to read them
        let hasFailed = false; // after a failure the runtime may read them by itself
        for (const step of steps) {
          switch (step.does) {
            case 'show': {
              const actor = await (step.named ? actorNow : unnamedActor)(under.runtime, prod);
              const key = keyOf.get(actor.fingerprint) ?? '';
              assert.ok(
                (hasFailed ? written : written.slice(0, 1)).includes(key),
                `${key} is shown of ${written.join()}`,
              );
              if (actor.identity) assert.equal(actor.identity.account, callers[key]?.account);
              shown.push({ actor, account: callers[key]?.account });
              break;
            }
            case 'edit':
              write(step.key);
              if (step.noticed) await under.runtime.reload();
              written = step.noticed ? [step.key] : [...written, step.key];
              break;
            case 'sts':
              hasFailed ||= !step.up;
              sts = step.up ? told : () => ({ kind: 'reset' });
              break;
            case 'send': {
              const { actor, account } = shown[step.which % shown.length] ?? {};
              if (!actor) break;
              const before = changes().length;
              const refused = await start(actor).then(
                () => undefined,
                (error: unknown) => error as { reason: string },
              );
              const sent = changes().slice(before);
              assert.deepEqual(
                sent.map(key => callers[key]?.account),
                refused ? [] : [account],
              );
              if (refused) assert.equal(refused.reason, 'otherActor');
            }
          }
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 40), examples: [[foundByChance]] },
    );
  }).timeout(300_000);

  it('keeps a plan of three steps to the account it was asked for', async () => {
    let state = 'RUNNING';
    appstream = async ({ operation }) => {
      if (operation === 'StopFleet') {
        state = 'STOPPED';
        await edit('AKIDTEST');
      }
      return {
        kind: 'ok',
        output: operation === 'DescribeFleets' ? { Fleets: [{ Name: 'desks', State: state }] } : {},
      };
    };
    const explorer = createExplorer({
      api: (connection, actor?: Actor) =>
        Promise.resolve(actor ? under.runtime.open(connection, actor) : (under.runtime.open(connection) as ActingApi)),
      identity: connection => under.runtime.identity(connection),
      fingerprint: connection => under.runtime.fingerprint(connection),
      pageSize: () => 100,
      changed: () => undefined,
    });
    explorer.setRoots([{ name: 'prod', sandbox: false, connections: [prod] }]);
    const fleets = (explorer.roots[0] as ProfileNode).regions[0]?.groups.find(
      ({ resourceKind }) => resourceKind.name === 'fleet',
    );
    const [node] = await explorer.children(fleets as GroupNode);
    assert.ok(node?.kind === 'resource');
    const actor = await explorer.identify(node);
    const { signal } = new AbortController();
    const plan = unlockingPlan(node, { DisplayName: 'x' }, actor);
    const error = await failure(followUnlocking(explorer, plan, signal));
    assert.equal(error.reason, 'otherActor');
    assert.deepEqual(
      server.received.filter(isChange).map(r => `${r.operation} ${r.accessKeyId}`),
      ['StopFleet AKIDPROD'],
    );
    explorer.dispose();
  });
});
