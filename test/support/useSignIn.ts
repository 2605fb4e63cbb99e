// Shared by tests of signing in: the services, a runtime with a user, and profiles that need a sign-in.
import type { Changed } from '../../src/api/core/types';
import type { ActingApi, Api, Runtime } from '../../src/api/types';
import { profileConnection } from '../../src/aws/connection';
import type { Prompts } from '../../src/aws/prompts';
import { runtimeUnderTest, unnamedActor } from './awsRuntime';
import { base, roleArn } from './profileTexts';
import type { SignInWorld, SignInWorldOptions, User } from './signInWorld';
import { startSignInWorld, userWho } from './signInWorld';

export const dev = profileConnection('dev', 'eu-west-1');
export const device = 'arn:aws:iam::111122223333:mfa/dev';
export const mfa = base + `[profile dev]\n${roleArn()}source_profile = base\nmfa_serial = ${device}\n`;
export const ssoProfile = (name: string, account = '111122223333'): string =>
  `[profile ${name}]\nsso_session = corp\nsso_account_id = ${account}\nsso_role_name = Admin\n`;
export const legacy =
  '[profile dev]\nsso_region = eu-west-1\nsso_start_url = https://corp.test/start\nsso_account_id = 111122223333\nsso_role_name = Admin\n';

/** A user who confirms the sign-in in the browser as soon as asked to. */
export const confirming = (sso: SignInWorld['sso']): User =>
  userWho({
    confirm() {
      sso.approve();
      return true;
    },
  });

/** Helpers for the tests of a `describe`. Whatever a test starts ends with the test. */
export function useSignIn() {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function start(options: SignInWorldOptions & { config: string }): Promise<SignInWorld> {
    const world = await startSignInWorld(options);
    ends.push(() => world.close());
    world.aws.write(options);
    return world;
  }

  function runtimeOf({ prompts }: { readonly prompts: Prompts }): { runtime: Runtime; changed: Changed[] } {
    const changed: Changed[] = [];
    const { runtime } = runtimeUnderTest({}, { prompts, changed: what => void changed.push(what) });
    ends.push(() => runtime.dispose());
    return { runtime, changed };
  }

  /** Moves this process's clock forward. */
  function passTime(seconds: number): void {
    const { now } = Date;
    Date.now = () => now() + seconds * 1000;
    ends.push(() => (Date.now = now));
  }

  const open = (runtime: Runtime, profile = 'dev', region = 'eu-west-1'): Api =>
    runtime.open(profileConnection(profile, region));
  const acting = async (runtime: Runtime): Promise<ActingApi> => {
    return runtime.open(dev, await unnamedActor(runtime, dev));
  };
  const list = (runtime: Runtime, profile?: string, region?: string): Promise<unknown> =>
    open(runtime, profile, region).call('DescribeFleets', {});

  return { start, runtimeOf, passTime, open, acting, list, ends };
}
