// What the server takes from clients below the protocols: packed and chunked bodies, slow and broken clients, hosts.
import * as assert from 'node:assert/strict';
import { once } from 'node:events';
import * as http from 'node:http';
import * as net from 'node:net';
import * as os from 'node:os';
import { deflateSync, gzipSync } from 'node:zlib';

import { cbor } from '@smithy/core/cbor';

import { ownHosts } from '../../src/simulator/server/host';
import type { Outcome } from '../../src/simulator/simulator';
import { startSimulator } from '../../src/simulator/simulator';
import { waitUntil } from '../support/waitUntil';
import { fleetInput, useSimulator } from './simulatorFixture';

const target = 'PhotonAdminProxyService';
const authorization =
  'AWS4-HMAC-SHA256 Credential=SANDBOXPRODUCTION/20261124/eu-west-1/appstream/aws4_request, SignedHeaders=host, Signature=00ff';
const json = {
  authorization,
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': `${target}.DescribeStacks`,
};
const binary = { authorization, 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a request in one go, or piece by piece, which makes it chunked. */
async function send(
  url: string,
  headers: http.OutgoingHttpHeaders,
  body: string | Uint8Array | readonly string[],
  options: http.RequestOptions = {},
): Promise<Answer> {
  const request = http.request(url, { method: 'POST', agent: false, ...options, headers });
  if (Array.isArray(body)) {
    for (const piece of body as readonly string[]) request.write(piece);
    request.end();
  } else {
    request.end(body);
  }
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

function decoded({ headers, body }: Answer): Record<string, unknown> {
  return (
    headers['content-type'] === 'application/cbor' ? cbor.deserialize(body) : JSON.parse(body.toString())
  ) as Record<string, unknown>;
}

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

describe('Clients that are slow or broken', () => {
  const fixture = useSimulator({ limits: { headersMs: 150, requestMs: 300, answerMs: 150 } });

  /** Writes bytes as they are. @returns what comes back until the connection closes */
  async function write(text: string): Promise<string> {
    const socket = net.connect(Number(new URL(fixture.url).port), '127.0.0.1');
    let back = '';
    socket.on('data', data => (back += data.toString())).on('error', () => {});
    socket.write(text);
    await once(socket, 'close');
    return back;
  }

  const start = 'POST / HTTP/1.1\r\nHost: localhost\r\n';
  const table: { given: string; text: string; answer: RegExp }[] = [
    { given: 'headers that never end', text: start, answer: /^HTTP\/1\.1 408 / },
    { given: 'nothing at all', text: '', answer: /^(HTTP\/1\.1 408 [^]*)?$/ },
    {
      given: 'a body that never ends',
      text: `${start}Content-Length: 10\r\n\r\n{`,
      answer: /^(HTTP\/1\.1 408 [^]*)?$/,
    },
    {
      given: 'more headers than fit',
      text: `${start}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      answer: /^HTTP\/1\.1 431 /,
    },
    { given: 'no HTTP', text: 'HELLO\r\n\r\n', answer: /^HTTP\/1\.1 400 / },
    { given: 'two hosts', text: `${start}Host: example.com\r\nContent-Length: 0\r\n\r\n`, answer: /^HTTP\/1\.1 40/ },
  ];
  for (const { given, text, answer } of table) {
    it(`are cut off: ${given}`, async () => {
      assert.match(await write(text), answer);
      assert.equal((await fetch(fixture.url)).status, 200); // others are served as before
    }).timeout(10_000);
  }

  it('are cut off when they do not take their answer', async () => {
    fixture.simulator.faults.add({ times: 1, outcome: { kind: 'large', bytes: 20_000_000 } });
    const socket = net.connect(Number(new URL(fixture.url).port), '127.0.0.1');
    socket.pause();
    const headers = Object.entries(json).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`${start}${headers.join('')}Content-Length: 2\r\n\r\n{}`);
    socket.on('error', () => {});
    await new Promise(resolve => setTimeout(resolve, 2500)); // much longer than the limit
    const closed = once(socket, 'close');
    socket.resume();
    await closed;
    assert.ok(socket.bytesRead < 20_000_000, `${socket.bytesRead} bytes came`);
  }).timeout(10_000);

  it('lose nothing when they leave: what was asked for is done, or not begun', async () => {
    const ask = async (text: string, Name: string) => {
      const body = JSON.stringify({ Name });
      const head = Object.entries({ ...json, 'x-amz-target': `${target}.CreateStack` }).map(
        ([k, v]) => `${k}: ${v}\r\n`,
      );
      const socket = net.connect(Number(new URL(fixture.url).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.end(`${start}${head.join('')}Content-Length: ${body.length}\r\n\r\n${text || body}`);
      await once(socket, 'finish');
      socket.destroy();
    };
    await ask('{"Name', 'never');
    await ask('', 'done');
    const names = async () =>
      ((await fixture.call('DescribeStacks')).Stacks as { Name: string }[]).map(({ Name }) => Name);
    await waitUntil('the stack', async () => (await names()).includes('done'));
    assert.deepEqual(await names(), ['done']);
  });
});

describe('The host that a request names', () => {
  const table: { listening: string; own: string[]; others: string[] }[] = [
    {
      listening: '127.0.0.1',
      own: [
        '127.0.0.1',
        '127.0.0.1:80',
        'LocalHost:8080',
        '[::1]:80',
        'appstream2.eu-west-1.amazonaws.com',
        'a.test:1',
      ],
      others: [
        '',
        'example.com',
        '10.0.0.1',
        'test',
        'amazonaws.com.example.com',
        'localhost.example.com',
        '[::1',
        'a b',
      ],
    },
    { listening: 'simulator.lan', own: ['simulator.lan:80', 'localhost'], others: ['10.0.0.1', 'other.lan'] },
    {
      listening: '0.0.0.0',
      own: ['10.0.0.1:80', '[fd00::1]:80', os.hostname(), 'localhost'],
      others: ['example.com', '10.0.0.1.example.com', ''],
    },
  ];
  for (const { listening, own, others } of table) {
    it(`is one of its own when it listens at ${listening}`, () => {
      const isOwn = ownHosts(listening);
      for (const host of own) assert.ok(isOwn(host), host);
      for (const host of [...others, undefined]) assert.ok(!isOwn(host), host);
    });
  }

  it('is one that is allowed, and a refusal says how to allow one', async () => {
    const isOwn = ownHosts('0.0.0.0', ['Sim.lan', 'sim-2.lan']);
    for (const host of ['sim.lan:80', 'sim-2.lan', 'localhost']) assert.ok(isOwn(host), host);
    for (const host of ['other.lan', 'a.sim.lan']) assert.ok(!isOwn(host), host);

    const simulator = await startSimulator({ seed: 'empty', host: '0.0.0.0', allowHosts: ['sim.lan'] });
    const ask = async (host: string) => {
      const [response] = (await once(http.get(simulator.url, { headers: { host } }), 'response')) as [
        http.IncomingMessage,
      ];
      return { status: response.statusCode, body: Buffer.concat(await response.toArray()).toString() };
    };
    try {
      assert.equal((await ask('sim.lan:8080')).status, 200);
      const refused = await ask('other.lan');
      assert.equal(refused.status, 403);
      assert.match(refused.body, /^This simulator does not answer to this host name\. .*--allow-host NAME\.\n$/);
    } finally {
      await simulator.close();
    }
  });

  it('is 127.0.0.1 unless told, where other computers do not reach it', async () => {
    const simulator = await startSimulator({ seed: 'empty' });
    try {
      const { hostname, port } = new URL(simulator.url);
      assert.equal(hostname, '127.0.0.1');
      const others = Object.values(os.networkInterfaces())
        .flat()
        .filter(address => address?.family === 'IPv4' && !address.internal);
      for (const { address } of others as os.NetworkInterfaceInfo[]) {
        const socket = net.connect(Number(port), address);
        await assert.rejects(once(socket, 'connect'), `${address} is not listened at`);
      }
    } finally {
      await simulator.close();
    }
  });

  for (const [host, address] of [
    ['localhost', 'localhost'],
    ['0.0.0.0', '127.0.0.1'],
    ['::1', '[::1]'],
  ] as const) {
    it(`makes the address that is told, at ${host}`, async function () {
      const simulator = await startSimulator({ seed: 'empty', host }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRNOTAVAIL') return undefined; // this computer has no such network
        throw error;
      });
      if (!simulator) return this.skip();
      try {
        assert.equal(new URL(simulator.url).hostname, address);
        assert.equal((await fetch(simulator.url)).status, 200);
      } finally {
        await simulator.close();
      }
    });
  }
});

describe('Web pages of others', () => {
  const fixture = useSimulator();

  it('are not let in: no answer allows another origin', async () => {
    const origin = { origin: 'https://example.com' };
    const asked: [string, http.RequestOptions][] = [
      ['a preflight', { method: 'OPTIONS' }],
      ['a request', {}],
      ['a page', { method: 'GET' }],
    ];
    for (const [what, options] of asked) {
      const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-amz-target' };
      const { headers, status } = await send(fixture.url, { ...json, ...origin, ...preflight }, '', options);
      assert.deepEqual(
        Object.keys(headers).filter(name => name.startsWith('access-control')),
        [],
        what,
      );
      if (what === 'a preflight') assert.equal(status, 404);
    }
  });
});
