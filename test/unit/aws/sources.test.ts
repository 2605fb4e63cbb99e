// What the AWS files say about a profile beyond its credentials: its sign-in, its lost lines, and when it has changed.
import * as assert from 'node:assert/strict';

import type { ConfigFiles } from '../../../src/aws/configFiles';
import { readConfigFiles } from '../../../src/aws/configFiles';
import { environmentProfile } from '../../../src/aws/connection';
import { fingerprintOf, lostLineOf, offersSignIn, ssoLoginOf } from '../../../src/aws/sources';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { roleArn, session, ssoRole } from '../../support/profileTexts';

interface Files {
  readonly config?: string;
  readonly credentials?: string;
}

const role = roleArn();
const signsIn = `sso_session = corp\n${ssoRole}`;
const key = 'aws_access_key_id = AKIADEV\naws_secret_access_key = s\n';

describe('what the AWS files say about a profile', () => {
  let aws: AwsEnvironment;
  beforeEach(() => (aws = isolateAws()));
  afterEach(() => aws.restore());

  async function read(files: Files): Promise<ConfigFiles> {
    aws.write(files);
    return readConfigFiles();
  }

  describe('about signing in', () => {
    const process = 'credential_process = /bin/get\n';
    const cases: readonly { readonly given: string; readonly config: string; readonly offers: boolean }[] = [
      { given: 'keys', config: `[profile dev]\n${key}`, offers: false },
      { given: 'IAM Identity Center', config: `[profile dev]\n${signsIn}${session}`, offers: true },
      {
        given: 'a sign-in of the console',
        config: '[profile dev]\nlogin_session = arn:aws:iam::1:user/a\n',
        offers: true,
      },
      { given: 'a process', config: `[profile dev]\n${process}`, offers: true },
      {
        given: 'a role with an MFA device',
        config: `[profile dev]\n${role}mfa_serial = arn:aws:iam::1:mfa/a\nsource_profile = base\n[profile base]\n${key}`,
        offers: true,
      },
      {
        given: 'a role of keys',
        config: `[profile dev]\n${role}source_profile = base\n[profile base]\n${key}`,
        offers: false,
      },
      {
        given: 'a role whose source signs in',
        config: `[profile dev]\n${role}source_profile = base\n[profile base]\n${signsIn}${session}`,
        offers: true,
      },
      {
        given: "a role of the computer's credentials",
        config: `[profile dev]\n${role}credential_source = Ec2InstanceMetadata\n`,
        offers: false,
      },
      { given: 'a web identity', config: `[profile dev]\n${role}web_identity_token_file = /t\n`, offers: false },
      { given: 'no credentials', config: '[profile dev]\nregion = eu-west-1\n', offers: false },
    ];
    for (const { given, config, offers } of cases) {
      it(`given ${given}, ${offers ? 'offer it' : 'do not offer it'}`, async () => {
        assert.equal(offersSignIn('dev', await read({ config })), offers);
      });
    }
  });

  describe('in one fingerprint', () => {
    const before = `[profile dev]\n${role}source_profile = base\nservices = own\n[profile base]\n${signsIn}${session}[services own]\nsts =\n  endpoint_url = http://sts\n`;
    const changes: readonly (Files & { readonly given: string; readonly changes: boolean })[] = [
      { given: 'a comment and an empty line', config: `# hello\n\n${before}`, changes: false },
      {
        given: 'another order of settings',
        config: before.replace(/(role_arn.*\n)(source.*\n)/, '$2$1'),
        changes: false,
      },
      { given: 'another profile', config: `${before}[profile other]\n${key}`, changes: false },
      { given: 'an ignored line in another profile', config: `${before}[profile other]\nhelp me`, changes: false },
      {
        given: 'an ignored line, if it has credentials anyway',
        config: before.replace('dev]', 'dev]\nhelp'),
        changes: false,
      },
      { given: 'a setting of its own', config: before.replace('dev]', 'dev]\nregion = eu-west-1'), changes: true },
      { given: 'a setting of its source', config: before.replace('= Admin', '= Viewer'), changes: true },
      { given: 'its sso-session', config: before.replace('corp.test', 'other.test'), changes: true },
      { given: 'its services section', config: before.replace('http://sts', 'http://other'), changes: true },
      { given: 'its settings in the other file', config: before, credentials: '[dev]\nregion = x', changes: true },
    ];
    for (const { given, changes: isOther, ...after } of changes) {
      it(`given ${given}, has ${isOther ? 'another' : 'the same'} one`, async () => {
        const known = fingerprintOf('dev', await read({ config: before }));
        const now = fingerprintOf('dev', await read(after));
        assert.equal(now !== known, isOther);
      });
    }

    it('has another one if its key moves to the other file, where a process goes before it', async () => {
      const config = `[profile dev]\n${key}credential_process = x`;
      const [inConfig, inBoth] = [await read({ config }), await read({ config, credentials: `[dev]\n${key}` })];
      assert.notEqual(fingerprintOf('dev', inConfig), fingerprintOf('dev', inBoth));
    });

    it('has the same one if a profile that it names without a role changes', async () => {
      const named = `[profile dev]\n${key}source_profile = base\n[profile base]\nregion = `;
      const [one, other] = [await read({ config: `${named}x` }), await read({ config: `${named}y` })];
      assert.equal(fingerprintOf('dev', one), fingerprintOf('dev', other));
    });

    it("of the environment's credentials, has another one if the default profile changes", async () => {
      const known = fingerprintOf(environmentProfile, await read({ config: '[default]\nregion = eu-west-1' }));
      const now = fingerprintOf(environmentProfile, await read({ config: '[default]\nregion = eu-west-2' }));
      assert.notEqual(now, known);
    });
  });

  describe('in lines that are ignored', () => {
    const unfinished = '[profile dev\n';
    const lost: readonly (Files & { readonly given: string; readonly profile?: string; readonly line?: number })[] = [
      { given: 'a header that is not closed', config: `[profile other]\n${unfinished}${key}`, line: 2 },
      { given: 'a line of another profile', config: '[profile other]\nduration_seconds = 1h\n' },
      {
        given: 'a line of another profile beside it',
        config: '[profile dev]\n[profile other]\nduration_seconds = 1h\n',
      },
      { given: 'a setting without =', config: '[profile dev]\nregion = x\naws_access_key_id A\n', line: 3 },
      {
        given: 'such a line of another profile',
        config: '[profile dev]\nregion = x\n[profile b]\naws_access_key_id A\n',
      },
      { given: 'a swallowed setting', config: '[profile dev]\nregion = x\n  aws_access_key_id = A\n', line: 3 },
      {
        given: 'a swallowed setting, but with credentials',
        config: `[profile dev]\n${key}region = x\n  services = A\n`,
      },
      { given: "a header that isn't closed, for the environment", profile: environmentProfile, config: unfinished },
    ];
    for (const { given, profile = 'dev', line, ...files } of lost) {
      it(`given ${given}, ${line === undefined ? 'names none' : `names line ${line}`} as the reason`, async () => {
        assert.equal(lostLineOf(profile, await read(files))?.line, line);
      });
    }
  });

  describe('about signing in', () => {
    const login = { startUrl: 'https://corp.test/start', region: 'eu-west-1' };
    const legacy = 'sso_start_url = https://corp.test/start\nsso_region = eu-west-1\n';
    const logins: readonly {
      readonly given: string;
      readonly config: string;
      readonly signsInWith: object | undefined;
    }[] = [
      {
        given: 'an sso-session',
        config: `${session}[profile dev]\n${signsIn}`,
        signsInWith: { ...login, cacheKey: 'corp', scopes: ['sso:account:access'] },
      },
      {
        given: 'an sso-session with scopes of its own',
        config: `${session}sso_registration_scopes = a:b , c:d\n[profile dev]\n${signsIn}`,
        signsInWith: { ...login, cacheKey: 'corp', scopes: ['a:b', 'c:d'] },
      },
      {
        given: 'an sso-session whose settings the profile repeats',
        config: `${session}[profile dev]\n${signsIn}${legacy}`,
        signsInWith: { ...login, cacheKey: 'corp', scopes: ['sso:account:access'] },
      },
      {
        given: 'no sso-session, whose token has no scopes',
        config: `[profile dev]\n${legacy}${signsIn.replace(/sso_session.*\n/, '')}`,
        signsInWith: { ...login, cacheKey: 'https://corp.test/start', scopes: [] },
      },
      {
        given: 'a role behind a role whose source signs in',
        config: `${session}[profile dev]\n${role}source_profile = middle\n[profile middle]\n${role}source_profile = base\n[profile base]\n${signsIn}`,
        signsInWith: { ...login, cacheKey: 'corp', scopes: ['sso:account:access'] },
      },
      { given: 'keys', config: `[profile dev]\n${key}`, signsInWith: undefined },
      { given: 'an unfinished sign-in', config: '[profile dev]\nsso_session = nowhere\n', signsInWith: undefined },
    ];
    for (const { given, config, signsInWith } of logins) {
      it(`given ${given}, ${signsInWith ? 'needs this sign-in' : 'needs no sign-in'}`, async () => {
        assert.deepEqual(ssoLoginOf('dev', await read({ config })), signsInWith);
      });
    }
  });
});
