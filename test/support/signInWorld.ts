// An AppStream and stand-ins for all services that return credentials, with an environment that uses only them.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

import type { DeviceCode, MfaQuestion, Prompts } from '../../src/aws/prompts';
import type { AwsEnvironment } from './awsEnvironment';
import { isolateAws } from './awsEnvironment';
import type { Answering, AwsServer } from './awsServer';
import { startAwsServer } from './awsServer';
import type { Metadata } from './metadataStandIn';
import { startMetadata } from './metadataStandIn';
import type { Sso, SsoOptions } from './ssoStandIn';
import { startSso } from './ssoStandIn';
import type { Sts, StsOptions } from './stsStandIn';
import { startSts } from './stsStandIn';

export interface SignInWorld {
  readonly aws: AwsEnvironment;
  readonly appstream: AwsServer;
  readonly sts: Sts;
  readonly sso: Sso;
  readonly metadata: Metadata;
  close(): Promise<void>;
}

export interface SignInWorldOptions {
  readonly appstream?: Answering;
  readonly sts?: StsOptions;
  readonly sso?: SsoOptions;
}

/** Starts all of them. There are no AWS files at first. */
export async function startSignInWorld(options: SignInWorldOptions = {}): Promise<SignInWorld> {
  const [appstream, sts, sso, metadata] = await Promise.all([
    startAwsServer(options.appstream),
    startSts(options.sts),
    startSso({ interval: 0, ...options.sso }),
    startMetadata(),
  ]);
  const aws = isolateAws();
  aws.set({
    AWS_ENDPOINT_URL_APPSTREAM: appstream.url,
    AWS_ENDPOINT_URL_STS: sts.url,
    AWS_ENDPOINT_URL_SSO: sso.url,
    AWS_ENDPOINT_URL_SSO_OIDC: sso.url,
  });
  return {
    ...{ aws, appstream, sts, sso, metadata },
    async close() {
      aws.restore();
      await Promise.all([appstream, sts, sso, metadata].map(server => server.close()));
    },
  };
}

/** Where the AWS CLI keeps a login's token. @param cacheKey the sso-session's name, or the start URL */
export function tokenFile(home: string, cacheKey: string): string {
  return path.join(home, '.aws/sso/cache', `${createHash('sha1').update(cacheKey).digest('hex')}.json`);
}

/** Writes a token as the AWS CLI does. @param seconds from now to its end */
export function writeToken(home: string, cacheKey: string, token: object, seconds = 3600): void {
  const file = tokenFile(home, cacheKey);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...token, expiresAt: new Date(Date.now() + seconds * 1000).toISOString() }));
}

/** A user who always gives the same answers, and records the questions. */
export interface User {
  readonly prompts: Prompts;
  readonly mfaQuestions: MfaQuestion[];
  readonly devices: DeviceCode[];
}

/**
 * @param code gives the MFA code
 * @param confirm does what the user does in the browser; `false` gives up instead
 */
export function userWho({
  code = () => undefined,
  confirm = () => false,
}: {
  readonly code?: () => string | undefined | Promise<string | undefined>;
  readonly confirm?: (device: DeviceCode) => boolean | Promise<boolean>;
}): User {
  const mfaQuestions: MfaQuestion[] = [];
  const devices: DeviceCode[] = [];
  return {
    mfaQuestions,
    devices,
    prompts: {
      async mfaCode(asked) {
        mfaQuestions.push(asked);
        return code();
      },
      async authorizeDevice(device, granted) {
        devices.push(device);
        if (!(await confirm(device))) return false;
        await granted(new AbortController().signal);
        return true;
      },
    },
  };
}
