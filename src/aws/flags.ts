// What is either on or off: true in any case is on, all else is off, and the environment counts before the profile, as for
// the AWS CLI. The JavaScript SDK knows lower case alone, and looks at the default profile for some services.
import type { ConfigFiles } from './configFiles';
import type { Connection } from './connection';
import { settingsProfile } from './connection';

/** Which of a service's endpoints are asked, as an SDK client takes it. */
export interface EndpointVariant {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
}

type Flag = 'use_fips_endpoint' | 'use_dualstack_endpoint' | 'ignore_configured_endpoint_urls';

/** Whether a setting is on for a profile. */
export function isOn(
  flag: Flag,
  profile: string,
  { profiles }: Pick<ConfigFiles, 'profiles'>,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  const written = env[`AWS_${flag.toUpperCase()}`] ?? profiles.get(settingsProfile(profile))?.[flag];
  return written?.toLowerCase() === 'true';
}

/** The variant for all services that are asked for a connection; the sandbox has one alone. */
export function variantOf(
  { profile, sandbox }: Pick<Connection, 'profile' | 'sandbox'>,
  files: Pick<ConfigFiles, 'profiles'>,
  env: NodeJS.ProcessEnv = process.env,
): EndpointVariant {
  const on = (flag: Flag): boolean => !sandbox && isOn(flag, profile, files, env);
  return { useFipsEndpoint: on('use_fips_endpoint'), useDualstackEndpoint: on('use_dualstack_endpoint') };
}
