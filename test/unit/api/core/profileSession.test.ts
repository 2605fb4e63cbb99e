// The session of a profile: its clients, when they are made again, and when their sockets are closed. Nothing is sent.
import * as assert from 'node:assert/strict';

import { appstream } from '../../../../src/api/appstream/service';
import type { ApiErrorFacts } from '../../../../src/api/core/errors';
import { ApiError } from '../../../../src/api/core/errors';
import type { Client, ProfileSession } from '../../../../src/api/core/profileSession';
import { createProfileSession } from '../../../../src/api/core/profileSession';
import { noConfigFiles, readConfigFiles } from '../../../../src/aws/configFiles';
import type { Connection } from '../../../../src/aws/connection';
import { profileConnection } from '../../../../src/aws/connection';
import type { AwsEnvironment } from '../../../support/awsEnvironment';
import { isolateAws } from '../../../support/awsEnvironment';
import { sandboxConnection } from '../../../support/awsRuntime';
import { failure } from '../../../support/failure';
import { library } from '../../../support/library';

const ireland = profileConnection('dev', 'eu-west-1');
const virginia = profileConnection('dev', 'us-east-1');
const sandbox = sandboxConnection('http://127.0.0.1:1');
const keys = 'aws_access_key_id = A\naws_secret_access_key = s\n';
const turns = () => new Promise(resolve => setImmediate(resolve));

describe('The session of a profile', () => {
  let aws: AwsEnvironment;
  let outdated: number;
  const ended: Client[] = [];
  beforeEach(() => {
    aws = isolateAws();
    outdated = 0;
    ended.length = 0;
    aws.write({
      config: '[profile mfa]\nmfa_serial = arn:aws:iam::111122223333:mfa/dev\n[profile "my dev"]\n',
      credentials: ['dev', 'mfa', 'my dev'].map(name => `[${name}]\n${keys}`).join(''),
    });
  });
  afterEach(() => aws.restore());

  async function open(connection: Connection = ireland): Promise<ProfileSession> {
    return createProfileSession(connection, connection.sandbox ? noConfigFiles : await readConfigFiles(), {
      limits: () => ({ connectTimeout: 1, requestTimeout: 1, concurrency: 1 }),
      outdate: () => void outdated++,
      prompts: undefined,
      once: (_key, task) => task(),
      signedIn: () => undefined,
      changedAccount: () => undefined,
    });
  }
  /** A client that says when its sockets are closed. */
  async function watched(client: Promise<Client>): Promise<Client> {
    const made = await client;
    made.sdk.destroy = () => void ended.push(made);
    return made;
  }

  it('has one client for each connection and service', async () => {
    const session = await open();
    const client = await session.clientOf(ireland, appstream);
    assert.equal(await session.clientOf(ireland, appstream), client);
    assert.notEqual(await session.clientOf(virginia, appstream), client);
    assert.notEqual(await session.clientOf(ireland, library), client);
    assert.deepEqual([client.service, client.endpoint, client.profile], [appstream, undefined, 'dev']);
    assert.equal(client.endpointOf('sts'), undefined);
    assert.equal((await client.sdk.config.credentials()).accessKeyId, 'A');
    session.close();
  });

  it('names its profile for the SDK without spaces, and none for a sandbox', async () => {
    const named = await open(profileConnection('my dev', 'eu-west-1'));
    const client = await named.clientOf(profileConnection('my dev', 'eu-west-1'), appstream);
    assert.deepEqual([named.profile, client.profile], ['my dev', 'my%20dev']);
    const { profile, fingerprint } = await open(sandbox);
    assert.deepEqual([profile, fingerprint], [undefined, '']);
    assert.notEqual(named.fingerprint, '');
  });

  const regions: readonly (readonly [region: string, says: RegExp])[] = [
    ['', /^No Region is chosen for profile "dev"\.$/],
    ['Ireland', /^"Ireland" is not the name of a Region\.$/],
  ];
  for (const [region, says] of regions) {
    it(`refuses "${region}" for a Region`, async () => {
      const connection = profileConnection('dev', region);
      assert.match((await failure((await open(connection)).clientOf(connection, appstream))).message, says);
    });
  }

  const renewals: readonly (readonly [
    given: string,
    facts: Partial<ApiErrorFacts>,
    renews: boolean,
    more?: { readonly connection?: Connection; readonly endpoint?: string },
  ])[] = [
    ['a mistake in the files', { reason: 'config' }, true],
    ['refused credentials', { reason: 'credentials' }, true],
    ['expired credentials', { reason: 'expired' }, true],
    ['the same in a sandbox', { reason: 'expired' }, true, { connection: sandbox }],
    ['a sign-in that the user cancelled', { reason: 'expired', signIn: true }, false],
    ['an unreachable host of an endpoint', { reason: 'network', host: 'a.test' }, true],
    ["an unreachable endpoint of AWS's own", { reason: 'network' }, true, { endpoint: 'https://vpce.amazonaws.com' }],
    ['an untrusted certificate', { reason: 'network', code: 'CERT_X' }, true],
    ['an unreachable AWS', { reason: 'network' }, false],
    ['an unreachable sandbox', { reason: 'network', host: 'a.test' }, false, { connection: sandbox }],
    ['a denial', { reason: 'denied' }, false],
    ['a conflict', { reason: 'conflict' }, false],
  ];
  for (const [given, facts, renews, { connection = ireland, endpoint } = {}] of renewals) {
    it(`${renews ? 'has the files read and its clients made again' : 'keeps its clients'}, given ${given}`, async () => {
      const session = await open(connection);
      const client = await watched(session.clientOf(connection, appstream));
      const all = { reason: 'config', operation: 'X', code: 'C', retryable: false, nextStep: '', ...facts } as const;
      session.renewAfter(new ApiError('No.', all), connection, endpoint);
      assert.equal((await session.clientOf(connection, appstream)) === client, !renews);
      assert.equal(outdated, renews ? 1 : 0);
      session.close();
      await turns();
      assert.deepEqual(ended, [client], 'the old client is closed, too');
    });
  }

  it('makes only the clients of the failed connection again, and none if there is none', async () => {
    const session = await open();
    const error = new ApiError('No.', { reason: 'config', operation: 'X', code: 'C', retryable: false, nextStep: '' });
    session.renewAfter(error, ireland, undefined);
    const other = await session.clientOf(virginia, appstream);
    session.renewAfter(error, ireland, undefined);
    assert.equal(await session.clientOf(virginia, appstream), other);
    assert.equal(outdated, 2);
    session.close();
  });

  it('keeps its sockets open at its end until all changes are answered', async () => {
    const session = await open();
    const client = await watched(session.clientOf(ireland, appstream));
    let answer: () => void = () => undefined;
    session.keepOpenFor(Promise.reject(new Error('failed')));
    session.keepOpenFor(new Promise<void>(resolve => (answer = resolve)));
    session.end();
    assert.deepEqual([session.ended.aborted, session.closed.aborted], [true, false]);
    await turns();
    assert.deepEqual(ended, []);
    answer();
    await turns();
    assert.deepEqual(ended, [client]);
  });

  it('closes its sockets at once when it is closed, even those of a client that is being made', async () => {
    const session = await open();
    const making = watched(session.clientOf(ireland, appstream));
    const failing = failure(session.clientOf(profileConnection('dev', ''), appstream));
    session.keepOpenFor(new Promise(() => undefined));
    session.close();
    assert.deepEqual([session.ended.aborted, session.closed.aborted], [true, true]);
    await failing;
    const client = await making;
    await turns();
    assert.ok(ended.length <= 1 && ended.every(each => each === client));
  });

  it('uses its keys without the MFA device that stands beside them, until the user signs in with it', async () => {
    const connection = profileConnection('mfa', 'eu-west-1');
    const session = await open(connection);
    assert.deepEqual([session.signIn, session.withoutMfa], [undefined, false]);
    assert.ok(session.mfaOf(connection));
    assert.equal(session.withoutMfa, true);
    assert.equal(session.signIn, session.signInOf(connection));
    const plain = await open();
    assert.deepEqual([plain.mfaOf(ireland), plain.withoutMfa], [undefined, false]);
    assert.ok(plain.signIn);
  });
});
