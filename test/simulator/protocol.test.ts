import * as assert from 'node:assert/strict';
import * as http from 'node:http';

import type { RequestLogEntry } from '../../src/simulator/simulator';
import { useSimulator } from './simulatorFixture';

const log: RequestLogEntry[] = [];

function authorization(service = 'appstream', accessKeyId = 'SANDBOXPRODUCTION', region = 'eu-west-1'): string {
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261124/${region}/${service}/aws4_request, SignedHeaders=host, Signature=00ff`;
}

describe("The simulator's protocol", () => {
  const fixture = useSimulator({ log: entry => log.push(entry) });

  async function post(headers: Record<string, string>, body: string): Promise<Response> {
    return fetch(fixture.url, { method: 'POST', headers, body });
  }

  const target = { 'x-amz-target': 'PhotonAdminProxyService.DescribeFleets' };
  const signed = { ...target, authorization: authorization() };
  const table: { given: string; headers: Record<string, string>; body: string; status: number; type: string }[] = [
    { given: 'no signature', headers: target, body: '{}', status: 403, type: 'MissingAuthenticationTokenException' },
    {
      given: 'half a signature',
      headers: { ...target, authorization: 'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1' },
      body: '{}',
      status: 403,
      type: 'IncompleteSignatureException',
    },
    ...[
      'Basic QTpC',
      'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request',
      'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=',
      'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1/appstream/aws3_request, Signature=00',
      'AWS4-HMAC-SHA256 Credential=A/20261124/eu-west-1//aws4_request, Signature=00',
      'AWS4-HMAC-SHA256 Credential=A/20261124//appstream/aws4_request, Signature=00',
      'AWS4-HMAC-SHA256 Credential=A//eu-west-1/appstream/aws4_request, Signature=00',
      'AWS4-HMAC-SHA256 Credential=/20261124/eu-west-1/appstream/aws4_request, Signature=00',
      'AWS4-HMAC-SHA512 Credential=A/20261124/eu-west-1/appstream/aws4_request, Signature=00',
    ].map(half => ({
      given: `the signature "${half}"`,
      headers: { ...target, authorization: half },
      body: '{}',
      status: 403,
      type: 'IncompleteSignatureException',
    })),
    {
      given: 'a service by the name of a method that all objects have',
      headers: { ...target, authorization: authorization('toString') },
      body: '{}',
      status: 403,
      type: 'InvalidSignatureException',
    },
    {
      given: "another service's signature",
      headers: { ...target, authorization: authorization('s3') },
      body: '{}',
      status: 403,
      type: 'InvalidSignatureException',
    },
    {
      given: 'an operation that the API lacks',
      headers: { ...signed, 'x-amz-target': 'PhotonAdminProxyService.LaunchRocket' },
      body: '{}',
      status: 400,
      type: 'UnknownOperationException',
    },
    {
      given: "another service's operation of the same name",
      headers: { ...signed, 'x-amz-target': 'Other.DescribeFleets' },
      body: '{}',
      status: 400,
      type: 'UnknownOperationException',
    },
    {
      given: 'an operation by the name of a method that all objects have',
      headers: { ...signed, 'x-amz-target': 'PhotonAdminProxyService.toString' },
      body: '{}',
      status: 400,
      type: 'UnknownOperationException',
    },
    {
      given: 'no target',
      headers: { authorization: authorization() },
      body: '{}',
      status: 400,
      type: 'UnknownOperationException',
    },
    {
      given: 'a body that is not JSON',
      headers: signed,
      body: '{"Names":',
      status: 400,
      type: 'SerializationException',
    },
    { given: 'a list for a body', headers: signed, body: '[]', status: 400, type: 'SerializationException' },
    { given: 'null for a body', headers: signed, body: 'null', status: 400, type: 'SerializationException' },
    {
      given: 'a number where a list belongs',
      headers: signed,
      body: '{"Names":7}',
      status: 400,
      type: 'SerializationException',
    },
    {
      given: 'more than any request needs',
      headers: signed,
      body: `{"Names":["${'x'.repeat(1 << 20)}"]}`,
      status: 413,
      type: 'RequestEntityTooLargeException',
    },
  ];
  for (const { given, headers, body, status, type } of table) {
    it(`answers ${given} with ${type}`, async () => {
      const response = await post(headers, body);
      const answer = (await response.json()) as { __type: string; Message: string };
      assert.equal(response.status, status);
      assert.equal(answer.__type, type);
      assert.equal(response.headers.get('x-amzn-errortype'), type);
      assert.equal(response.headers.get('content-type'), 'application/x-amz-json-1.1');
      assert.ok(answer.Message.length > 0);
      assert.match(response.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/);
    });
  }

  it('answers JSON 1.1 with a request ID', async () => {
    const response = await post(signed, '{}');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/x-amz-json-1.1');
    assert.match(response.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(await response.json(), { Fleets: [] });
  });

  it('ignores unknown members, nulls, and an empty body, like AWS', async () => {
    for (const body of ['{"Colour":"red"}', '{"Names":null}', '']) {
      assert.equal((await post(signed, body)).status, 200, body);
    }
  });

  it('answers {} if an operation has no output', async () => {
    const response = await post(
      { ...signed, 'x-amz-target': 'PhotonAdminProxyService.ExpireSession' },
      '{"SessionId":"x"}',
    );
    assert.equal(await response.text(), '{}');
  });

  it('accepts a presigned request', async () => {
    const scope = encodeURIComponent('SANDBOXPRODUCTION/20261124/eu-west-1/appstream/aws4_request');
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${scope}&X-Amz-Signature=00ff`;
    const ask = (asked: string) => fetch(`${fixture.url}/?${asked}`, { method: 'POST', headers: target, body: '{}' });
    assert.equal((await ask(query)).status, 200);
    for (const half of [query.replace(/&X-Amz-Signature.*/, ''), query.replace('aws4_request', 'aws3_request')]) {
      const refused = await ask(half);
      assert.equal(refused.status, 403);
      assert.equal(((await refused.json()) as { __type: string }).__type, 'IncompleteSignatureException');
    }
  });

  it('accepts a signature for several Regions', async () => {
    const scope = 'SANDBOXPRODUCTION/20261124/eu-west-1/appstream/aws4_request';
    const headers = { ...target, authorization: `AWS4-ECDSA-P256-SHA256 Credential=${scope}, Signature=00ff` };
    assert.equal((await post(headers, '{}')).status, 200);
  });

  it('gives each request an ID of its own, which STS repeats in its answer', async () => {
    const ids = new Set<string>();
    for (const service of ['sts', 'sts', 'iam']) {
      const action = service === 'sts' ? 'GetCallerIdentity' : 'ListAccountAliases';
      const response = await post({ authorization: authorization(service) }, `Action=${action}`);
      const id = response.headers.get('x-amzn-requestid') ?? '';
      assert.match(await response.text(), new RegExp(`<RequestId>${id}</RequestId>`));
      ids.add(id);
    }
    assert.equal(ids.size, 3);
  });

  const partitions: { region: string; partition: string }[] = [
    { region: 'eu-west-1', partition: 'aws' },
    { region: 'us-west-2', partition: 'aws' },
    { region: 'us-gov-west-1', partition: 'aws-us-gov' },
    { region: 'us-isob-east-1', partition: 'aws-iso-b' },
    { region: 'us-iso-east-1', partition: 'aws-iso' },
    { region: 'cn-north-1', partition: 'aws-cn' },
  ];
  for (const { region, partition } of partitions) {
    it(`has ARNs of the partition ${partition} in ${region}`, async () => {
      const { Stack } = await fixture.call('CreateStack', { Name: 'here' }, { accessKeyId: 'PARTITIONS', region });
      assert.match(
        (Stack as { Arn: string }).Arn,
        new RegExp(`^arn:${partition}:appstream:${region}:\\d{12}:stack/here$`),
      );
    });
  }

  it('identifies the caller of STS by access key', async () => {
    const ask = async (accessKeyId: string) => {
      const response = await post(
        { authorization: authorization('sts', accessKeyId), 'content-type': 'application/x-www-form-urlencoded' },
        'Action=GetCallerIdentity&Version=2011-06-15',
      );
      assert.equal(response.headers.get('content-type'), 'text/xml');
      return /<Account>(\d{12})<\/Account>/.exec(await response.text())?.[1];
    };
    assert.equal(await ask('SANDBOXPRODUCTION'), '123456789012');
    assert.equal(await ask('SANDBOXDEVELOPMENT'), '210987654321');
    assert.equal(await ask('111122223333'), '111122223333', 'an account number names its account');
    const other = await ask('AKIAOTHER');
    assert.match(other ?? '', /^\d{12}$/);
    assert.equal(await ask('AKIAOTHER'), other);
  });

  it("returns the account's alias in IAM, if it has one", async () => {
    const ask = async (accessKeyId: string): Promise<string> =>
      (
        await post({ authorization: authorization('iam', accessKeyId) }, 'Action=ListAccountAliases&Version=2010-05-08')
      ).text();
    assert.match(await ask('SANDBOXPRODUCTION'), /<AccountAliases><member>hb-production<\/member><\/AccountAliases>/);
    assert.match(await ask('AKIAOTHER'), /<AccountAliases><\/AccountAliases>/);
  });

  for (const [service, action] of [
    ['sts', 'AssumeRole'],
    ['iam', 'GetCallerIdentity'],
    ['sts', ''],
  ] as const) {
    it(`simulates no other operation of STS and IAM: ${action} of ${service}`, async () => {
      log.length = 0;
      const response = await post({ authorization: authorization(service) }, `Action=${action}`);
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('content-type'), 'text/xml');
      assert.match(await response.text(), /<Code>InvalidAction<\/Code>/);
      assert.deepEqual(
        log.map(({ operation, status }) => [operation, status]),
        [['', 400]],
      );
    });
  }

  it('tells a client that asks CloudWatch in the query protocol to be newer', async () => {
    const response = await post(
      {
        authorization: authorization('monitoring'),
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      'Action=DescribeAlarms&Version=2010-08-01',
    );
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('content-type'), 'text/xml');
    assert.match(
      await response.text(),
      /<Code>UnknownProtocol<\/Code><Message>.* a newer version of this client uses them/,
    );
  });

  const hosts: { host: string; status: number }[] = [
    { host: '127.0.0.1:9999', status: 200 },
    { host: 'localhost', status: 200 },
    { host: 'LocalHost:80', status: 200 },
    { host: '[::1]:80', status: 200 },
    { host: 'appstream2.eu-west-1.amazonaws.com', status: 200 },
    { host: 'appstream.test:443', status: 200 },
    { host: 'rebound.example', status: 403 },
    { host: 'amazonaws.com.rebound.example', status: 403 },
    { host: 'localhost.rebound.example:80', status: 403 },
    { host: '127.0.0.1.rebound.example', status: 403 },
    { host: '10.0.0.1', status: 403 },
    { host: '', status: 403 },
  ];
  for (const { host, status } of hosts) {
    it(`answers ${status} to a request whose Host header is "${host}"`, async () => {
      // fetch would set the header itself.
      const answered = await new Promise<http.IncomingMessage>((resolve, reject) => {
        const { hostname, port } = new URL(fixture.url);
        http.get({ hostname, port, setHost: false, headers: { host } }, resolve).on('error', reject);
      });
      assert.equal(answered.statusCode, status);
      assert.equal(answered.headers.connection === 'close', status === 403);
      answered.resume();
    });
  }

  it('answers 413 to a form that is too large', async () => {
    const response = await fetch(`${fixture.url}/assistant`, { method: 'POST', body: 'x'.repeat((1 << 20) + 1) });
    assert.equal(response.status, 413);
  });

  it('takes a body of one megabyte', async () => {
    const body = `{"Colour":"${'x'.repeat((1 << 20) - 13)}"}`;
    assert.equal(body.length, 1 << 20);
    assert.equal((await post(signed, body)).status, 200);
  });

  const refusedAtOnce: { given: string; headers: Record<string, string>; bytes?: number; status: number }[] = [
    { given: 'for another host', headers: { host: 'rebound.example' }, status: 403 },
    { given: 'with too large a body', headers: signed, status: 413 },
    {
      given: 'that says its body is too large',
      headers: { ...signed, 'content-length': '2000000' },
      bytes: 1,
      status: 413,
    },
  ];
  for (const { given, headers, bytes = 1_500_000, status } of refusedAtOnce) {
    it(`answers ${status} to a request ${given} whose body never ends, and closes its connection`, async () => {
      const answered = await new Promise<http.IncomingMessage>((resolve, reject) => {
        const { hostname, port } = new URL(fixture.url);
        const request = http.request({ hostname, port, method: 'POST', headers }, resolve).on('error', reject);
        request.write(Buffer.alloc(bytes));
      });
      assert.equal(answered.statusCode, status);
      assert.equal(answered.headers.connection, 'close');
      answered.on('error', () => undefined); // what else is sent meets a closed connection
      await new Promise(resolve => answered.resume().once('close', resolve));
    });
  }

  const elsewhere: { method: string; path: string }[] = [
    { method: 'PUT', path: '/' },
    { method: 'DELETE', path: '/' },
    { method: 'POST', path: '/elsewhere' },
    { method: 'PUT', path: '/assistant' },
  ];
  for (const { method, path } of elsewhere) {
    it(`answers ${method} ${path} with 404, and carries nothing out`, async () => {
      const headers = { ...signed, 'x-amz-target': 'PhotonAdminProxyService.CreateStack' };
      const body = JSON.stringify({ Name: 'from-elsewhere' });
      const response = await fetch(`${fixture.url}${path}`, { method, headers, body });
      assert.equal(response.status, 404);
      assert.equal(((await response.json()) as { __type?: string }).__type, 'UnknownOperationException');
      const stacks = await post({ ...signed, 'x-amz-target': 'PhotonAdminProxyService.DescribeStacks' }, '{}');
      assert.ok(!(await stacks.text()).includes('from-elsewhere'));
    });
  }

  it('shows a browser what it is', async () => {
    assert.match(await (await fetch(fixture.url)).text(), /AppStream simulator/);
    assert.equal((await fetch(`${fixture.url}/elsewhere`)).status, 404);
  });

  it('logs each request with these fields only, and nothing of its body', async () => {
    log.length = 0;
    await fixture.call('CreateStack', { Name: 'secret-stack', Description: 'secret-words' });
    await fixture.refuses('DescribeStacks', { Names: ['secret-name'] }, 'ResourceNotFoundException');
    await fetch(`${fixture.url}/authenticate?parameters=secret-parameters&signature=secret-signature`);
    await post({ ...signed, 'x-amz-target': 'PhotonAdminProxyService.secret-operation' }, '{}');
    assert.deepEqual(
      log.map(entry => [entry.operation, entry.region, entry.accessKeyId, entry.status]),
      [
        ['CreateStack', 'eu-west-1', 'SANDBOXPRODUCTION', 200],
        ['DescribeStacks', 'eu-west-1', 'SANDBOXPRODUCTION', 400],
        ['authenticate', '', '', 403],
        ['Unknown', 'eu-west-1', 'SANDBOXPRODUCTION', 400],
      ],
    );
    for (const entry of log) {
      assert.match(entry.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.ok(Math.abs(Date.parse(entry.time) - Date.now()) < 60_000);
      assert.ok(entry.ms >= 0 && entry.ms < 60_000);
      assert.match(entry.requestId, /^[0-9a-f-]{36}$/);
      assert.deepEqual(Object.keys(entry).sort(), [
        'accessKeyId',
        'ms',
        'operation',
        'region',
        'requestId',
        'status',
        'time',
      ]);
    }
    assert.doesNotMatch(JSON.stringify(log), /secret/);
  });
});
