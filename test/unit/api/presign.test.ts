// A signed request is made as anybody would make it, with no AWS code, and its signature is computed anew from the rules
// that AWS publishes ("Create a signed AWS API request"), not from the SDK.
import * as assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';

import type { SignedRequest } from '../../../src/api/core/types';
import { profileConnection } from '../../../src/aws/connection';
import type { Simulator } from '../../../src/simulator/simulator';
import { startSimulator } from '../../../src/simulator/simulator';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import type { RuntimeUnderTest } from '../../support/awsRuntime';
import { runtimeUnderTest, sandboxConnection, unnamedActor } from '../../support/awsRuntime';

const secretOfSandbox = 'sandbox'; // nobody's secret: see aws/credentials.ts

/** The signature that the request must have. @param secret the secret access key */
function signatureOf({ url, headers, body }: SignedRequest, secret: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const escape = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .sort()
    .join('&');
  const all: Record<string, string> = { host };
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = value;
  const signed = (searchParams.get('X-Amz-SignedHeaders') ?? '').split(';');
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const canonical = [
    'POST',
    pathname,
    query,
    ...signed.map(name => `${name}:${all[name]}`),
    '',
    signed.join(';'),
    hash(body),
  ].join('\n');
  const scope = (searchParams.get('X-Amz-Credential') ?? '').split('/').slice(1);
  const toSign = ['AWS4-HMAC-SHA256', searchParams.get('X-Amz-Date'), scope.join('/'), hash(canonical)].join('\n');
  const key = scope.reduce<Buffer>(
    (last, part) => createHmac('sha256', last).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

describe('A signed request', () => {
  let aws: AwsEnvironment;
  let simulator: Simulator;
  let under: RuntimeUnderTest;
  const requests: string[] = [];
  const sign = async (): Promise<SignedRequest> =>
    under.runtime.presign(
      sandboxConnection(simulator.url, 'SANDBOXPRODUCTION'),
      await unnamedActor(under.runtime, sandboxConnection(simulator.url, 'SANDBOXPRODUCTION')),
      'DescribeStacks',
      { Names: ["it's", 'dev'] },
      900,
    );

  before(async () => {
    aws = isolateAws();
    simulator = await startSimulator({ log: ({ operation, region }) => requests.push(`${operation} ${region}`) });
    under = runtimeUnderTest();
  });
  after(async () => {
    under.runtime.dispose();
    await simulator.close();
    aws.restore();
  });

  it('is neither sent nor logged', async () => {
    await sign();
    assert.deepEqual(requests, []);
    assert.deepEqual(under.logged, []);
  });

  it('is signed by the published rules, with its target and type among the signed headers', async () => {
    const request = await sign();
    const query = new URL(request.url).searchParams;
    assert.equal(query.get('X-Amz-SignedHeaders'), 'content-type;host;x-amz-target');
    assert.equal(query.get('X-Amz-Signature'), signatureOf(request, secretOfSandbox));
  });

  it('writes a session token into its address as the rules want it', async () => {
    aws.write({
      credentials: "[dev]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token = t!'(1)*+/=\n",
    });
    const dev = profileConnection('dev', 'eu-west-1');
    const actor = await unnamedActor(under.runtime, dev);
    const request = await under.runtime.presign(dev, actor, 'DescribeStacks', {}, 60);
    assert.match(request.url, /X-Amz-Security-Token=t%21%27%281%29%2A%2B%2F%3D(&|$)/);
    assert.equal(new URL(request.url).searchParams.get('X-Amz-Signature'), signatureOf(request, 's'));
  });

  it('expires when it says so', async () => {
    const before = Date.now();
    const { url, expires } = await sign();
    assert.equal(new URL(url).searchParams.get('X-Amz-Expires'), '900');
    assert.ok(expires.getTime() >= before + 900_000 && expires.getTime() <= Date.now() + 900_000);
  });

  it('is accepted from anyone', async () => {
    const { url, headers, body } = await under.runtime.presign(
      sandboxConnection(simulator.url, 'SANDBOXPRODUCTION'),
      await unnamedActor(under.runtime, sandboxConnection(simulator.url, 'SANDBOXPRODUCTION')),
      'DescribeFleets',
      {},
      60,
    );
    const response = await fetch(url, { method: 'POST', headers, body });
    assert.equal(response.status, 200);
    assert.ok(((await response.json()) as { Fleets: unknown[] }).Fleets.length);
    assert.deepEqual(requests, ['DescribeFleets eu-west-1']);
  });
});
