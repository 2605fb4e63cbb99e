// Mistakes in the AWS files that leave a profile without credentials: nothing is sent, and a message says where the mistake is.
import * as assert from 'node:assert/strict';

import { isApiError } from '../../../src/api/core/errors';
import { profileConnection } from '../../../src/aws/connection';
import { runtimeUnderTest } from '../../support/awsRuntime';
import { base, roleArn, session, ssoRole } from '../../support/profileTexts';
import type { SignInWorld } from '../../support/signInWorld';
import { startSignInWorld } from '../../support/signInWorld';

describe('credentials of a profile with a mistake', () => {
  let world: SignInWorld;
  beforeEach(async () => (world = await startSignInWorld()));
  afterEach(() => world.close());

  async function call(): Promise<void> {
    const { runtime } = runtimeUnderTest();
    try {
      await runtime.open(profileConnection('dev', 'eu-west-1')).call('DescribeFleets', {});
    } finally {
      runtime.dispose();
    }
  }

  const mistakes: readonly {
    readonly given: string;
    readonly config: string;
    readonly credentials?: string;
    readonly says: RegExp;
  }[] = [
    {
      given: 'profiles that name each other as source',
      config: `[profile dev]\n${roleArn('A')}source_profile = b\n[profile b]\n${roleArn('B')}source_profile = dev`,
      says: /^These profiles name each other as source_profile: "dev" → "b" → "dev"\.$/,
    },
    {
      given: 'a profile that names itself and has no keys',
      config: `[profile dev]\n${roleArn('A')}source_profile = dev`,
      says: /name each other as source_profile: "dev" → "dev"/,
    },
    {
      given: 'a source that is in neither file',
      config: `[profile dev]\n${roleArn('A')}source_profile = my lost`,
      says: /^Profile "dev" names the source_profile "my lost", which isn't in the AWS files\.$/,
    },
    {
      given: 'two kinds of source at once',
      config: `${base}[profile dev]\n${roleArn('A')}source_profile = base\ncredential_source = Environment`,
      says: /^Profile "dev" has both a source_profile and a credential_source\.$/,
    },
    {
      given: 'a role with keys of its own and no source',
      config: `[profile dev]\n${roleArn('A')}aws_access_key_id = AKIADEV\naws_secret_access_key = s`,
      says: /^Profile "dev" has a role_arn, but neither a source_profile nor a credential_source\.$/,
    },
    {
      given: 'a loop in which the first profile has keys',
      config: `[profile dev]\n${roleArn('A')}source_profile = b\naws_access_key_id = AKIADEV\naws_secret_access_key = s\n[profile b]\n${roleArn('B')}source_profile = dev`,
      says: /name each other as source_profile: "dev" → "b" → "dev"/,
    },
    {
      given: 'a loop in which the second profile has keys',
      config: `[profile dev]\n${roleArn('A')}source_profile = b\n[profile b]\n${roleArn('B')}source_profile = dev\naws_access_key_id = AKIADEV\naws_secret_access_key = s`,
      says: /name each other as source_profile: "dev" → "b" → "dev"/,
    },
    {
      given: 'SSO without a role',
      config: `${session}[profile dev]\nsso_session = corp\nsso_account_id = 111122223333`,
      says: /^Profile "dev" has no sso_role_name in .*config\.$/,
    },
    {
      given: 'a key without its secret',
      config: '[profile dev]\naws_access_key_id = AKIADEV',
      says: /^Profile "dev" has no aws_secret_access_key in .*config\.$/,
    },
    {
      given: 'a secret without its key in the credentials file',
      config: '[profile dev]\nregion = eu-west-1',
      credentials: '[dev]\naws_secret_access_key = s',
      says: /^Profile "dev" has no aws_access_key_id in .*credentials\.$/,
    },
    {
      given: 'a console sign-in without a name',
      config: '[profile dev]\nlogin_session =',
      says: /^Profile "dev" has no login_session in .*config\.$/,
    },
    {
      given: 'a profile that is in neither file',
      config: base,
      says: /^There is no profile "dev" in the AWS files\.$/,
    },
    {
      given: 'an sso-session that is not there',
      config: `[profile dev]\nsso_session = corp\n${ssoRole}`,
      says: /^Profile "dev" names the sso-session "corp", which isn't in the AWS config file\.$/,
    },
  ];
  for (const { given, says, ...files } of mistakes) {
    it(`given ${given}, fail with a message that says where`, async () => {
      world.aws.write(files);
      await assert.rejects(
        call(),
        (error: unknown) => isApiError(error) && error.reason === 'config' && says.test(error.message),
      );
      assert.deepEqual(world.sts.calls, []);
      assert.deepEqual(world.appstream.received, []);
    });
  }

  it('that are missing because of an ignored line fail with its number too', async () => {
    world.aws.write({ config: `${base}[profile dev]\n${roleArn('A')}region = eu-west-1\n  source_profile = base` });
    await assert.rejects(
      call(),
      (error: unknown) =>
        isApiError(error) && /config, line 7: the line is read as part of the setting above/.test(error.nextStep),
    );
  });
});
