// Whom the server takes requests from: slow and broken clients, hosts, web pages.
import * as assert from 'node:assert/strict';
import { once } from 'node:events';
import * as http from 'node:http';
import * as net from 'node:net';
import * as os from 'node:os';

import { ownHosts } from '../../src/simulator/server/host';
import { startSimulator } from '../../src/simulator/simulator';
import { waitUntil } from '../support/waitUntil';
import { json, send, target } from './httpFixture';
import { useSimulator } from './simulatorFixture';

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
