// Calls as commands for a shell (sh and those like it).
import type { SignedRequest } from '../api/types';
import type { Connection } from '../aws/connection';
import { environmentProfile } from '../aws/connection';
import type { Call } from './calls';

/** The AWS CLI command that makes a call: `aws appstream describe-fleets --profile 'prod' --region eu-west-1`. */
export function cliCommand({ operation, input }: Call, { profile, region, sandbox }: Connection): string {
  const name = operation
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  return [
    // The sandbox tells its accounts apart by the key; the secret is nobody's.
    ...(sandbox ? [`AWS_ACCESS_KEY_ID=${quoted(sandbox.accessKeyId)}`, 'AWS_SECRET_ACCESS_KEY=sandbox'] : []),
    `aws appstream ${name}`,
    ...(sandbox || profile === environmentProfile ? [] : [`--profile ${quoted(profile)}`]),
    `--region ${region}`,
    ...(sandbox ? [`--endpoint-url ${quoted(sandbox.endpoint)}`] : []),
    ...(Object.keys(input).length ? [`--cli-input-json ${quoted(JSON.stringify(input))}`] : []),
  ].join(' ');
}

/** The curl command that makes a signed request, on any computer. */
export function curlCommand({ url, headers, body }: SignedRequest): string {
  return [
    `curl --request POST ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(body)}`,
  ].join(' ');
}

/** A text as one word of a shell's command. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
