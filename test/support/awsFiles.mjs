// Temporary AWS config and credentials files, so that tests and the demo never read the user's own.
import fs from 'node:fs';
import path from 'node:path';

import { temporaryFolder } from '../../tools/cleanup.mjs';

/**
 * @typedef {object} Profile
 * @property {string} [accessKeyId] with it, the profile has static keys
 * @property {string} [secretAccessKey] a dummy by default
 * @property {string} [sessionToken]
 * @property {string} [region]
 * @property {string} [endpointUrl] where its requests go, as a simulator's `url`
 * @property {Record<string, string>} [config] further lines of its section in the config file, as `{ role_arn: '…' }`
 */

/**
 * @typedef {object} AwsFiles
 * @property {string} configFile
 * @property {string} credentialsFile
 * @property {Record<string, string | undefined>} env for `startWorkbench({ env })` or `Object.assign(process.env, …)`: points the SDK
 *   at these files, and unsets (undefined) each AWS variable of this process
 * @property {(profiles: Record<string, Profile>) => void} write replaces both files, as a user would by editing them
 * @property {() => void} remove
 */

/**
 * Writes both files into a new temporary folder.
 *
 * @param {Record<string, Profile>} [profiles] by name; none makes two empty files
 * @returns {AwsFiles}
 */
export function awsFiles(profiles = {}) {
  const folder = temporaryFolder('appstream-explorer-aws-');
  const configFile = path.join(folder.path, 'config');
  const credentialsFile = path.join(folder.path, 'credentials');
  /** @param {Record<string, Profile>} profiles */
  const write = profiles => {
    fs.writeFileSync(
      configFile,
      sections(profiles, name => (name === 'default' ? name : `profile ${name}`), configLines),
    );
    fs.writeFileSync(
      credentialsFile,
      sections(profiles, name => name, credentialLines),
      { mode: 0o600 },
    );
  };
  write(profiles);
  return {
    configFile,
    credentialsFile,
    env: awsEnvironment(configFile, credentialsFile),
    write,
    remove: folder.remove,
  };
}

/**
 * @param {string} configFile
 * @param {string} credentialsFile
 * @returns {Record<string, string | undefined>}
 */
function awsEnvironment(configFile, credentialsFile) {
  const own = Object.keys(process.env).filter(name => name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own.map(name => [name, undefined])),
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_EC2_METADATA_DISABLED: 'true', // not even on a machine of AWS
  };
}

/** @param {Profile} profile @returns {Record<string, string | undefined>} */
const configLines = ({ region, endpointUrl, config }) => ({ region, endpoint_url: endpointUrl, ...config });

/** @param {Profile} profile @returns {Record<string, string | undefined>} */
const credentialLines = ({ accessKeyId, secretAccessKey = 'not-a-secret', sessionToken }) =>
  accessKeyId
    ? { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey, aws_session_token: sessionToken }
    : {};

/**
 * @param {Record<string, Profile>} profiles
 * @param {(name: string) => string} title
 * @param {(profile: Profile) => Record<string, string | undefined>} lines
 * @returns {string}
 */
function sections(profiles, title, lines) {
  return Object.entries(profiles)
    .map(([name, profile]) => {
      const entries = Object.entries(lines(profile)).filter(([, value]) => value !== undefined);
      return [`[${title(name)}]`, ...entries.map(([key, value]) => `${key} = ${value}`), ''].join('\n');
    })
    .join('\n');
}
