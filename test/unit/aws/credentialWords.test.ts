// What goes wrong on the way to credentials on this computer: the files, the environment, what other programs left behind.
import * as assert from 'node:assert/strict';
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

import fc from 'fast-check';

import type { ApiError, Reason } from '../../../src/api/core/errors';
import { environmentProfile, profileConnection } from '../../../src/aws/connection';
import { loaderName, withWrittenNames } from '../../../src/aws/iniText';
import { runtimeUnderTest } from '../../support/awsRuntime';
import { failure } from '../../support/failure';
import { roleArn } from '../../support/profileTexts';
import type { SignInWorld } from '../../support/signInWorld';
import { startSignInWorld, userWho, writeToken } from '../../support/signInWorld';
import { json, startStandIn } from '../../support/standIn';

const login = 'arn:aws:iam::111122223333:user/dev';
const role = roleArn();

/** A program that prints, as a credential_process runs it. */
function program({ home }: SignInWorld['aws'], code: string): string {
  const file = path.join(home, 'process.js');
  fs.writeFileSync(file, code);
  return `"${process.execPath}" "${file}"`;
}

/** What `aws login` leaves behind, ended, but with what it is refreshed with. */
function writeEndedLogin({ home }: SignInWorld['aws'], text?: string): void {
  const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const accessToken = { accessKeyId: 'A', secretAccessKey: 's', sessionToken: 't', accountId: '111122223333' };
  const token = {
    accessToken: { ...accessToken, expiresAt: '2020-01-01T00:00:00Z' },
    ...{ clientId: 'c', refreshToken: 'r', dpopKey: privateKey.export({ type: 'sec1', format: 'pem' }) },
  };
  const name = `${crypto.createHash('sha256').update(login).digest('hex')}.json`;
  fs.writeFileSync(path.join(home, name), text ?? JSON.stringify(token));
  process.env['AWS_LOGIN_CACHE_DIRECTORY'] = home;
}

interface Case {
  readonly given: string;
  /** The section of the profile, and others. */
  readonly config: (world: SignInWorld) => string;
  readonly prepare?: (world: SignInWorld) => unknown;
  readonly profile?: string;
  readonly reason: Reason;
  readonly retryable?: boolean;
  /** `DIR` is the home folder. */
  readonly says: string;
  readonly next: string;
}

const files = 'Correct the AWS config file or the environment variables, then refresh.';
const terminal = 'Run the credential_process command in a terminal to see why, then retry.';

const cases: readonly Case[] = [
  {
    given: 'keys in the environment without a secret',
    config: () => '',
    prepare: ({ aws }) => aws.set({ AWS_ACCESS_KEY_ID: 'AKIA' }),
    profile: environmentProfile,
    reason: 'config',
    says: 'Not set in the environment: AWS_SECRET_ACCESS_KEY.',
    next: 'Set what is missing in the environment from which you start VS Code, then restart VS Code.',
  },
  {
    given: 'a role whose source is an environment without keys',
    config: () => `[profile dev]\n${role}credential_source = Environment`,
    reason: 'config',
    says: 'Not set in the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.',
    next: 'Set what is missing in the environment from which you start VS Code, then restart VS Code.',
  },
  {
    given: 'a role whose source is an instance that this is not',
    config: () => `[profile "my base"]\n${role}credential_source = Ec2InstanceMetadata`,
    profile: 'my base',
    reason: 'credentials',
    says: 'The credential_source Ec2InstanceMetadata of profile "my base" returned no credentials.',
    next: 'Check that this computer is an EC2 instance with a role, then retry.',
  },
  {
    given: 'a role whose source is a container that this is not',
    config: () => `[profile dev]\n${role}credential_source = EcsContainer`,
    reason: 'credentials',
    says: 'The credential_source EcsContainer of profile "dev" returned no credentials.',
    next: 'Check that VS Code runs in a container with a role, then retry.',
  },
  {
    given: 'a web identity token file that is not there',
    config: ({ aws }) => `[profile dev]\n${role}web_identity_token_file = ${path.join(aws.home, 'gone')}`,
    reason: 'config',
    says: "Can't read the web identity token file DIR/gone (ENOENT).",
    next: 'Check web_identity_token_file of profile "dev", then refresh.',
  },
  {
    given: 'a console sign-in that was never made',
    config: () => `[profile "my dev"]\nlogin_session = ${login}`,
    profile: 'my dev',
    reason: 'expired',
    says: 'Profile "my dev" isn\'t signed in to the AWS console yet.',
    next: 'Run: aws login --profile "my dev"',
  },
  {
    given: 'the same of a source',
    config: () => `[profile console]\nlogin_session = ${login}\n[profile dev]\n${role}source_profile = console`,
    reason: 'expired',
    says: 'Profile "console" isn\'t signed in to the AWS console yet.',
    next: 'Run: aws login --profile console',
  },
  ...(['TOKEN_EXPIRED', 'USER_CREDENTIALS_CHANGED'] as const).map((error): Case => ({
    given: `a console sign-in that AWS answers with ${error}`,
    config: () => `[profile dev]\nlogin_session = ${login}`,
    async prepare({ aws }) {
      writeEndedLogin(aws);
      return failingSignIn(aws, () =>
        json({ error, message: 'No.' }, 400, { 'x-amzn-errortype': 'AccessDeniedException' }),
      );
    },
    reason: 'expired',
    says: 'The console sign-in of profile "dev" has ended.',
    next: 'Run: aws login --profile dev',
  })),
  {
    given: 'a console sign-in that can not be refreshed for want of a permission',
    config: () => `[profile dev]\nlogin_session = ${login}`,
    async prepare({ aws }) {
      writeEndedLogin(aws);
      const error = 'INSUFFICIENT_PERMISSIONS';
      return failingSignIn(aws, () =>
        json({ error, message: 'No.' }, 400, { 'x-amzn-errortype': 'AccessDeniedException' }),
      );
    },
    reason: 'denied',
    says: 'AWS Sign-In (HOST): No.',
    next: 'Profile "dev" needs the permission signin:CreateOAuth2Token.',
  },
  {
    given: 'a console sign-in whose service is in trouble',
    config: () => `[profile dev]\nlogin_session = ${login}`,
    async prepare({ aws }) {
      writeEndedLogin(aws);
      return failingSignIn(aws, () => ({ status: 503 }));
    },
    reason: 'service',
    retryable: true,
    says: 'AWS Sign-In (HOST) returned HTTP 503.',
    next: 'The error comes from HOST. Retry later.',
  },
  ...[
    { prints: `console.log('x'.repeat(1100 * 1024))`, what: 'printed more than 1 MB' },
    { prints: `console.log('canary')`, what: "didn't print valid JSON" },
    { prints: `console.log('{"Version": 2}')`, what: "didn't print version 1 credentials" },
    { prints: `console.log('{"Version": 1}')`, what: "didn't print version 1 credentials" },
    {
      prints: `console.log('{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"2020-01-01T00:00:00Z"}')`,
      what: 'printed expired credentials',
    },
    { prints: `console.error('canary'); process.exit(3)`, what: 'failed' },
  ].flatMap(({ prints, what }) =>
    (what === 'failed' ? ['my dev', 'source'] : ['my dev']).map((named): Case => ({
      given: `a credential_process of profile "${named}" that ${what}: ${prints.slice(0, 24)}`,
      config: ({ aws }) =>
        `[profile "${named}"]\ncredential_process = ${program(aws, prints)}\n` +
        (named === 'source' ? `[profile "my dev"]\n${role}source_profile = source` : ''),
      profile: 'my dev',
      reason: 'credentials',
      says: `The credential_process of profile "${named}" ${what}.`,
      next: terminal,
    })),
  ),
  {
    given: 'a key without its secret, in the config file',
    config: () => '[profile "my dev"]\naws_access_key_id = AKIA',
    profile: 'my dev',
    reason: 'config',
    says: 'Profile "my dev" has no aws_secret_access_key in DIR/config.',
    next: 'Add the missing settings, then refresh.',
  },
  {
    given: 'a sign-in without its account and role',
    config: () =>
      '[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.test\n[profile dev]\nsso_session = corp',
    reason: 'config',
    says: 'Profile "dev" has no sso_account_id, sso_role_name in DIR/config.',
    next: 'Add the missing settings, then refresh.',
  },
  {
    given: 'no credentials at all',
    config: () => '[profile "my dev"]\nregion = eu-west-1',
    profile: 'my dev',
    reason: 'config',
    says: 'Profile "my dev" has no credentials in DIR/config, DIR/credentials.',
    next: 'Add an access key, a role, a sign-in or a credential_process to the profile, then refresh.',
  },
  {
    given: 'an endpoint that is no URL',
    config: () => '[profile "my dev"]\nendpoint_url = nowhere',
    profile: 'my dev',
    reason: 'config',
    says: 'The endpoint of profile "my dev" is not an http or https URL.',
    next: files,
  },
];

/** Where AWS Sign-In is: it always answers the same. @returns it, to be closed */
async function failingSignIn(aws: SignInWorld['aws'], answer: Parameters<typeof startStandIn>[0]) {
  const server = await startStandIn(answer);
  aws.set({ AWS_ENDPOINT_URL_SIGNIN: server.url });
  return server;
}

describe('a failure to get credentials, on this computer', () => {
  let world: SignInWorld;
  const ends: (() => unknown)[] = [];
  beforeEach(async () => {
    world = await startSignInWorld();
    ends.push(() => world.close());
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  /** Asks AppStream with a profile. @returns the error, and how often the user was asked something */
  async function fail(profile: string): Promise<{ error: ApiError; asked: number }> {
    const { prompts, devices, mfaQuestions } = userWho({});
    const { runtime } = runtimeUnderTest({}, { prompts });
    try {
      const error = await failure(runtime.open(profileConnection(profile, 'eu-west-1')).call('DescribeFleets', {}));
      return { error, asked: devices.length + mfaQuestions.length };
    } finally {
      runtime.dispose();
    }
  }

  for (const { given, config, prepare, profile = 'dev', reason, retryable = false, says, next } of cases) {
    it(`given ${given}, is ${reason} and says what to do`, async () => {
      delete process.env['AWS_ENDPOINT_URL_APPSTREAM'];
      world.aws.write({ config: config(world) });
      const server = (await prepare?.(world)) as { url: string; close(): Promise<void> } | undefined;
      if (server && 'close' in server) ends.push(() => server.close());
      const { error, asked } = await fail(profile);
      const shown = (text: string): string => text.replaceAll('HOST', server ? new URL(server.url).host : '');
      assert.deepEqual(
        {
          reason: error.reason,
          retryable: error.retryable,
          signIn: error.signIn ?? false,
          message: error.message.replaceAll(world.aws.home, 'DIR').replaceAll(path.sep, '/'),
          nextStep: error.nextStep,
          asked,
        },
        { reason, retryable, signIn: false, message: shown(says), nextStep: shown(next), asked: 0 },
      );
      assert.equal(world.appstream.received.length, 0);
    });
  }

  // Each goes wrong in another place: in our own checks, in a provider of the SDK, in one of its clients.
  const ways: readonly ((name: string) => string)[] = [
    name => `[profile "${name}"]\nregion = eu-west-1`,
    name => `[profile "${name}"]\naws_access_key_id = A`,
    name => `[profile "${name}"]\n${role}source_profile = ${name}`,
    name => `[profile "${name}"]\n${role}credential_source = Ec2InstanceMetadata`,
    name => `[profile "${name}"]\n${role}web_identity_token_file = /nowhere`,
    name => `[profile "${name}"]\ncredential_process = "${process.execPath}" -e "process.exit(1)"`,
    name => `[profile "${name}"]\nlogin_session = ${login}`,
    name => `[profile "${name}"]\nservices = ${name}`,
    name => `[profile "${name}"]\nsso_session = ${name}\nsso_account_id = 1\nsso_role_name = r`,
    name =>
      `[sso-session "${name}"]\nsso_region = eu-west-1\nsso_start_url = https://corp.test\n` +
      `[profile "${name}"]\nsso_session = ${name}\nsso_account_id = 1\nsso_role_name = r`,
    name =>
      `[profile "${name}"]\naws_access_key_id = A\naws_secret_access_key = s\n[profile b]\n${role}source_profile = ${name}`,
  ];
  const names = fc
    .stringMatching(/^[\p{L}\p{N} !#$&()*+,.:<>?^_{|}~@/-]{1,20}$/u)
    .map(name => name.trim())
    .filter(name => /[^\w@+:/-]/.test(name) && !/(^|\s)[#;]/.test(name) && name !== 'default' && name !== 'b');

  it("shows each name in the SDK's messages as it is written, and changes nothing else", () => {
    fc.assert(
      fc.property(names, name => {
        const words = withWrittenNames(
          `Could not resolve credentials using profile: [${loaderName(name)}], 50% of 100%25.`,
        );
        assert.equal(words, `Could not resolve credentials using profile: [${name}], 50% of 100%.`);
      }),
    );
    assert.equal(withWrittenNames('%41 %zz a%2'), '%41 %zz a%2');
  });

  it('never shows an encoded name, for any profile name and any failure', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(names, fc.constantFrom(...ways), async (name, way) => {
        world.aws.write({ config: way(name) });
        writeToken(world.aws.home, name, { accessToken: 'refused' });
        const failures = await Promise.all(
          [name, ...(way(name).includes('[profile b]') ? ['b'] : [])].map(async profile => {
            const { prompts } = userWho({});
            const { runtime } = runtimeUnderTest({}, { prompts });
            const call = runtime.open(profileConnection(profile, 'eu-west-1')).call('DescribeFleets', {});
            return call
              .then(
                () => undefined,
                (error: unknown) => error as ApiError,
              )
              .finally(() => runtime.dispose());
          }),
        );
        for (const error of failures) {
          const shown = [error?.message, error?.nextStep, ...(error?.details ?? [])].join('\n');
          assert.ok(!shown.includes(loaderName(name)), shown);
        }
      }),
      { numRuns: 40 },
    );
  });
});
