import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { isApiError } from '../../../src/api/core/errors';
import { readConfigFiles } from '../../../src/aws/configFiles';
import type { Profiles } from '../../../src/aws/connection';
import { environmentProfile } from '../../../src/aws/connection';
import { profilesOf } from '../../../src/aws/profiles';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';

describe('profiles of the AWS files', () => {
  let aws: AwsEnvironment;
  beforeEach(() => (aws = isolateAws()));
  afterEach(() => aws.restore());

  const profiles = async (): Promise<Profiles> => profilesOf(await readConfigFiles());

  const names: { given: string; config?: string; credentials?: string; finds: string[] }[] = [
    { given: 'no files at all', finds: [] },
    { given: 'a profile in the config file alone', config: '[profile dev]\nregion = eu-west-1', finds: ['dev'] },
    { given: 'a profile in the credentials file alone', credentials: '[dev]\naws_access_key_id = A', finds: ['dev'] },
    {
      given: 'a profile in both',
      config: '[profile dev]\nregion = eu-west-1',
      credentials: '[dev]\naws_access_key_id = A',
      finds: ['dev'],
    },
    { given: 'the default profile', config: '[default]\nregion = eu-west-1', finds: ['default'] },
    { given: 'a quoted name', config: '[profile "dev"]\nregion = eu-west-1', finds: ['dev'] },
    { given: 'a quoted name with spaces', config: "[profile 'my dev']\nregion = eu-west-1", finds: ['my dev'] },
    { given: 'a quotation mark in the other marks', config: '[profile "d\'or x"]\nregion = x', finds: ["d'or x"] },
    { given: 'a backslash in single marks', config: "[profile 'a\\\"b']\nregion = x", finds: ['a\\"b'] },
    {
      given: 'a name with spaces in the credentials file',
      credentials: '[my dev]\naws_access_key_id = A',
      finds: ['my dev'],
    },
    {
      given: 'a name with dots, umlauts and percent',
      config: '[profile "a.b ä 100%"]\nregion = eu-west-1',
      finds: ['a.b ä 100%'],
    },
    {
      given: 'Windows line ends and a byte order mark',
      config: '\uFEFF[profile dev]\r\nregion = eu-west-1\r\n',
      finds: ['dev'],
    },
    {
      given: 'services and SSO sections',
      config:
        '[services s]\nappstream =\n  endpoint_url = http://x\n[sso-session y]\nsso_region = eu-west-1\n[profile dev]\nregion = x',
      finds: ['dev'],
    },
    {
      given: 'a profile that bears the name reserved for the environment',
      config: `[profile ${environmentProfile}]\nregion = x`,
      finds: [],
    },
    {
      given: 'several profiles, in the order of their names',
      config: '[profile p10]\nregion=x\n[profile p9]\nregion=x\n[profile A]\nregion=x',
      finds: ['A', 'p9', 'p10'],
    },
  ];
  for (const { given, finds, ...files } of names) {
    it(`given ${given}, finds ${finds.join(', ') || 'none'}`, async () => {
      aws.write(files);
      assert.deepEqual(
        (await profiles()).profiles.map(profile => profile.name),
        finds,
      );
    });
  }

  const kinds: { given: string; settings: string; kind: string }[] = [
    { given: 'static keys', settings: 'aws_access_key_id = A', kind: 'access key' },
    {
      given: 'keys with a session token',
      settings: 'aws_access_key_id = A\naws_session_token = T',
      kind: 'session token',
    },
    { given: 'a role', settings: 'role_arn = r\nsource_profile = x', kind: 'role' },
    { given: 'a role with MFA', settings: 'role_arn = r\nsource_profile = x\nmfa_serial = m', kind: 'role with MFA' },
    { given: 'a web identity', settings: 'role_arn = r\nweb_identity_token_file = f', kind: 'web identity' },
    { given: 'a process', settings: 'credential_process = p', kind: 'process' },
    { given: 'an SSO session', settings: 'sso_session = s', kind: 'IAM Identity Center' },
    { given: 'a console sign-in', settings: 'login_session = s', kind: 'console sign-in' },
    {
      given: 'keys beside a process, which goes first in this file',
      settings: 'aws_access_key_id = A\ncredential_process = p',
      kind: 'process',
    },
    { given: 'a Region alone', settings: 'region = eu-west-1', kind: 'no credentials' },
  ];
  for (const { given, settings, kind } of kinds) {
    it(`given ${given}, calls it ${kind}`, async () => {
      aws.write({ config: `[profile dev]\n${settings}` });
      assert.equal((await profiles()).profiles[0]?.kind, kind);
    });
  }

  const problems: { given: string; config: string; says: RegExp; finds: string[] }[] = [
    {
      given: 'a line that is nothing',
      config: '[profile dev]\nregion = x\nhelp me\n',
      says: /line 3: this is neither a section nor a setting/,
      finds: ['dev'],
    },
    {
      given: 'a header that is not closed',
      config: '[profile dev]\nregion = x\n[profile prod\nregion = y',
      says: /line 3: the section header isn't closed/,
      finds: ['dev'],
    },
    {
      given: 'a section without "profile"',
      config: '[dev]\nregion = x\n[profile dev]\nregion = x',
      says: /line 1: the section is ignored\. Its header must begin with "profile"/,
      finds: ['dev'],
    },
    {
      given: 'two names in a header',
      config: '[profile dev]\nregion = x\n[profile "a" "b"]\nregion = x',
      says: /line 3: the section is ignored\. Enclose a name with spaces in quotation marks/,
      finds: ['dev'],
    },
    {
      given: 'two settings before any section, once',
      config: 'region = x\noutput = json\n[profile dev]\nregion = x',
      says: /line 1: the setting is ignored because no section begins before it/,
      finds: ['dev'],
    },
    {
      given: 'a setting twice',
      config: '[profile dev]\nregion = x\nREGION = y',
      says: /line 3: the setting is repeated in its section/,
      finds: ['dev'],
    },
    {
      given: 'a section twice',
      config: '[profile dev]\nregion = x\n[profile dev]\noutput = json',
      says: /line 3: the section is repeated/,
      finds: ['dev'],
    },
    {
      given: 'a profile in two spellings',
      config: '[profile dev]\nregion = x\n[profile "dev"]\nregion = y',
      says: /line 1: the section is ignored because a later section has the same name/,
      finds: ['dev'],
    },
    {
      given: 'a role that is swallowed by the setting above',
      config: '[profile dev]\nregion = x\n  role_arn = y',
      says: /line 3: the line is read as part of the setting above because it's indented deeper/,
      finds: ['dev'],
    },
    {
      given: 'an output format that is swallowed by the setting above',
      config: '[profile dev]\nregion = x\n  output = json',
      says: /line 3: the line is read as part of the setting above/,
      finds: ['dev'],
    },
    {
      given: 'a Region below an empty role',
      config: '[profile dev]\nrole_arn =\n  region = x',
      says: /line 3: the line is read as part of the setting above/,
      finds: ['dev'],
    },
    {
      given: 'a header that is indented below a setting',
      config: '[profile dev]\nregion = x\n  [profile b]',
      says: /line 3: the line is read as part of the setting above/,
      finds: ['dev'],
    },
    {
      given: 'a line that is nothing in a block',
      config: '[profile dev]\ns3 =\n  help me',
      says: /line 3: this is neither a section nor a setting/,
      finds: ['dev'],
    },
    {
      given: 'a duration that is not a number',
      config: '[profile dev]\nduration_seconds = 1h',
      says: /line 2: duration_seconds is ignored because it isn't a whole number/,
      finds: ['dev'],
    },
    ...['h1', '3600s', '+'].map(written => ({
      given: `the duration ${written}`,
      config: `[profile dev]\nduration_seconds = ${written}`,
      says: /line 2: duration_seconds is ignored/,
      finds: ['dev'],
    })),
    ...['untrue', 'falsely'].map(written => ({
      given: `the switch ${written}`,
      config: `[profile dev]\nuse_fips_endpoint = ${written}`,
      says: /line 2: the value is neither true nor false/,
      finds: ['dev'],
    })),
    {
      given: 'a backslash at the end of a header',
      config: '[profile dev\\]\nregion = x\n[profile dev]\nregion = x',
      says: /line 1: this isn't a valid section name/,
      finds: ['dev'],
    },
    {
      given: 'a header without anything',
      config: '[]\nregion = x\n[profile dev]\nregion = x',
      says: /line 1: this isn't a valid section name/,
      finds: ['dev'],
    },
    {
      given: 'a switch that is neither on nor off',
      config: '[profile dev]\nuse_fips_endpoint = yes',
      says: /line 2: the value is neither true nor false/,
      finds: ['dev'],
    },
    {
      given: 'a name that breaks objects',
      config: '[profile __proto__]\nregion = x\n[profile dev]\nregion = x',
      says: /line 1: this isn't a valid section name/,
      finds: ['dev'],
    },
  ];
  for (const { given, config, says, finds } of problems) {
    it(`given ${given}, says which line and finds the other profiles`, async () => {
      aws.write({ config });
      const found = await profiles();
      assert.match(found.problems?.[0]?.message ?? '', says);
      assert.equal(found.problems?.length, 1);
      assert.deepEqual(
        found.profiles.map(profile => profile.name),
        finds,
      );
    });
  }

  it('does not add the keys below a broken header to the profile above it', async () => {
    aws.write({ credentials: '[dev]\naws_access_key_id = DEV\n[prod\naws_access_key_id = PROD' });
    const { profiles } = await readConfigFiles();
    assert.equal(profiles.get('dev')?.['aws_access_key_id'], 'DEV');
  });

  const fine = [
    { given: 'a block of settings', config: '[profile dev]\ns3 =\n  addressing_style = path\n  region = x' },
    { given: 'a continued value', config: '[profile dev]\ncredential_process = x\n  help me\nduration_seconds = -1' },
    {
      given: 'switches in any case',
      config: '[profile dev]\nuse_fips_endpoint = TRUE\nuse_dualstack_endpoint = False',
    },
    { given: 'a continued command', config: '[profile dev]\ncredential_process = x\n  --for dev' },
    { given: 'services', config: '[services a]\nappstream =\n  endpoint_url = http://x\n[profile dev]\nservices = a' },
    { given: 'durations', config: '[profile dev]\nduration_seconds = 3600\n[profile b]\nduration_seconds = +900' },
    { given: "the CLI's own sections", config: '[plugins]\nx = y\n[preview]\nx = true\n[profile dev]\nregion = x' },
    {
      given: 'an indented profile',
      config: '[profile dev]\n    cli_pager =\n    role_arn = y\n    source_profile = z',
    },
  ];
  for (const { given, config } of fine) {
    it(`given ${given}, reports no problem`, async () => {
      aws.write({ config });
      assert.deepEqual((await profiles()).problems, []);
    });
  }

  it('reports problems without the content of lines', async () => {
    const secret = 'wJalrXUtnFEMI';
    const lines = [
      secret,
      `${secret}: x`,
      `[${secret}`,
      `[${secret}]`,
      `a = ${secret}`,
      `a = ${secret}`,
      ` b=${secret}`,
    ];
    aws.write({ config: [...lines, '[profile dev]', ...lines.map(line => `  ${line}`), ...lines].join('\n') });
    const { problems } = await profiles();
    assert.ok(problems && problems.length > 4);
    assert.ok(problems.every(({ message, what }) => !`${message} ${what}`.toLowerCase().includes('wjalr')));
  });

  it('reports a broken line without its content', async () => {
    aws.write({ credentials: '[dev]\naws_secret_access_key wJalrXUtnFEMI' });
    const found = await profiles();
    assert.equal(found.problems?.length, 1);
    assert.ok(!JSON.stringify(found).includes('wJalr'));
  });

  const unreadable: { given: string; make: (aws: AwsEnvironment) => void; says: RegExp }[] = [
    {
      given: 'a folder in place of the config file',
      make: ({ configFile }) => fs.mkdirSync(configFile),
      says: /^Can't read the AWS file .* \(EISDIR\)/,
    },
    {
      given: 'UTF-16 text',
      make: ({ configFile }) => fs.writeFileSync(configFile, '[default]\nregion=x', 'utf16le'),
      says: /isn't UTF-8 text/,
    },
  ];
  for (const { given, make, says } of unreadable) {
    it(`given ${given} and nothing else, fails with a config error and an explanation`, async () => {
      make(aws);
      await assert.rejects(
        profiles(),
        (error: unknown) => isApiError(error) && error.reason === 'config' && says.test(error.message),
      );
    });
    it(`given ${given}, still finds the profiles of the other file`, async () => {
      make(aws);
      fs.writeFileSync(aws.credentialsFile, '[dev]\naws_access_key_id = A');
      const found = await profiles();
      assert.deepEqual(
        found.profiles.map(profile => profile.name),
        ['dev'],
      );
      assert.match(found.problems?.[0]?.message ?? '', says);
      assert.deepEqual(found.files[0], { path: aws.configFile, exists: true });
    });
  }

  it('takes a path below a file for a missing file, and reports no problem', async () => {
    aws.write({ credentials: '[dev]\naws_access_key_id = A' });
    const below = path.join(aws.credentialsFile, 'config');
    aws.set({ AWS_CONFIG_FILE: below });
    const { files, problems } = await profiles();
    assert.deepEqual(files[0], { path: below, exists: false });
    assert.deepEqual(problems, []);
  });

  it('says which files it looked for and which exist', async () => {
    aws.write({ config: '' });
    assert.deepEqual((await profiles()).files, [
      { path: aws.configFile, exists: true },
      { path: aws.credentialsFile, exists: false },
    ]);
  });

  it('sees what was written since it last read', async () => {
    aws.write({ config: '[profile a]\nregion = x' });
    await profiles();
    aws.write({ config: '[profile b]\nregion = x' });
    assert.deepEqual(
      (await profiles()).profiles.map(profile => profile.name),
      ['b'],
    );
  });

  const regions: { given: string; environment: Record<string, string>; region?: string }[] = [
    { given: 'no Region', environment: {} },
    { given: 'AWS_REGION', environment: { AWS_REGION: 'eu-west-1' }, region: 'eu-west-1' },
    { given: 'AWS_DEFAULT_REGION', environment: { AWS_DEFAULT_REGION: 'eu-west-2' }, region: 'eu-west-2' },
    {
      given: 'both',
      environment: { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' },
      region: 'eu-west-1',
    },
  ];
  for (const { given, environment, region } of regions) {
    it(`given ${given} in the environment, has ${region ?? 'no Region'} for its keys, and each profile has its own`, async () => {
      aws.write({ config: '[default]\nregion = us-east-1\n[profile empty]\nregion =\n' });
      aws.set({ AWS_ACCESS_KEY_ID: 'A', ...environment });
      assert.deepEqual(
        (await profiles()).profiles.map(({ name, region }) => [name, region]),
        [
          [environmentProfile, region],
          ['default', 'us-east-1'],
          ['empty', undefined],
        ],
      );
    });
  }

  const preferred: {
    given: string;
    environment: Record<string, string>;
    offersEnvironment: boolean;
    prefers: string | undefined;
  }[] = [
    { given: 'an empty environment', environment: {}, offersEnvironment: false, prefers: 'default' },
    { given: 'AWS_PROFILE', environment: { AWS_PROFILE: 'dev' }, offersEnvironment: false, prefers: 'dev' },
    {
      given: 'AWS_PROFILE of a profile that is not there',
      environment: { AWS_PROFILE: 'gone' },
      offersEnvironment: false,
      prefers: undefined,
    },
    {
      given: 'keys in the environment',
      environment: { AWS_ACCESS_KEY_ID: 'A' },
      offersEnvironment: true,
      prefers: environmentProfile,
    },
    {
      given: 'keys and AWS_PROFILE',
      environment: { AWS_ACCESS_KEY_ID: 'A', AWS_PROFILE: 'dev' },
      offersEnvironment: false,
      prefers: 'dev',
    },
  ];
  for (const { given, environment, offersEnvironment, prefers } of preferred) {
    it(`given ${given}, ${offersEnvironment ? 'offers' : 'does not offer'} the environment and prefers ${prefers ?? 'nothing'}`, async () => {
      aws.write({ config: '[default]\nregion = x\n[profile dev]\nregion = x' });
      aws.set(environment);
      const found = await profiles();
      assert.equal(
        found.profiles.some(profile => profile.name === environmentProfile),
        offersEnvironment,
      );
      assert.equal(found.preferred, prefers);
    });
  }
});
