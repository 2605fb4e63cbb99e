// Clients of AWS that speak to a simulator, each in its own way. All tell what came back in the same form.
import * as assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as os from 'node:os';
import * as path from 'node:path';
import * as readline from 'node:readline';
import { promisify } from 'node:util';

import * as sdk from '@aws-sdk/client-appstream';
import { AwsJson1_1Protocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { cbor } from '@smithy/core/cbor';

import { findRoot } from '../../../tools/root.mjs';

/** What came back, with times in epoch seconds. */
export type Outcome =
  | { readonly output: unknown }
  | { readonly error: { readonly type: string; readonly message: string; readonly status: number } };

export interface Client {
  call(operation: string, input: object): Promise<Outcome>;
  close(): void;
}

export interface ClientKind {
  readonly name: string;
  /** Whether it is installed here. */
  readonly isHere: () => boolean;
  readonly open: (url: string) => Client;
}

const credentials = { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' };
const region = 'eu-west-1';
const target = 'PhotonAdminProxyService';
const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20261124/${region}/appstream/aws4_request, SignedHeaders=host, Signature=00ff`;

/** A member's value as all clients tell it: times in epoch seconds, and nothing that is absent. */
function plain(value: unknown, name = ''): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (/(Time|Date)$/.test(name) && typeof value === 'string') return Date.parse(value) / 1000;
  if (Array.isArray(value)) return value.map(item => plain(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plain(item, key)]),
  );
}

type Protocol = NonNullable<sdk.AppStreamClientConfig['protocol']>;

function javascript(name: string, protocol: Protocol): ClientKind {
  return {
    name: `the AWS SDK for JavaScript in ${name}`,
    isHere: () => true,
    open(endpoint) {
      const client = new sdk.AppStreamClient({ endpoint, region, credentials, maxAttempts: 1, protocol });
      return {
        async call(operation, input) {
          const commands = sdk as unknown as Record<string, new (input: object) => sdk.DescribeFleetsCommand>;
          const Command = commands[`${operation}Command`] ?? assert.fail(`The SDK has no ${operation}`);
          try {
            const { $metadata, ...output } = await client.send(new Command(input));
            assert.match($metadata.requestId ?? '', /^[0-9a-f-]{36}$/);
            return { output: plain(output) };
          } catch (error) {
            assert.ok(error instanceof sdk.AppStreamServiceException, String(error));
            const status = error.$metadata.httpStatusCode ?? 0;
            return { error: { type: error.name, message: error.message, status } };
          }
        },
        close: () => client.destroy(),
      };
    },
  };
}

/** Requests that this file makes itself, and reads with the codec alone. */
const raw: readonly ClientKind[] = [
  {
    name: 'a bare HTTP client in AWS JSON 1.1',
    isHere: () => true,
    open: url => ({
      async call(operation, input) {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            authorization,
            ...{ 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${target}.${operation}` },
          },
          body: JSON.stringify(input),
        });
        assert.equal(response.headers.get('content-type'), 'application/x-amz-json-1.1');
        return told(response.status, (await response.json()) as Record<string, unknown>);
      },
      close() {},
    }),
  },
  {
    name: 'a bare HTTP client in Smithy RPC v2 CBOR',
    isHere: () => true,
    open: url => ({
      async call(operation, input) {
        const response = await fetch(`${url}/service/${target}/operation/${operation}`, {
          method: 'POST',
          headers: {
            authorization,
            ...{ 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor', accept: 'application/cbor' },
          },
          body: new Uint8Array(cbor.serialize(input)),
        });
        assert.equal(response.headers.get('content-type'), 'application/cbor');
        assert.equal(response.headers.get('smithy-protocol'), 'rpc-v2-cbor');
        const body = untagged(cbor.deserialize(new Uint8Array(await response.arrayBuffer())));
        return told(response.status, body as Record<string, unknown>);
      },
      close() {},
    }),
  },
];

function told(status: number, body: Record<string, unknown>): Outcome {
  if (status === 200) return { output: body };
  const { __type, message = body['Message'] } = body;
  return { error: { type: String(__type), message: String(message), status } };
}

function untagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untagged);
  if (typeof value !== 'object' || value === null) return value;
  if ('tag' in value && 'value' in value) {
    assert.equal(value.tag, 1, 'a time has the tag of epoch seconds');
    return value.value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, untagged(item)]));
}

/** What AWS's programs read from their surroundings. They must not find the files of whoever runs the tests. */
const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_DEFAULT_REGION: region,
  AWS_CONFIG_FILE: os.devNull,
  AWS_SHARED_CREDENTIALS_FILE: os.devNull,
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
};

/** @param protocol as botocore names it. The service's model names JSON alone, so the program changes what is loaded */
function python(name: string, protocol: 'json' | 'smithy-rpc-v2-cbor'): ClientKind {
  const program = path.join(findRoot(), 'test', 'simulator', 'clients', 'boto.py');
  return {
    name: `boto3 in ${name}`,
    isHere: () =>
      spawnSync('python3', ['-c', `from botocore.parsers import PROTOCOL_PARSERS; PROTOCOL_PARSERS['${protocol}']`])
        .status === 0,
    open(url) {
      const child: ChildProcess = spawn('python3', [program, url, protocol], {
        env: environment,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const lines = readline.createInterface({ input: child.stdout ?? assert.fail() });
      return {
        async call(operation, input) {
          child.stdin?.write(`${JSON.stringify({ operation, input })}\n`);
          const [line] = (await once(lines, 'line')) as [string];
          return JSON.parse(line) as Outcome;
        },
        close: () => void child.kill(),
      };
    },
  };
}

const commandLine: ClientKind = {
  name: 'the AWS CLI',
  isHere: () => spawnSync('aws', ['--version']).status === 0,
  open: url => ({
    async call(operation, input) {
      const command = operation.replace(/(?!^)[A-Z]/g, letter => `-${letter}`).toLowerCase();
      const args = [
        'appstream',
        command,
        '--no-paginate',
        '--output',
        'json',
        '--cli-input-json',
        JSON.stringify(input),
      ];
      try {
        const { stdout } = await promisify(execFile)('aws', [...args, '--endpoint-url', url], { env: environment });
        return { output: plain(stdout.trim() ? JSON.parse(stdout) : {}) };
      } catch (error) {
        // The CLI does not tell the status.
        const { stderr = '' } = error as { stderr?: string };
        const [, type, message] =
          /An error occurred \((\w+)\) when calling the \w+ operation: (.*)/.exec(stderr) ?? assert.fail(stderr);
        return { error: { type: type ?? '', message: message ?? '', status: 400 } };
      }
    },
    close() {},
  }),
};

export const clientKinds: readonly ClientKind[] = [
  ...raw,
  javascript('AWS JSON 1.1', AwsJson1_1Protocol),
  javascript('Smithy RPC v2 CBOR', AwsSmithyRpcV2CborProtocol),
  python('AWS JSON 1.1', 'json'),
  python('Smithy RPC v2 CBOR', 'smithy-rpc-v2-cbor'),
  commandLine,
];
