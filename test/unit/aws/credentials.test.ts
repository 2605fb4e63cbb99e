// Every kind of credentials, got from stand-ins that speak the protocols of the real services.
import * as assert from 'node:assert/strict';
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { environmentProfile, profileConnection } from '../../../src/aws/connection';
import { runtimeUnderTest } from '../../support/awsRuntime';
import { failure } from '../../support/failure';
import { base, roleArn, session, ssoRole } from '../../support/profileTexts';
import type { SignInWorld } from '../../support/signInWorld';
import { startSignInWorld, writeToken } from '../../support/signInWorld';
import type { StandIn } from '../../support/standIn';
import { json, startStandIn } from '../../support/standIn';
import { startSts } from '../../support/stsStandIn';

const arn = 'arn:aws:iam::111122223333:role/';
const keysOf = (profile: string, more = ''): string =>
  `[profile ${profile}]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n${more}\n`;
const refusal = { code: 'AccessDenied', message: 'No.', status: 403 };
const environmentKeys = { AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT', AWS_SECRET_ACCESS_KEY: 's' };

/** What `aws login` leaves behind. @param seconds from now to the end of its keys */
function writeLogin(folder: string, seconds: number): void {
  const name = crypto.createHash('sha256').update('arn:aws:iam::111122223333:user/dev').digest('hex');
  const expiresAt = new Date(Date.now() + seconds * 1000).toISOString();
  const keys = { accessKeyId: 'ASIALOGIN', secretAccessKey: 's', sessionToken: 't', accountId: '111122223333' };
  const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const dpopKey = privateKey.export({ type: 'sec1', format: 'pem' });
  const token = { accessToken: { ...keys, expiresAt }, clientId: 'c', refreshToken: 'r', dpopKey };
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(token));
}

/** Stands in for the console's sign-in: it takes one refresh token, with proof of the key that the token is bound to. */
async function startSignin(): Promise<StandIn> {
  return startStandIn(({ path, body, headers }) => {
    const { refreshToken } = JSON.parse(body) as { refreshToken?: string };
    if (path !== '/v1/token' || refreshToken !== 'r' || headers['dpop'] === undefined) return { status: 403 };
    const accessToken = { accessKeyId: 'ASIAREFRESHED', secretAccessKey: 's', sessionToken: 't' };
    return json({ accessToken, tokenType: 'aws_sigv4', expiresIn: 900, refreshToken: 'r2' });
  });
}

interface World extends SignInWorld {
  readonly signin: StandIn;
}

interface Kind {
  readonly given: string;
  readonly config?: string;
  readonly credentials?: string;
  readonly environment?: (world: World) => Readonly<Record<string, string>>;
  /** Makes files and tokens. */
  readonly prepare?: (world: World) => void;
  /** `dev` when absent. */
  readonly profile?: string;
  /** The access key that AppStream is asked with. */
  readonly asks: string;
  /** The roles that STS was asked for, in order, by whom. */
  readonly roles?: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    given: 'static keys',
    credentials: '[dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = s',
    asks: 'AKIADEV',
  },
  {
    given: 'static keys in the config file alone',
    config: '[profile dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = s',
    asks: 'AKIADEV',
  },
  {
    given: 'a session token',
    credentials: '[dev]\naws_access_key_id = ASIADEV\naws_secret_access_key = s\naws_session_token = t',
    asks: 'ASIADEV',
  },
  {
    given: 'the environment',
    profile: environmentProfile,
    environment: () => environmentKeys,
    asks: 'AKIAENVIRONMENT',
  },
  {
    given: 'a profile, with keys of somebody else in the environment and AWS_PROFILE naming another',
    config: `[profile dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = s\n${base}`,
    environment: () => ({ ...environmentKeys, AWS_PROFILE: 'base' }),
    asks: 'AKIADEV',
  },
  {
    given: 'a role with source_profile',
    config: `${base}[profile dev]\n${roleArn('Admin')}source_profile = base\nexternal_id = x1`,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
  {
    given: 'a role whose source is a role: chained twice',
    config:
      `${base}[profile middle]\n${roleArn('Middle', '222233334444')}source_profile = base\n` +
      `[profile dev]\n${roleArn('Admin')}source_profile = middle`,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Middle', 'ASIA222233334444Middle Admin'],
  },
  {
    given: 'a role that the profile assumes with its own keys',
    config: `[profile dev]\n${roleArn('Admin')}source_profile = dev\naws_access_key_id = AKIADEV\naws_secret_access_key = s`,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIADEV Admin'],
  },
  {
    given: 'a role with credential_source = Environment',
    config: `[profile dev]\n${roleArn('Admin')}credential_source = Environment`,
    environment: () => environmentKeys,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIAENVIRONMENT Admin'],
  },
  {
    given: 'a role with credential_source = Ec2InstanceMetadata',
    config: `[profile dev]\n${roleArn('Admin')}credential_source = Ec2InstanceMetadata`,
    environment: ({ metadata }) => metadata.instance,
    asks: 'ASIA111122223333Admin',
    roles: ['ASIA444455556666InstanceRole Admin'],
  },
  {
    given: 'a role with credential_source = EcsContainer',
    config: `[profile dev]\n${roleArn('Admin')}credential_source = EcsContainer`,
    environment: ({ metadata }) => metadata.container,
    asks: 'ASIA111122223333Admin',
    roles: ['ASIA444455556666ContainerRole Admin'],
  },
  {
    given: 'SSO with an sso-session',
    config: `${session}[profile dev]\nsso_session = corp\n${ssoRole}`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'corp', sso.makeToken()),
    asks: 'ASIA111122223333Admin',
  },
  {
    given: 'legacy SSO',
    config: `[profile dev]\nsso_region = eu-west-1\nsso_start_url = https://corp.test/start\n${ssoRole}`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'https://corp.test/start', sso.makeToken()),
    asks: 'ASIA111122223333Admin',
  },
  {
    given: 'a role whose source signs in with SSO',
    config:
      `${session}[profile login]\nsso_session = corp\n${ssoRole}` +
      `[profile dev]\n${roleArn('Other', '222233334444')}source_profile = login`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'corp', sso.makeToken()),
    asks: 'ASIA222233334444Other',
    roles: ['ASIA111122223333Admin Other'],
  },
  {
    given: 'credential_process',
    prepare({ aws }) {
      const program = path.join(aws.home, 'process.js');
      const printed = { Version: 1, AccessKeyId: 'ASIAPROCESS', SecretAccessKey: 's', SessionToken: 't' };
      fs.writeFileSync(program, `console.log(${JSON.stringify(JSON.stringify(printed))})`);
      aws.write({ config: `[profile dev]\ncredential_process = "${process.execPath}" "${program}"` });
    },
    asks: 'ASIAPROCESS',
  },
  {
    given: 'a role whose source has a credential_process',
    prepare({ aws }) {
      const program = path.join(aws.home, 'process.js');
      const printed = { Version: 1, AccessKeyId: 'ASIAPROCESS', SecretAccessKey: 's', SessionToken: 't' };
      fs.writeFileSync(program, `console.log(${JSON.stringify(JSON.stringify(printed))})`);
      aws.write({
        config: `[profile base]\ncredential_process = "${process.execPath}" "${program}"\n[profile dev]\n${roleArn('Admin')}source_profile = base`,
      });
    },
    asks: 'ASIA111122223333Admin',
    roles: ['ASIAPROCESS Admin'],
  },
  {
    given: 'a role whose source has a console sign-in',
    config: `[profile base]\nlogin_session = arn:aws:iam::111122223333:user/dev\n[profile dev]\n${roleArn('Admin')}source_profile = base`,
    environment: ({ aws }) => ({ AWS_LOGIN_CACHE_DIRECTORY: aws.home }),
    prepare: ({ aws }) => writeLogin(aws.home, 3600),
    asks: 'ASIA111122223333Admin',
    roles: ['ASIALOGIN Admin'],
  },
  {
    given: 'a web identity',
    prepare({ aws }) {
      const file = path.join(aws.home, 'web-identity-token');
      fs.writeFileSync(file, 'a.web.token');
      aws.write({
        config: `[profile dev]\n${roleArn('Web')}web_identity_token_file = ${file}\nrole_session_name = me`,
      });
    },
    asks: 'ASIA111122223333Web',
    roles: [' Web'],
  },
  {
    given: 'a console sign-in (login_session)',
    config: '[profile dev]\nlogin_session = arn:aws:iam::111122223333:user/dev',
    environment: ({ aws }) => ({ AWS_LOGIN_CACHE_DIRECTORY: aws.home }),
    prepare: ({ aws }) => writeLogin(aws.home, 3600),
    asks: 'ASIALOGIN',
  },
  {
    given: 'a console sign-in whose keys have to be refreshed',
    config: '[profile dev]\nlogin_session = arn:aws:iam::111122223333:user/dev',
    environment: ({ aws, signin }) => ({ AWS_LOGIN_CACHE_DIRECTORY: aws.home, AWS_ENDPOINT_URL_SIGNIN: signin.url }),
    prepare: ({ aws }) => writeLogin(aws.home, -1),
    asks: 'ASIAREFRESHED',
  },
  {
    given: 'a config profile named with spaces and quotes, whose source is too',
    config: `[profile 'my base']\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n[profile "my dev"]\n${roleArn('Admin')}source_profile = my base`,
    profile: 'my dev',
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
  {
    given: 'keys in one file and the role in the other, with Windows line ends, a byte order mark and unknown keys',
    config: `\uFEFF[profile dev]\r\n${roleArn('Admin').trim()}\r\nsource_profile = base\r\nfavourite_colour = blue\r\n`,
    credentials: '\uFEFF[base]\r\naws_access_key_id = AKIABASE\r\naws_secret_access_key = s\r\n',
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
  {
    given: 'a role in an indented profile, below an empty setting',
    config: `${base}[profile dev]\n    aws_access_key_id = AKIADEV\n    aws_secret_access_key = s\n    cli_pager =\n    ${roleArn('Admin')}    source_profile = base`,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
  {
    given: 'a role with settings in capitals',
    config: `[profile base]\nAWS_ACCESS_KEY_ID = AKIABASE\nAws_Secret_Access_Key = s\n[profile dev]\n${roleArn('Admin').replace('role_arn', 'Role_Arn')}Source_Profile = base`,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
  {
    given: 'SSO settings beside static keys',
    config: `${session}[profile dev]\nsso_session = corp\n${ssoRole}`,
    credentials: '[dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = s',
    prepare: ({ aws, sso }) => writeToken(aws.home, 'corp', sso.makeToken()),
    asks: 'ASIA111122223333Admin',
  },
  {
    given: 'SSO with an sso-session whose name has spaces',
    config: `${session.replace('corp]', '"my corp"]').replace('sso-session corp', 'sso-session "my corp"')}[profile dev]\nsso_session = my corp\n${ssoRole}`,
    prepare: ({ aws, sso }) => writeToken(aws.home, 'my corp', sso.makeToken()),
    asks: 'ASIA111122223333Admin',
  },
  {
    given: 'keys and a device, without a role',
    config:
      '[profile dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = s\nmfa_serial = arn:aws:iam::111122223333:mfa/me',
    asks: 'AKIADEV',
  },
  {
    given: 'a role whose duration is not a number',
    config: `${base}[profile dev]\n${roleArn('Admin')}source_profile = base\nduration_seconds = h1`,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
  {
    given: "the profile's own STS, whatever the default profile has",
    config: `[default]\nendpoint_url = http://127.0.0.1:9\n${base}[profile dev]\n${roleArn('Admin')}source_profile = base`,
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
  {
    given: 'an STS that the services section names',
    prepare({ aws, sts }) {
      delete process.env['AWS_ENDPOINT_URL_STS'];
      aws.write({
        config: `${base}[services own]\nsts =\n  endpoint_url = ${sts.url}\n[profile dev]\nservices = own\n${roleArn('Admin')}source_profile = base`,
      });
    },
    asks: 'ASIA111122223333Admin',
    roles: ['AKIABASE Admin'],
  },
];

describe('credentials', () => {
  let world: World;
  beforeEach(async () => (world = { ...(await startSignInWorld()), signin: await startSignin() }));
  afterEach(() => Promise.all([world.close(), world.signin.close()]));

  async function callAs(profile: string): Promise<void> {
    const { runtime } = runtimeUnderTest();
    try {
      await runtime.open(profileConnection(profile, 'eu-west-1')).call('DescribeFleets', {});
    } finally {
      runtime.dispose();
    }
  }

  for (const { given, config, credentials, environment, prepare, profile = 'dev', asks, roles = [] } of kinds) {
    it(`given ${given}, are those of ${asks}`, async () => {
      world.aws.write({ ...(config !== undefined && { config }), ...(credentials !== undefined && { credentials }) });
      world.aws.set({ ...environment?.(world) });
      prepare?.(world);
      await callAs(profile);
      assert.deepEqual(
        world.appstream.received.map(({ accessKeyId }) => accessKeyId),
        [asks],
      );
      assert.deepEqual(
        world.sts.calls.map(({ accessKeyId, input }) => `${accessKeyId} ${input['RoleArn']?.split('/').at(-1)}`),
        roles,
      );
    });
  }

  const settings: readonly {
    readonly given: string;
    readonly config: (token: string) => string;
    readonly region: string;
    readonly sends: Readonly<Record<string, string>>;
  }[] = [
    {
      given: 'a role with all its settings, in the Region of the profile',
      config: () =>
        `${base}[profile dev]\n${roleArn('Admin')}source_profile = base\nrole_session_name = me\nexternal_id = x1\nduration_seconds = +1800\nregion = us-west-2`,
      region: 'us-west-2',
      sends: { RoleArn: `${arn}Admin`, RoleSessionName: 'me', ExternalId: 'x1', DurationSeconds: '1800' },
    },
    {
      given: 'a role without settings, in the Region of the connection',
      config: () => `${base}[profile dev]\n${roleArn('Admin')}source_profile = base`,
      region: 'eu-west-1',
      sends: { RoleArn: `${arn}Admin` },
    },
    {
      given: 'a web identity with a name for its session',
      config: token => `[profile dev]\n${roleArn('Web')}web_identity_token_file = ${token}\nrole_session_name = me`,
      region: '',
      sends: { RoleArn: `${arn}Web`, RoleSessionName: 'me', WebIdentityToken: 'a.web.token' },
    },
    {
      given: 'a web identity without settings',
      config: token => `[profile dev]\n${roleArn('Web')}web_identity_token_file = ${token}`,
      region: '',
      sends: { RoleArn: `${arn}Web`, WebIdentityToken: 'a.web.token' },
    },
  ];
  for (const { given, config, region, sends } of settings) {
    it(`given ${given}, are requested from STS with what the profile sets and no more`, async () => {
      const token = path.join(world.aws.home, 'web-identity-token');
      fs.writeFileSync(token, 'a.web.token');
      world.aws.write({ config: config(token) });
      await callAs('dev');
      const [call] = world.sts.calls;
      assert.equal(call?.region, region);
      // Without a name, the SDK makes one up.
      const { RoleSessionName = '', ...others } = call.input;
      const { RoleSessionName: name, ...expected } = sends;
      assert.deepEqual(others, { Version: '2011-06-15', ...expected });
      if (name === undefined) assert.match(RoleSessionName, /^aws-sdk-js-/);
      else assert.equal(RoleSessionName, name);
    });
  }

  const givenAccounts: readonly { readonly given: string; readonly config: string; readonly account: string }[] = [
    { given: 'keys', config: keysOf('dev', 'aws_account_id = 555566667777'), account: '555566667777' },
    {
      given: 'a role',
      config: `${keysOf('base', 'aws_account_id = 555566667777')}[profile dev]\n${roleArn('Admin')}source_profile = base`,
      account: '111122223333',
    },
  ];
  for (const { given, config, account } of givenAccounts) {
    it(`given ${given} with a known account, are of this account when STS doesn't tell`, async () => {
      world.aws.write({ config });
      const sts = await startSts({ refuse: ({ action }) => (action === 'GetCallerIdentity' ? refusal : undefined) });
      world.aws.set({ AWS_ENDPOINT_URL_STS: sts.url });
      const { runtime } = runtimeUnderTest();
      try {
        assert.deepEqual(await runtime.identity(profileConnection('dev', 'eu-west-1')), { account });
      } finally {
        runtime.dispose();
        await sts.close();
      }
    });
  }

  it('are given up when STS hangs, with its name and host', async () => {
    const sts = await startSts({ refuse: () => new Promise(() => undefined) });
    world.aws.write({ config: `${base}[profile dev]\n${roleArn('A')}source_profile = base` });
    world.aws.set({ AWS_ENDPOINT_URL_STS: sts.url });
    const { runtime } = runtimeUnderTest({ requestTimeout: 200 });
    try {
      const { reason, message } = await failure(
        runtime.open(profileConnection('dev', 'eu-west-1')).call('DescribeFleets', {}),
      );
      assert.equal(reason, 'timeout');
      assert.equal(message, `AWS STS (${new URL(sts.url).host}) didn't respond within 0.2 seconds.`);
    } finally {
      runtime.dispose();
      await sts.close();
    }
  });
});
