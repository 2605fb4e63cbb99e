// Settings that are on or off. As in the AWS CLI, `true` in any case means on, everything else off, and the environment takes
// precedence over the profile. The JavaScript SDK only accepts lower case, and uses the default profile for some services.
import type { ConfigFiles } from './configFiles';
import type { Connection } from './connection';
import { settingsProfile } from './connection';

/** Which variant of a service's endpoints to use, as options of an SDK client. */
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

/** The variant for all services of a connection. The sandbox has no variants. */
export function variantOf(
  { profile, sandbox }: Pick<Connection, 'profile' | 'sandbox'>,
  files: Pick<ConfigFiles, 'profiles'>,
  env: NodeJS.ProcessEnv = process.env,
): EndpointVariant {
  const on = (flag: Flag): boolean => !sandbox && isOn(flag, profile, files, env);
  return { useFipsEndpoint: on('use_fips_endpoint'), useDualstackEndpoint: on('use_dualstack_endpoint') };
}
