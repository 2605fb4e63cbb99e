// What the server takes below the protocols: packed and chunked bodies, requests that name nothing, and faults in CBOR.
import * as assert from 'node:assert/strict';
import { once } from 'node:events';
import * as http from 'node:http';
import type * as net from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';

import { cbor } from '@smithy/core/cbor';

import type { Outcome } from '../../src/simulator/simulator';
import type { Answer } from './httpFixture';
import { authorization, binary, decoded, json, send, target } from './httpFixture';
import { fleetInput, useSimulator } from './simulatorFixture';

describe('Bodies of requests', () => {
  const fixture = useSimulator();
  const path = () => `${fixture.url}/service/${target}/operation/DescribeStacks`;

  const taken: { given: string; send: () => Promise<Answer> }[] = [
    { given: 'JSON', send: () => send(fixture.url, json, '{}') },
    { given: 'JSON in gzip', send: () => send(fixture.url, { ...json, 'content-encoding': 'gzip' }, gzipSync('{}')) },
    { given: 'JSON in chunks', send: () => send(fixture.url, json, ['{"Names"', ':', '[]}']) },
    { given: 'no bytes in JSON', send: () => send(fixture.url, json, '') },
    { given: 'CBOR', send: () => send(path(), binary, cbor.serialize({})) },
    {
      given: 'CBOR in gzip',
      send: () => send(path(), { ...binary, 'content-encoding': 'GZIP' }, gzipSync(cbor.serialize({ Names: [] }))),
    },
    { given: 'no bytes in CBOR', send: () => send(path(), { authorization, 'smithy-protocol': 'rpc-v2-cbor' }, '') },
    {
      given: 'nulls and unknown members in CBOR',
      send: () => send(path(), binary, cbor.serialize({ Names: null, X: 1 })),
    },
  ];
  for (const { given, send } of taken) {
    it(`may be ${given}`, async () => {
      const answer = await send();
      assert.deepEqual([answer.status, decoded(answer)], [200, { Stacks: [] }]);
    });
  }

  const [tooMany, deep] = [new Uint8Array([0x9b, 0, 0, 1, 0, 0, 0, 0, 0]), new Uint8Array(500_000).fill(0x81)];
  const refused: {
    given: string;
    headers?: object;
    body: string | Uint8Array;
    status?: number;
    type?: string;
    says: RegExp;
  }[] = [
    { given: 'text', body: 'hello', says: /not CBOR/ },
    { given: 'half a list', body: new Uint8Array([0x82, 0x01]), says: /not CBOR/ },
    { given: 'a list that claims to have 2^40 entries', body: tooMany, says: /not CBOR/ },
    { given: 'lists in lists without an end', body: deep, says: /not CBOR/ },
    { given: 'a tag that has no meaning', body: new Uint8Array([0xc5, 0x82, 0x01, 0x02]), says: /not CBOR/ },
    { given: 'a number that is none', body: new Uint8Array([0xf9, 0x7e, 0x00]), says: /not CBOR/ },
    { given: 'a list', body: cbor.serialize([]), says: /list/i },
    { given: 'a number where a list belongs', body: cbor.serialize({ Names: 7 }), says: /NUMBER_VALUE/ },
    {
      given: 'another content type',
      headers: { 'content-type': 'text/plain' },
      body: '',
      status: 415,
      says: /text\/plain/,
    },
    { given: 'broken gzip', headers: { 'content-encoding': 'gzip' }, body: 'no', says: /not gzip/ },
    {
      given: 'another encoding',
      ...{ headers: { 'content-encoding': 'deflate' }, body: deflateSync('{}'), status: 415, says: /gzip/ },
    },
    {
      given: 'gzip of too much',
      ...{ headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(2 << 20)), status: 413 },
      ...{ type: 'RequestEntityTooLargeException', says: /too large/ },
    },
  ];
  for (const { given, headers, body, status = 400, type = 'SerializationException', says } of refused) {
    it(`must not be ${given} in CBOR`, async () => {
      const answer = await send(path(), { ...binary, ...headers }, body);
      const { __type, message } = decoded(answer);
      assert.deepEqual([answer.status, __type], [status, type]);
      assert.match(String(message), says);
      assert.equal(answer.headers['content-type'], 'application/cbor');
      assert.equal(answer.headers['smithy-protocol'], 'rpc-v2-cbor');
    });
  }

  it('are asked for only if they will be read', async () => {
    const ask = async (size: number) => {
      const headers = { ...json, expect: '100-continue', 'content-length': size };
      const request = http.request(fixture.url, { method: 'POST', agent: false, headers });
      let asked = false;
      request.on('continue', () => {
        asked = true;
        request.end('{}'.padEnd(size));
      });
      request.flushHeaders();
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      response.resume();
      await once(response, 'close');
      return [asked, response.statusCode];
    };
    assert.deepEqual(await ask(10), [true, 200]);
    assert.deepEqual(await ask(1 << 21), [false, 413]);
  });

  it('share a connection', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<net.Socket>();
    for (const [url, headers, body] of [
      [fixture.url, json, '{}'],
      [path(), binary, cbor.serialize({})],
      [fixture.url, json, '{"Names":["none"]}'],
      [fixture.url, json, '{}'],
    ] as const) {
      const request = http.request(url, { method: 'POST', agent, headers });
      request.on('socket', socket => sockets.add(socket));
      request.end(body);
      const [response] = (await once(request, 'response')) as [http.IncomingMessage];
      response.resume();
      await once(response, 'end');
    }
    agent.destroy();
    assert.equal(sockets.size, 1);
  });
});

describe('Requests that name nothing that is there', () => {
  const fixture = useSimulator();

  const table: { given: string; path: string; headers: object; status: number; type: string; says: RegExp }[] = [
    {
      ...{
        given: 'an unknown service in JSON',
        path: '/',
        headers: { ...json, 'x-amz-target': 'RocketService.Launch' },
      },
      ...{ status: 400, type: 'UnknownOperationException', says: /^The service RocketService is not simulated\.$/ },
    },
    {
      given: 'an unknown service in JSON that the request is signed for',
      path: '/',
      headers: {
        ...json,
        authorization: authorization.replace('appstream', 'rocket'),
        'x-amz-target': 'RocketService.Launch',
      },
      ...{ status: 400, type: 'UnknownOperationException', says: /RocketService/ },
    },
    {
      ...{ given: 'an unknown operation in JSON', path: '/', headers: { ...json, 'x-amz-target': `${target}.Launch` } },
      ...{ status: 400, type: 'UnknownOperationException', says: /^The operation Launch is not known\.$/ },
    },
    {
      ...{ given: 'an unknown service in CBOR', path: '/service/Rocket/operation/Launch', headers: binary },
      ...{ status: 400, type: 'UnknownOperationException', says: /^The service Rocket is not simulated\.$/ },
    },
    {
      ...{ given: 'an unknown operation in CBOR', path: `/service/${target}/operation/Launch`, headers: binary },
      ...{ status: 400, type: 'UnknownOperationException', says: /^The operation Launch is not known\.$/ },
    },
    {
      ...{ given: 'an operation by the name of a method that all objects have', headers: binary },
      ...{ path: `/service/${target}/operation/toString`, status: 400, type: 'UnknownOperationException', says: /./ },
    },
    {
      ...{ given: 'half a path', path: `/service/${target}`, headers: binary, status: 404 },
      ...{ type: 'UnknownOperationException', says: /POST \/service\/SERVICE\/operation\/OPERATION/ },
    },
    {
      given: 'another protocol',
      path: `/service/${target}/operation/DescribeStacks`,
      headers: { ...binary, 'smithy-protocol': 'rpc-v2-json' },
      ...{ status: 400, type: 'UnknownProtocolException', says: /smithy-protocol is rpc-v2-json.*rpc-v2-cbor/ },
    },
    {
      given: 'no protocol',
      path: `/service/${target}/operation/DescribeStacks`,
      headers: { authorization },
      ...{ status: 400, type: 'UnknownProtocolException', says: /smithy-protocol is absent/ },
    },
  ];
  for (const { given, path, headers, status, type, says } of table) {
    it(`get a clear answer: ${given}`, async () => {
      const answer = await send(`${fixture.url}${path}`, headers as http.OutgoingHttpHeaders, '');
      const { __type, message, Message = message } = decoded(answer);
      assert.deepEqual([answer.status, __type], [status, type]);
      assert.match(String(Message), says);
    });
  }

  it('are answered in the version of AWS JSON that they are in', async () => {
    for (const version of ['1.0', '1.1']) {
      const headers = { ...json, 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': 'Rocket.Launch' };
      const answer = await send(fixture.url, headers, '{}');
      assert.equal(answer.headers['content-type'], `application/x-amz-json-${version}`);
    }
  });

  it('have the error in a header, too, if the client asks for that', async () => {
    const ask = (headers: object) =>
      send(`${fixture.url}/service/${target}/operation/Launch`, { ...binary, ...headers }, '');
    const answer = await ask({ 'x-amzn-query-mode': 'true' });
    assert.equal(answer.headers['x-amzn-query-error'], 'UnknownOperationException;Sender');
    assert.equal((await ask({})).headers['x-amzn-query-error'], undefined);
  });
});

describe('Faults in CBOR', () => {
  const fixture = useSimulator();
  before(() => fixture.call('CreateFleet', fleetInput));
  afterEach(() => fixture.simulator.faults.clear());

  async function describe(outcome: Outcome): Promise<Answer> {
    fixture.simulator.faults.add({ outcome });
    return send(`${fixture.url}/service/${target}/operation/DescribeFleets`, binary, '');
  }

  it('answer errors', async () => {
    const answer = await describe({ kind: 'error', type: 'ThrottlingException', message: 'Slow down.', status: 503 });
    assert.deepEqual(decoded(answer), { __type: 'ThrottlingException', message: 'Slow down.' });
    assert.equal(answer.status, 503);
  });

  it('change an answer, and leave its times times', async () => {
    const answer = await describe({ kind: 'change', at: 'Fleets[0].State', to: 'ODD' });
    const [fleet] = decoded(answer)['Fleets'] as [{ State: string; CreatedTime: unknown }];
    assert.equal(fleet.State, 'ODD');
    const { tag, value } = fleet.CreatedTime as { tag: number; value: number };
    assert.deepEqual([tag, value], [1, fixture.now() / 1000]);
  });

  it('lengthen an answer that can still be read', async () => {
    const answer = await describe({ kind: 'large', bytes: 100_000 });
    assert.equal(answer.body.length, 100_000);
    assert.equal((decoded(answer)['Fleets'] as unknown[]).length, 1);
  });

  it('send bodies of their own', async () => {
    const answer = await describe({ kind: 'body', body: '<html>', status: 502, contentType: 'text/html' });
    assert.deepEqual(
      [answer.status, answer.headers['content-type'], answer.body.toString()],
      [502, 'text/html', '<html>'],
    );
  });

  it('refuse the token of a page', async () => {
    fixture.simulator.faults.add({ outcome: { kind: 'token', token: 'refused' } });
    const body = cbor.serialize({ NextToken: 'refused' });
    const answer = await send(`${fixture.url}/service/${target}/operation/DescribeFleets`, binary, body);
    assert.equal(decoded(answer)['__type'], 'InvalidParameterValueException');
  });
});
