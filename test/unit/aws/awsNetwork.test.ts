// Which host a request goes to, and whose certificates it trusts there.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { LogoutCommand, SSOClient } from '@aws-sdk/client-sso';
import { RegisterClientCommand, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';

import { readConfigFiles } from '../../../src/aws/configFiles';
import { environmentProfile, profileConnection } from '../../../src/aws/connection';
import { ssoServicesOf } from '../../../src/aws/credentials';
import { fingerprintOf } from '../../../src/aws/sources';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { runtimeUnderTest, sandboxConnection, unnamedActor } from '../../support/awsRuntime';
import type { AwsServer } from '../../support/awsServer';
import { startAwsServer } from '../../support/awsServer';
import type { Certificate } from '../../support/certificates';
import { issue, makeIssuer } from '../../support/certificates';
import { failure } from '../../support/failure';
import type { LocalServer } from '../../support/proxy';
import { startTls } from '../../support/proxy';
import { startSts } from '../../support/stsStandIn';

const keys = ['aws_access_key_id = AKIDTEST', 'aws_secret_access_key = secret'];

function profile(name: string, ...settings: string[]): string {
  return [name === 'default' ? '[default]' : `[profile ${name}]`, ...keys, ...settings, ''].join('\n');
}

describe("IAM Identity Center's hosts", () => {
  let aws: AwsEnvironment;
  beforeEach(() => (aws = isolateAws()));
  afterEach(() => aws.restore());

  const cases = [
    {
      given: 'FIPS of the profile',
      own: 'use_fips_endpoint = True',
      portal: 'portal.sso-fips.us-east-1.amazonaws.com',
    },
    {
      given: 'dual-stack of the profile',
      own: 'use_dualstack_endpoint = true',
      portal: 'portal.sso.us-east-1.api.aws',
    },
    { given: 'neither in the profile', own: 'region = us-east-1', portal: 'portal.sso.us-east-1.amazonaws.com' },
  ];
  for (const { given, own, portal } of cases) {
    it(`given ${given}, whatever the default profile has, are ${portal} and its siblings`, async () => {
      const other = own.includes('fips') ? 'use_dualstack_endpoint = true' : 'use_fips_endpoint = true';
      aws.write({ config: `[default]\n${other}\nendpoint_url = http://default.test\n${profile('dev', own)}` });
      const files = await readConfigFiles();
      const services = ssoServicesOf(profileConnection('dev', 'us-east-1'), files, { connectTimeout: 1 });
      const hosts: string[] = [];
      const take = (): never => {
        throw new Error('taken');
      };
      const noteHost = (args: { request: unknown }): never => {
        hosts.push((args.request as { hostname: string }).hostname);
        return take();
      };
      const sso = new SSOClient({ ...services.portal, region: 'us-east-1' });
      const oidc = new SSOOIDCClient({ ...services.oidc, region: 'us-east-1' });
      sso.middlewareStack.add(() => noteHost, { step: 'finalizeRequest', priority: 'low' });
      oidc.middlewareStack.add(() => noteHost, { step: 'finalizeRequest', priority: 'low' });
      await assert.rejects(sso.send(new LogoutCommand({ accessToken: 't' })), /taken/);
      await assert.rejects(oidc.send(new RegisterClientCommand({ clientName: 'a', clientType: 'public' })), /taken/);
      assert.deepEqual(hosts, [portal, portal.replace('portal.sso', 'oidc')]);
    });
  }

  it("are part of a profile's fingerprint, in any spelling", async () => {
    const known = async (setting: string): Promise<string> => {
      aws.write({ config: profile('dev', setting) });
      return fingerprintOf('dev', await readConfigFiles());
    };
    assert.notEqual(await known('use_fips_endpoint = true'), await known('use_fips_endpoint = false'));
    const before = await known('region = eu-west-1');
    aws.set({ AWS_USE_FIPS_ENDPOINT: 'True' });
    assert.notEqual(before, await known('region = eu-west-1'));
  });
});

describe('the host that a request goes to', () => {
  let aws: AwsEnvironment;
  beforeEach(() => {
    aws = isolateAws();
    aws.write({
      config: [
        profile('plain'),
        profile('fips', 'use_fips_endpoint = true'),
        profile('dual', 'use_dualstack_endpoint = true'),
        profile('both', 'use_fips_endpoint = true', 'use_dualstack_endpoint = true'),
        profile('"with spaces"', 'use_fips_endpoint = true'),
        profile('off', 'use_fips_endpoint = false'),
        profile('vpc', 'endpoint_url = https://vpce-0123-abcd.appstream.api.eu-west-1.vpce.amazonaws.com'),
        profile('impossible', 'endpoint_url = http://vpce.test', 'use_fips_endpoint = true'),
      ].join('\n'),
    });
  });
  afterEach(() => aws.restore());

  // A request that is signed and never sent tells where it would have gone.
  async function hostOf(name: string, region: string): Promise<string> {
    const { runtime } = runtimeUnderTest();
    const connection = profileConnection(name, region);
    const actor = await unnamedActor(runtime, connection);
    const { url } = await runtime.presign(connection, actor, 'DescribeFleets', {}, 60);
    runtime.dispose();
    return new URL(url).hostname;
  }

  const cases: {
    given: string;
    profile: string;
    region?: string;
    environment?: Record<string, string>;
    goes: string;
  }[] = [
    { given: 'nothing', profile: 'plain', goes: 'appstream2.eu-west-1.amazonaws.com' },
    { given: 'FIPS', profile: 'fips', region: 'us-west-2', goes: 'appstream2-fips.us-west-2.amazonaws.com' },
    { given: 'dual-stack', profile: 'dual', goes: 'appstream2.eu-west-1.api.aws' },
    { given: 'both', profile: 'both', region: 'us-east-1', goes: 'appstream2-fips.us-east-1.api.aws' },
    {
      given: 'FIPS in GovCloud',
      profile: 'fips',
      region: 'us-gov-west-1',
      goes: 'appstream2-fips.us-gov-west-1.amazonaws.com',
    },
    {
      given: 'FIPS in a profile with spaces in its name',
      profile: 'with spaces',
      goes: 'appstream2-fips.eu-west-1.amazonaws.com',
    },
    {
      given: "FIPS in the environment's profile alone, which is another one",
      profile: 'plain',
      environment: { AWS_PROFILE: 'fips' },
      goes: 'appstream2.eu-west-1.amazonaws.com',
    },
    {
      given: 'AWS_USE_FIPS_ENDPOINT',
      profile: 'plain',
      environment: { AWS_USE_FIPS_ENDPOINT: 'true' },
      goes: 'appstream2-fips.eu-west-1.amazonaws.com',
    },
    {
      given: 'AWS_USE_FIPS_ENDPOINT before the profile',
      profile: 'fips',
      environment: { AWS_USE_FIPS_ENDPOINT: 'false' },
      goes: 'appstream2.eu-west-1.amazonaws.com',
    },
    {
      given: 'AWS_USE_DUALSTACK_ENDPOINT',
      profile: 'plain',
      environment: { AWS_USE_DUALSTACK_ENDPOINT: 'true' },
      goes: 'appstream2.eu-west-1.api.aws',
    },
    {
      given: 'the endpoint of a VPC',
      profile: 'vpc',
      goes: 'vpce-0123-abcd.appstream.api.eu-west-1.vpce.amazonaws.com',
    },
  ];
  for (const { given, profile: name, region = 'eu-west-1', environment = {}, goes } of cases) {
    it(`given ${given}, is ${goes}`, async () => {
      aws.set(environment);
      assert.equal(await hostOf(name, region), goes);
    });
  }

  it("of the environment's credentials follows the default profile's settings", async () => {
    aws.write({ config: '[default]\nuse_fips_endpoint = true\n' });
    aws.set({ AWS_ACCESS_KEY_ID: 'AKIDTEST', AWS_SECRET_ACCESS_KEY: 'secret' });
    assert.equal(await hostOf(environmentProfile, 'eu-west-1'), 'appstream2-fips.eu-west-1.amazonaws.com');
  });

  it('given FIPS and a custom endpoint, is a config error with an explanation', async () => {
    const { runtime } = runtimeUnderTest();
    const error = await failure(runtime.open(profileConnection('impossible', 'eu-west-1')).call('DescribeFleets', {}));
    assert.equal(error.reason, 'config');
    assert.match(error.message, /FIPS and custom endpoint/);
    runtime.dispose();
  });
});

describe('a certificate of a private issuer', () => {
  let aws: AwsEnvironment;
  let issuer: Certificate;
  let server: AwsServer;
  let secure: LocalServer;
  let bundle: string;

  before(async () => {
    issuer = await makeIssuer();
    server = await startAwsServer();
    secure = await startTls(await issue(issuer, '127.0.0.1'), Number(new URL(server.url).port));
  });
  after(async () => {
    await secure.close();
    await server.close();
  });
  beforeEach(() => {
    aws = isolateAws();
    bundle = path.join(path.dirname(aws.configFile), 'bundle.pem');
    fs.writeFileSync(bundle, `# The company's\n${issuer.cert}`);
  });
  afterEach(() => aws.restore());

  const secureUrl = (): string => `endpoint_url = https://127.0.0.1:${secure.port}`;

  async function list(...settings: string[]): Promise<unknown> {
    aws.write({ config: profile('dev', ...settings) });
    const { runtime } = runtimeUnderTest();
    return runtime
      .open(profileConnection('dev', 'eu-west-1'))
      .call('DescribeFleets', {})
      .finally(() => runtime.dispose());
  }

  /** The request goes through the secure server to the one that counts. */
  async function isTrusted(...settings: string[]): Promise<void> {
    const before = server.received.length;
    await list(...settings);
    assert.equal(server.received.length, before + 1);
  }

  it("of the environment isn't read for the sandbox", async () => {
    aws.set({ AWS_CA_BUNDLE: '/nowhere' });
    const server = await startAwsServer();
    const { runtime } = runtimeUnderTest();
    try {
      await runtime.open(sandboxConnection(server.url)).call('DescribeFleets', {});
      assert.equal(server.received.length, 1);
    } finally {
      runtime.dispose();
      await server.close();
    }
  });

  it('is trusted when ca_bundle of the profile names it', () => isTrusted(secureUrl(), `ca_bundle = ${bundle}`));

  it('is trusted when AWS_CA_BUNDLE names it, whatever the profile says', () => {
    aws.set({ AWS_CA_BUNDLE: bundle });
    return isTrusted(secureUrl(), 'ca_bundle = /nowhere');
  });

  it('is trusted when the file of the profile is in the home directory', () => {
    aws.set({ HOME: path.dirname(bundle), USERPROFILE: path.dirname(bundle) });
    return isTrusted(secureUrl(), 'ca_bundle = ~/bundle.pem');
  });

  it('is trusted for AssumeRole too, but not without ca_bundle', async () => {
    const sts = await startSts();
    const secureSts = await startTls(await issue(issuer, '127.0.0.1'), Number(new URL(sts.url).port));
    aws.set({ AWS_ENDPOINT_URL_STS: `https://127.0.0.1:${secureSts.port}` });
    const role = [
      'role_arn = arn:aws:iam::111122223333:role/Admin',
      'source_profile = dev',
      `endpoint_url = ${server.url}`,
    ];
    try {
      await list(...role, `ca_bundle = ${bundle}`);
      assert.deepEqual(
        sts.calls.map(({ action }) => action),
        ['AssumeRole'],
      );
      const error = await failure(list(...role));
      assert.match(error.message, /^Can't connect securely to AWS STS \(127\.0\.0\.1:\d+\): /);
    } finally {
      await secureSts.close();
      await sts.close();
    }
  });

  it('is not trusted otherwise, and the error says what to set', async () => {
    const error = await failure(list(secureUrl()));
    assert.equal(error.reason, 'network');
    assert.match(error.message, /^Can't connect securely to 127\.0\.0\.1:\d+: /);
    assert.match(error.nextStep, /ca_bundle of profile "dev" or AWS_CA_BUNDLE/);
  });

  it('does not make other issuers trusted', async () => {
    fs.writeFileSync(bundle, (await makeIssuer()).cert);
    const error = await failure(list(secureUrl(), `ca_bundle = ${bundle}`));
    assert.equal(error.reason, 'network');
  });

  it('is trusted without a restart when ca_bundle is set after a failure', async () => {
    aws.write({ config: profile('dev', secureUrl()) });
    const { runtime } = runtimeUnderTest();
    const api = runtime.open(profileConnection('dev', 'eu-west-1'));
    await failure(api.call('DescribeFleets', {}));
    aws.write({ config: profile('dev', secureUrl(), `ca_bundle = ${bundle}`) });
    await api.call('DescribeFleets', {});
    runtime.dispose();
  });

  it('that has expired says so', async () => {
    const old = await startTls(await issue(issuer, '127.0.0.1', new Date(Date.now() - 60_000)), 1);
    const error = await failure(list(`endpoint_url = https://127.0.0.1:${old.port}`, `ca_bundle = ${bundle}`));
    assert.match(error.message, /certificate has expired/);
    assert.match(error.nextStep, /clock.*renewed/);
    await old.close();
  });

  it("of another host's says so", async () => {
    const other = await startTls(await issue(issuer, 'other.test'), 1);
    const error = await failure(list(`endpoint_url = https://127.0.0.1:${other.port}`, `ca_bundle = ${bundle}`));
    assert.match(error.nextStep, /The certificate is for another host/);
    await other.close();
  });

  const broken: { given: string; write: (file: string) => void; says: RegExp }[] = [
    {
      given: 'a file that is not there',
      write: file => fs.rmSync(file),
      says: /^Can't read the certificates in .*bundle\.pem \(ENOENT\)/,
    },
    {
      given: 'a file of something else',
      write: file => fs.writeFileSync(file, 'canary'),
      says: /bundle\.pem contains no certificates in PEM format/,
    },
    {
      given: 'a file with half a certificate',
      write: file => fs.writeFileSync(file, issuer.cert.slice(0, 200)),
      says: /contains no certificates/,
    },
  ];
  for (const { given, write, says } of broken) {
    it(`given ${given}, is a config error with an explanation`, async () => {
      write(bundle);
      const error = await failure(list(secureUrl(), `ca_bundle = ${bundle}`));
      assert.equal(error.reason, 'config');
      assert.match(error.message, says);
    });
  }
});
