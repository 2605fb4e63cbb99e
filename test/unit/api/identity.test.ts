// Whose credentials: what is asked of STS and IAM over a real wire, how often, and what comes of refusals and silence.
import * as assert from 'node:assert/strict';

import { isApiError } from '../../../src/api/core/errors';
import { profileConnection } from '../../../src/aws/connection';
import { partitionOf } from '../../../src/aws/regions';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import type { RuntimeUnderTest } from '../../support/awsRuntime';
import { runtimeUnderTest, sandboxConnection } from '../../support/awsRuntime';
import type { Answer, AwsServer, Received } from '../../support/awsServer';
import { startAwsServer } from '../../support/awsServer';
import { waitUntil } from '../../support/waitUntil';

const serviceOf = ({ headers }: Received): string =>
  /\/(\w+)\/aws4_request/.exec(headers.authorization ?? '')?.[1] ?? '';
const xml = (body: string, status = 200): Answer => ({ kind: 'body', body, status, contentType: 'text/xml' });
const accounts: Readonly<Record<string, string>> = { AKIDPROD: '111111111111', AKIDTEST: '222222222222' };
const caller = (members: string): Answer =>
  xml(
    `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${members}</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  );
const identity = ({ accessKeyId }: Received): Answer =>
  caller(
    `<Arn>arn:aws:iam::1:user/jane.doe@example.com</Arn><UserId>U</UserId><Account>${accounts[accessKeyId]}</Account>`,
  );
const aliases = (...names: string[]): Answer =>
  xml(
    `<ListAccountAliasesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAccountAliasesResult><IsTruncated>false</IsTruncated><AccountAliases>${names.map(name => `<member>${name}</member>`).join('')}</AccountAliases></ListAccountAliasesResult></ListAccountAliasesResponse>`,
  );
const denied = (code = 'AccessDenied'): Answer =>
  xml(
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>User: arn:aws:iam::1:user/jane.doe@example.com may not</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
    403,
  );

const prodUser = { account: '111111111111', principal: 'arn:aws:iam::1:user/jane.doe@example.com' };

interface Answers {
  sts: (request: Received) => Answer;
  iam: (request: Received) => Answer | Promise<Answer>;
}

describe('the account behind credentials', () => {
  let aws: AwsEnvironment;
  let server: AwsServer;
  let under: RuntimeUnderTest;
  let answers: Answers;
  const asked = (): string[] => server.received.map(serviceOf).sort();
  const prod = profileConnection('prod', 'eu-west-1');

  beforeEach(async () => {
    aws = isolateAws();
    answers = { sts: identity, iam: () => aliases('acme-production') };
    server = await startAwsServer(request => {
      const service = serviceOf(request);
      return service === 'sts' || service === 'iam' ? answers[service](request) : { kind: 'ok', output: {} };
    });
    write('AKIDPROD');
    under = runtimeUnderTest();
  });
  afterEach(async () => {
    under.runtime.dispose();
    await server.close();
    aws.restore();
  });

  function write(accessKeyId: string, more = ''): void {
    const section = (name: string, key: string): string =>
      `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = planted-secret\n${more}`;
    aws.write({
      config: ['prod', 'same', 'other'].map(name => `[profile ${name}]\nendpoint_url = ${server.url}\n`).join(''),
      credentials: section('prod', accessKeyId) + section('same', accessKeyId) + section('other', 'AKIDTEST'),
    });
  }

  it('is shown with its alias', async () => {
    assert.deepEqual(await under.runtime.identity(prod), { ...prodUser, alias: 'acme-production' });
  });

  it('is looked up once for all callers, Regions and profiles with the same key', async () => {
    const connections = [prod, prod, profileConnection('prod', 'us-east-1'), profileConnection('same', 'eu-west-1')];
    await Promise.all(connections.map(connection => under.runtime.identity(connection)));
    await under.runtime.identity(prod);
    assert.deepEqual(asked(), ['iam', 'sts']);
  });

  it('differs for another key', async () => {
    await under.runtime.identity(prod);
    const other = await under.runtime.identity(profileConnection('other', 'eu-west-1'));
    assert.equal(other?.account, '222222222222');
    assert.deepEqual(asked(), ['iam', 'iam', 'sts', 'sts']);
  });

  it('is looked up again after a reset, and is then that of the new key', async () => {
    await under.runtime.identity(prod);
    write('AKIDTEST');
    under.runtime.reset();
    assert.equal((await under.runtime.identity(prod))?.account, '222222222222');
  });

  for (const { given, iam } of [
    { given: 'it has none', iam: () => aliases() },
    { given: 'it may not be read', iam: () => denied() },
    { given: 'nobody answers', iam: (): Answer => ({ kind: 'reset' }) },
    { given: 'the answer makes no sense', iam: () => xml('<member>Not An Alias</member>') },
  ]) {
    it(`has no alias when ${given}`, async () => {
      answers.iam = iam;
      assert.deepEqual(await under.runtime.identity(prod), prodUser);
    });
  }

  it('is shown without waiting for a late alias', async () => {
    answers.iam = () => ({ kind: 'hang' });
    assert.deepEqual(await under.runtime.identity(prod), prodUser);
    assert.deepEqual(asked(), ['iam', 'sts']);
  });

  it('gets its alias when that comes late', async () => {
    let late: (answer: Answer) => void = () => undefined;
    answers.iam = () => new Promise(resolve => (late = resolve));
    assert.deepEqual(await under.runtime.identity(prod), prodUser);
    late(aliases('acme-production'));
    await waitUntil('the alias', async () => (await under.runtime.identity(prod))?.alias);
    assert.deepEqual(asked(), ['iam', 'sts'], 'and is not asked for again');
  });

  const principals: { given: string; members: string; principal?: string }[] = [
    {
      given: "a role's session, in all sessions alike",
      members: '<Arn>arn:aws:sts::1:assumed-role/Admin/jane/doe</Arn>',
      principal: 'arn:aws:sts::1:assumed-role/Admin',
    },
    { given: 'the root user', members: '<Arn>arn:aws:iam::1:root</Arn>', principal: 'arn:aws:iam::1:root' },
    { given: 'nobody', members: '' },
    { given: 'an empty name', members: '<Arn></Arn>' },
  ];
  for (const { given, members, principal } of principals) {
    it(`${principal === undefined ? 'has no principal' : `has the principal ${principal}`}, given ${given}`, async () => {
      answers.iam = () => aliases();
      answers.sts = () => caller(`${members}<Account>1</Account>`);
      const found = await under.runtime.identity(prod);
      assert.deepEqual(found, { account: '1', ...(principal !== undefined && { principal }) });
    });
  }

  it('is not known from an answer that names no account, which is reported with the host of STS', async () => {
    answers.sts = () => caller('<Arn>arn:aws:iam::1:root</Arn>');
    await assert.rejects(
      under.runtime.identity(prod),
      (error: unknown) =>
        isApiError(error) &&
        error.message ===
          `The response from AWS STS (${new URL(server.url).host}) isn't a valid response of this service (HTTP 200).`,
    );
  });

  it('gets its alias in a signed request of the Query protocol, for the partition', async () => {
    await under.runtime.identity(prod);
    const request = server.received.find(each => serviceOf(each) === 'iam');
    const { host, authorization, 'content-type': type } = request?.headers ?? {};
    assert.equal(host, new URL(server.url).host);
    assert.equal(type, 'application/x-www-form-urlencoded');
    assert.match(authorization ?? '', /Credential=AKIDPROD\/\d+\/us-east-1\/iam\//);
  });

  it('is unknown when STS refuses to tell, and STS is not called again', async () => {
    answers.sts = () => denied();
    assert.equal(await under.runtime.identity(prod), undefined);
    assert.equal(await under.runtime.identity(prod), undefined);
    assert.deepEqual(asked(), ['iam', 'sts']);
  });

  it('is the one that came with the credentials when STS refuses to tell', async () => {
    answers.sts = () => denied();
    write('AKIDPROD', 'aws_account_id = 333333333333\n');
    assert.equal((await under.runtime.identity(prod))?.account, '333333333333');
  });

  it('is looked up again after a failure', async () => {
    answers.sts = () => ({ kind: 'reset' });
    await assert.rejects(under.runtime.identity(prod), (error: unknown) => isApiError(error));
    answers.sts = identity;
    assert.equal((await under.runtime.identity(prod))?.account, '111111111111');
  });

  it('leaves nothing behind that affects a list after the files are corrected', async () => {
    aws.write({ config: '' });
    await assert.rejects(
      under.runtime.identity(prod),
      (error: unknown) => isApiError(error) && error.reason === 'config',
    );
    write('AKIDPROD');
    await under.runtime.open(prod).call('DescribeFleets', {});
  });

  it('delays no list while STS hangs, however many wait', async () => {
    answers.sts = () => ({ kind: 'hang' });
    const waiting = Array.from({ length: 8 }, () => under.runtime.identity(prod).catch(() => 'ended'));
    await server.arrived(2);
    await under.runtime.open(prod).call('DescribeFleets', {});
    assert.equal(asked().filter(service => service === 'sts').length, 1);
    under.runtime.dispose();
    assert.deepEqual(await Promise.all(waiting), Array(8).fill('ended'));
  });

  it('is looked up at the STS endpoint that the environment sets', async () => {
    aws.set({ AWS_ENDPOINT_URL_STS: `${server.url}/sts` });
    await under.runtime.identity(prod);
    assert.deepEqual(asked(), ['iam', 'sts']);
  });

  it("is looked up at the sandbox for the sandbox's accounts", async () => {
    assert.equal((await under.runtime.identity(sandboxConnection(server.url, 'AKIDTEST')))?.account, '222222222222');
  });

  it('is logged like any request, without a secret or a name', async () => {
    answers.sts = () => denied();
    await under.runtime.identity(prod);
    const statuses = under.logged.map(({ operation, status }) => `${operation} ${status}`).sort();
    assert.deepEqual(statuses, ['GetCallerIdentity AccessDenied', 'ListAccountAliases ok']);
    assert.doesNotMatch(JSON.stringify(under.logged), /planted|jane|AKID/);
  });
});

describe('the partition of a Region', () => {
  for (const [region, partition] of [
    ['eu-west-1', 'aws'],
    ['mx-central-1', 'aws'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-gov-north-7', 'aws-us-gov'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['cn-north-1', undefined],
    ['us-iso-east-1', undefined],
  ] as const) {
    it(`of ${region} is ${partition ?? 'one without AppStream'}`, () => {
      assert.equal(partitionOf(region)?.name, partition);
    });
  }
});
