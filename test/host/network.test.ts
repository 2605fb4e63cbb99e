// The way out through a company's network, as VS Code's settings say: a proxy that opens TLS with a certificate of its own.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import { issue, makeIssuer } from '../support/certificates';
import type { LocalServer, Proxy } from '../support/proxy';
import { startMute, startProxy, startTls } from '../support/proxy';
import { activate, below, itemOf, labelOf, nodeAt, setConnections, shown, world } from './world';

const region = 'eu-west-1';
/** A name that leads nowhere but through the proxy. */
const host = 'appstream.test';
const password = 'proxy-password-of-a-test';

describe('a request to AWS', () => {
  const servers: LocalServer[] = [];
  let closedPort: number;
  let mute: LocalServer;
  let open: Proxy;
  let guarded: Proxy;
  let plain: Proxy;

  const own = async <S extends LocalServer>(starting: Promise<S>): Promise<S> => {
    const server = await starting;
    servers.push(server);
    return server;
  };

  before(async () => {
    const issuer = await makeIssuer();
    const simulator = Number(new URL(world().simulator.url).port);
    const secure = await own(startTls(await issue(issuer, host), simulator));
    open = await own(startProxy({ to: secure.port }));
    guarded = await own(startProxy({ to: secure.port, credentials: `ann:${password}` }));
    plain = await own(startProxy({ to: simulator }));
    mute = await own(startMute());
    const gone = await startMute();
    closedPort = gone.port;
    await gone.close();
    writeProfiles(issuer.cert);
    await activate();
  });
  afterEach(async () => {
    await set('http', { proxy: undefined, proxySupport: undefined, noProxy: undefined });
    await set('appstream', { connectTimeout: undefined });
  });
  after(() => Promise.all(servers.map(server => server.close())));

  /** Profiles of which one trusts the issuer, one does not, and one needs no trust. */
  function writeProfiles(certificate: string): void {
    const { AWS_CONFIG_FILE: file = '' } = process.env;
    const bundle = path.join(path.dirname(file), 'company.pem');
    fs.writeFileSync(bundle, certificate);
    const keys = ['aws_access_key_id = HOSTTESTNETWORK', 'aws_secret_access_key = not-a-secret', `region = ${region}`];
    const profile = (name: string, ...settings: string[]): string =>
      ['', `[profile ${name}]`, ...keys, ...settings, ''].join('\n');
    fs.appendFileSync(
      file,
      [
        profile('trusting', `endpoint_url = https://${host}`, `ca_bundle = ${bundle}`),
        profile('distrustful', `endpoint_url = https://${host}`),
        profile('plain', `endpoint_url = http://${host}`),
      ].join(''),
    );
  }

  /** What the profile's list of fleets shows when it is asked for anew. */
  async function fleets(profile: string): Promise<Node[]> {
    await setConnections([{ profile, regions: [region] }]);
    await shown(labels => labels.length === 1 && labels[0] === profile);
    const list = await nodeAt([profile, region, 'Fleets']);
    await below(list);
    // The first request may have met the files as they were before.
    await vscode.commands.executeCommand('appstream.refresh', list);
    return below(list);
  }

  async function expectFleets(profile: string): Promise<void> {
    const found = (await fleets(profile)).map(labelOf);
    assert.ok(found.includes('office-desktops'), found.join());
  }

  interface Problem {
    readonly label: string;
    readonly next: string;
    readonly tooltip: string;
  }

  async function problem(profile: string): Promise<Problem> {
    const [node, ...others] = await fleets(profile);
    assert(node);
    assert.deepEqual(others.map(labelOf), []);
    const { description, tooltip } = itemOf(node);
    const words = tooltip instanceof vscode.MarkdownString ? tooltip.value : String(tooltip);
    const plainWords = words.replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)));
    return { label: labelOf(node), next: String(description), tooltip: plainWords };
  }

  it("uses the proxy of VS Code's settings", async () => {
    await set('http', { proxy: url(open) });
    await expectFleets('trusting');
    assert.ok(open.led.length > 0);
    assert.deepEqual([...new Set(open.led)], [`${host}:443`]);
  });

  it('uses a proxy with a user name and password', async () => {
    await set('http', { proxy: url(guarded, `ann:${password}@`) });
    await expectFleets('trusting');
    assert.ok(guarded.led.length > 0);
  });

  it('uses the proxy for an http endpoint too', async () => {
    await set('http', { proxy: url(plain) });
    await expectFleets('plain');
    // Fleets of the https endpoint that are on their way may be asked for meanwhile.
    assert.deepEqual(
      [...new Set(plain.led)].filter(led => led !== `${host}:443`),
      [host],
    );
  });

  it('given a proxy that requires a password, says so and where to enter it', async () => {
    await set('http', { proxy: url(guarded) });
    const { label, next, tooltip } = await problem('trusting');
    assert.equal(label, "Can't list Fleets: Can't connect");
    assert.match(next, /http\.proxy .*HTTPS_PROXY/);
    assert.match(tooltip, /The proxy for appstream\.test requires a user name and password \(HTTP 407\)/);
  });

  it('given a wrong password, says the same without the password', async () => {
    await set('http', { proxy: url(guarded, `ann:${password}-typo@`) });
    const { next, tooltip } = await problem('trusting');
    assert.match(tooltip, /requires a user name and password/);
    for (const text of [next, tooltip, ...world().log]) assert.ok(!text.includes(password), text);
  });

  it('given a proxy that does not exist, names it', async () => {
    await set('http', { proxy: `http://ann:${password}@127.0.0.1:${closedPort}` });
    const { label, next, tooltip } = await problem('trusting');
    assert.equal(label, "Can't list Fleets: Can't connect");
    assert.match(next, /Check VS Code's http\.proxy setting/);
    assert.match(tooltip, new RegExp(`Can't reach the proxy 127\\.0\\.0\\.1:${closedPort} to connect to`));
    for (const text of [next, tooltip, ...world().log]) assert.ok(!text.includes(password), text);
  });

  it('given a proxy that never answers, fails after the connection timeout', async () => {
    await set('appstream', { connectTimeout: 0.3 });
    await set('http', { proxy: `http://127.0.0.1:${mute.port}` });
    const { label, next, tooltip } = await problem('trusting');
    assert.equal(label, "Can't list Fleets: No answer");
    assert.match(next, /Check your network and proxy, or increase the appstream\.connectTimeout setting/);
    assert.match(tooltip, /Couldn't connect to appstream\.test within 0\.3 seconds/);
  });

  it("given the company's certificate without ca_bundle, says how to trust it", async () => {
    await set('http', { proxy: url(open) });
    const { label, next, tooltip } = await problem('distrustful');
    assert.equal(label, "Can't list Fleets: Can't connect");
    assert.match(next, /ca_bundle of profile "distrustful" or AWS_CA_BUNDLE/);
    assert.match(tooltip, /Can't connect securely to appstream\.test/);
  });

  for (const [given, settings] of [
    ['http.noProxy names the host', { noProxy: [host] }],
    ['http.proxySupport is off', { proxySupport: 'off' }],
  ] as const) {
    it(`bypasses the proxy when ${given}`, async () => {
      const before = open.asked.length;
      await set('http', { proxy: url(open), ...settings });
      const { label } = await problem('trusting'); // without the proxy there is no such host
      assert.match(label, /Can't connect|No answer/);
      assert.equal(open.asked.length, before);
    });
  }
});

function url({ port }: LocalServer, credentials = ''): string {
  return `http://${credentials}127.0.0.1:${port}`;
}

async function set(section: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  for (const [key, value] of Object.entries(settings)) {
    await configuration.update(key, value, vscode.ConfigurationTarget.Global);
  }
}
