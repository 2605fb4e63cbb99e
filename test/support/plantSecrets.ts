// Puts a secret of each kind into the files, the environment and the services of one user.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { temporaryFolder } from '../../tools/cleanup.mjs';
import { type AwsFiles, awsFiles } from './awsFiles.mjs';
import { startMetadata } from './metadataStandIn';
import { startProxy } from './proxy';
import { type Sso, startSso } from './ssoStandIn';
import type { Issue, Keys } from './standIn';
import { startSts } from './stsStandIn';

export const region = 'eu-west-1';

/** A secret that no pattern for secrets matches. */
export const canary = (of: string): string => `canary${of}9f3Zq`;

/** Keys whose secrets are canaries. */
const keysOf = (of: string): Keys => ({
  accessKeyId: `ASIA${of.toUpperCase()}`,
  secretAccessKey: canary(`${of}Secret`),
  sessionToken: canary(`${of}Token`),
});
const issue: Issue = ({ role }) => keysOf(role);
export const secretsOf = (of: string): string[] => [canary(`${of}Secret`), canary(`${of}Token`)];

export const passwords = { proxy: canary('Proxy'), endpoint: canary('Endpoint'), directory: canary('Directory') };
export const printed = { stdout: canary('Stdout'), stderr: canary('Stderr') };
const webToken = canary('WebIdentity');
export const mfaCode = '739156';

/** A profile with one of the ways to get credentials. */
export interface Source {
  readonly kind: string;
  readonly profile: string;
  /** The access key that signs requests to AppStream. */
  readonly accessKeyId: string;
  readonly secrets: readonly string[];
}

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
export const sources: readonly Source[] = [
  { kind: 'static keys', profile: 'static', accessKeyId: 'ASIASTATIC', secrets: [canary('staticSecret')] },
  { kind: 'session token', profile: 'session', accessKeyId: 'ASIASESSION', secrets: secretsOf('session') },
  { kind: 'environment', profile: '(environment)', accessKeyId: 'ASIAENV', secrets: secretsOf('env') },
  { kind: 'credential_process', profile: 'process', accessKeyId: 'ASIAPROCESS', secrets: secretsOf('process') },
  { kind: 'SSO: keys of the role', profile: 'sso', accessKeyId: 'ASIAADMIN', secrets: secretsOf('Admin') },
  { kind: 'role: keys', profile: 'role', accessKeyId: 'ASIAASSUMED', secrets: secretsOf('Assumed') },
  {
    kind: 'web identity: keys and token',
    profile: 'web',
    accessKeyId: 'ASIAWEB',
    secrets: [...secretsOf('Web'), webToken],
  },
  {
    kind: 'container: keys and authorization',
    profile: 'container',
    accessKeyId: 'ASIABYCONTAINER',
    secrets: [...secretsOf('ByContainer'), ...secretsOf('ContainerRole'), 'container-authorization-token'],
  },
  {
    kind: 'instance metadata: keys and token',
    profile: 'instance',
    accessKeyId: 'ASIABYINSTANCE',
    secrets: [...secretsOf('ByInstance'), ...secretsOf('InstanceRole'), 'instance-metadata-token'],
  },
  { kind: 'password in an endpoint', profile: 'endpoint', accessKeyId: 'ASIAENDPOINT', secrets: [passwords.endpoint] },
];

/** Profiles without working credentials, with a secret that the error message could repeat. */
export const broken = [
  {
    given: 'a credential_process prints when it fails',
    profile: 'process-fails',
    label: "Can't list Fleets: Not signed in",
  },
  { given: 'a credential_process prints', profile: 'process-prints', label: "Can't list Fleets: Not signed in" },
  { given: 'a proxy does not accept', profile: 'proxied', label: "Can't list Fleets: Can't connect" },
] as const;

/** A home folder and AWS files with a secret of each kind, and the services that they are for. */
export interface Planted {
  readonly simulator: Simulator;
  readonly aws: AwsFiles;
  readonly home: string;
  /** The profiles that the view shows. */
  readonly profiles: readonly string[];
  /** The environment of the workbench. */
  readonly env: Readonly<Record<string, string>>;
  readonly ssoTokens: readonly string[];
  /** The user's own files: a secret there is not a leak. */
  readonly files: readonly string[];
  close(): Promise<void>;
}

/** Starts the services, and writes the files. */
export async function plantSecrets(): Promise<Planted> {
  const home = temporaryFolder('appstream-home-');
  const files: string[] = [];
  const [simulator, sts, sso, metadata] = await Promise.all([
    startSimulator({ speed: 500 }),
    startSts({ issue, mfaCode }),
    startSso({ issue }),
    startMetadata({ issue }),
  ]);
  const proxy = await startProxy({ to: 0, credentials: 'ann:another' });
  const plant = (name: string, text: string): string => {
    const file = path.join(home.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o600 });
    files.push(file);
    return file;
  };
  const ssoTokens = plantSsoToken(sso, plant);
  const aws = writeAwsFiles(simulator.url, plant);
  const { accessKeyId, secretAccessKey, sessionToken } = keysOf('env');
  return {
    ...{ simulator, aws, home: home.path, ssoTokens, files },
    profiles: [...sources.map(({ profile }) => profile), ...broken.map(({ profile }) => profile), 'mfa'],
    env: {
      HOME: home.path,
      USERPROFILE: home.path,
      AWS_ENDPOINT_URL_STS: sts.url,
      AWS_ENDPOINT_URL_SSO: sso.url,
      AWS_ENDPOINT_URL_SSO_OIDC: sso.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      HTTPS_PROXY: `http://ann:${passwords.proxy}@127.0.0.1:${proxy.port}`,
      ...metadata.instance,
      ...metadata.container,
    },
    async close() {
      for (const server of [simulator, sts, sso, metadata, proxy]) await server.close();
      aws.remove();
      home.remove();
    },
  };
}

/** Writes a file into the home folder. @returns its path */
type Plant = (name: string, text: string) => string;

/** Signs a user in to IAM Identity Center. @returns the secrets of that */
function plantSsoToken(sso: Sso, plant: Plant): string[] {
  const { accessToken, refreshToken } = sso.makeToken();
  const clientSecret = canary('SsoClient');
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const cache = `.aws/sso/cache/${crypto.createHash('sha1').update('corp').digest('hex')}.json`;
  plant(cache, JSON.stringify({ accessToken, refreshToken, clientSecret, expiresAt }));
  return [accessToken, refreshToken, clientSecret];
}

function writeAwsFiles(endpointUrl: string, plant: Plant): AwsFiles {
  const script = (name: string, code: string): string => `"${process.execPath}" "${plant(name, code)}"`;
  const processKeys = keysOf('process');
  const output = {
    Version: 1,
    AccessKeyId: processKeys.accessKeyId,
    SecretAccessKey: processKeys.secretAccessKey,
    SessionToken: processKeys.sessionToken,
  };
  const profile = (config: Record<string, string>) => ({ region, endpointUrl, config });
  const files = awsFiles({
    static: { accessKeyId: 'ASIASTATIC', secretAccessKey: canary('staticSecret'), region, endpointUrl },
    session: { ...keysOf('session'), region, endpointUrl },
    process: profile({ credential_process: script('process.js', `console.log('${JSON.stringify(output)}')`) }),
    'process-fails': profile({
      credential_process: script('fails.js', `console.error('${printed.stderr}'); process.exit(1)`),
    }),
    'process-prints': profile({ credential_process: script('prints.js', `console.log('{"a": ${printed.stdout}')`) }),
    sso: profile({ sso_session: 'corp', sso_account_id: '111122223333', sso_role_name: 'Admin' }),
    role: profile({ role_arn: role('Assumed'), source_profile: 'static' }),
    mfa: profile({
      role_arn: role('WithMfa'),
      source_profile: 'static',
      mfa_serial: 'arn:aws:iam::111122223333:mfa/ann',
    }),
    web: profile({ role_arn: role('Web'), web_identity_token_file: plant('web-token', webToken) }),
    container: profile({ role_arn: role('ByContainer'), credential_source: 'EcsContainer' }),
    instance: profile({ role_arn: role('ByInstance'), credential_source: 'Ec2InstanceMetadata' }),
    proxied: { accessKeyId: 'ASIAPROXIED', region, endpointUrl: 'https://appstream.test' },
    endpoint: {
      accessKeyId: 'ASIAENDPOINT',
      region,
      endpointUrl: endpointUrl.replace('//', `//ann:${passwords.endpoint}@`),
    },
  });
  fs.appendFileSync(
    files.configFile,
    `\n[default]\nendpoint_url = ${endpointUrl}\n[sso-session corp]\nsso_region = ${region}\nsso_start_url = https://corp.test/start\n`,
  );
  return files;
}
