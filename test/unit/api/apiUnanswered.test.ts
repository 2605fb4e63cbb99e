// Calls that nobody answers, or that can't be made at all, as the user is told of them.
import * as assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import * as net from 'node:net';

import { appstream } from '../../../src/api/appstream/service';
import { fromSdk } from '../../../src/api/core/sdkErrors';
import { profileConnection } from '../../../src/aws/connection';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { runtimeUnderTest, sandboxConnection } from '../../support/awsRuntime';
import { startAwsServer } from '../../support/awsServer';
import type { Expected } from '../../support/checkError';
import { checkError } from '../../support/checkError';
import { failure } from '../../support/failure';

describe('a call that gets no answer', () => {
  it('given a refused connection, is a network error', async () => {
    const server = await startAwsServer();
    await server.close();
    const { runtime } = runtimeUnderTest();
    const thrown = await failure(runtime.open(sandboxConnection(server.url)).call('DescribeFleets', {}));
    checkError(thrown, {
      reason: 'network',
      code: 'ECONNREFUSED',
      retryable: true,
      message: /refused the connection/,
      next: /Open the sandbox again/,
    });
    runtime.dispose();
  });

  it('given something that does not speak TLS, is a network error about certificates', async () => {
    const server = net.createServer(socket =>
      socket.once('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { runtime } = runtimeUnderTest();
    const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const thrown = await failure(runtime.open(sandboxConnection(endpoint)).call('DescribeFleets', {}));
    checkError(thrown, {
      reason: 'network',
      retryable: true,
      message: /Can't connect securely/,
      next: /supports HTTPS/,
    });
    runtime.dispose();
    server.close();
  });

  it('given something that does not speak HTTP, is an answer that is not understood', async () => {
    const server = net.createServer(socket => socket.once('error', () => undefined).end('220 mail.test ESMTP\r\n'));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { runtime } = runtimeUnderTest();
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const thrown = await failure(runtime.open(sandboxConnection(endpoint)).call('DescribeFleets', {}));
    checkError(thrown, {
      reason: 'malformed',
      retryable: true,
      message: /to DescribeFleets isn't HTTP\.$/,
      next: /no proxy intercepts the request/,
    });
    runtime.dispose();
    server.close();
  });

  const attempted = (region: string, endpoint?: string, signingIn = false) => ({
    connection: profileConnection('dev', region),
    service: appstream,
    operation: 'DescribeFleets',
    input: {},
    requestTimeout: 30_000,
    connectTimeout: 10_000,
    signingIn,
    cancelled: false,
    endpoint,
  });
  const node = (code: string, message = ''): Error => Object.assign(new Error(message), { code });
  const provider = (name: string, message: string): Error => Object.assign(new Error(message), { name });

  // Errors that only the outside world or a sign-in service makes, as Node and the SDK throw them.
  interface Case extends Expected {
    readonly given: string;
    readonly thrown: unknown;
    readonly region?: string;
    readonly endpoint?: string;
    readonly signingIn?: true;
  }
  const cases: readonly Case[] = [
    {
      given: 'an unknown host in an unknown Region',
      thrown: node('ENOTFOUND'),
      region: 'mx-central-1',
      reason: 'network',
      retryable: true,
      message: /^AppStream isn't known to be available in mx-central-1\.$/,
      next: /name of the Region/,
    },
    {
      given: 'an unknown host in a known Region',
      thrown: node('ENOTFOUND'),
      reason: 'network',
      retryable: true,
      message: /Can't find the host of AppStream in eu-west-1/,
      next: /your network and proxy/,
    },
    {
      given: 'an unknown host of an endpoint',
      thrown: node('ENOTFOUND'),
      endpoint: 'http://user:pw@nowhere.test/x',
      reason: 'network',
      retryable: true,
      message: /Can't find the host of nowhere\.test/,
      next: /endpoint URL of profile "dev"/,
    },
    {
      given: 'a certificate of an unknown issuer',
      thrown: node('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'),
      reason: 'network',
      retryable: true,
      message: /self-signed/,
      next: /ca_bundle of profile "dev" or AWS_CA_BUNDLE to a file with the issuer's certificate, or have this computer trust it/,
    },
    {
      given: 'a certificate of an unknown issuer, with advice on how to start Node',
      thrown: node(
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'unable to verify; if the root CA is installed locally, try running Node.js with --use-system-ca',
      ),
      reason: 'network',
      retryable: true,
      message: /^Can't connect securely to AppStream in eu-west-1: unable to verify$/,
      next: /have this computer trust it/,
    },
    {
      given: 'a certificate that is over',
      thrown: node('CERT_HAS_EXPIRED', 'certificate has expired'),
      reason: 'network',
      retryable: true,
      message: /certificate has expired/,
      next: /clock/,
    },
    {
      given: "another host's certificate",
      thrown: node('ERR_TLS_CERT_ALTNAME_INVALID', "Host: a.test. is not in the cert's altnames: DNS:b.test"),
      endpoint: 'https://a.test',
      reason: 'network',
      retryable: true,
      message: /Can't connect securely to a\.test/,
      next: /for another host.*endpoint URL of profile "dev"/,
    },
    {
      given: 'a certificate whose names are a link',
      thrown: node('ERR_TLS_CERT_ALTNAME_INVALID', 'altnames: DNS:[Sign in](command:workbench.action.quit)'),
      reason: 'network',
      retryable: true,
      message: /: altnames: DNS:\[Sign in\] \(command:/,
      next: /for another host/,
    },
    ...(
      [
        [
          'EPROTO',
          'write EPROTO C0D71:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl3_record.c:355:\n',
          "the host doesn't use TLS",
          /supports HTTPS\.$/,
        ],
        [
          'ERR_SSL_WRONG_VERSION_NUMBER',
          'error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER',
          "the host doesn't use TLS",
          /supports HTTPS\.$/,
        ],
        [
          'ERR_SSL_CERTIFICATE_VERIFY_FAILED',
          'C0:error:0A000086:SSL routines:tls_post_process_server_certificate:certificate verify failed:statem.c:1889:',
          "this computer doesn't trust its certificate",
          /ca_bundle of profile "dev"/,
        ],
        [
          'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
          'C0:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:rec_layer_s3.c:1590:',
          'this computer and the host have no TLS version or cipher in common',
          /ask your network administrator\.$/,
        ],
        [
          'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
          'C0:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:rec_layer_s3.c:1590:',
          'the host requires a client certificate',
          /ask your network administrator\.$/,
        ],
        [
          'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
          'C0:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:rec_layer_s3.c:1590:',
          'the TLS handshake failed',
          /ask your network administrator\.$/,
        ],
      ] as const
    ).map(([code, message, words, next]): Case => ({
      given: `what OpenSSL calls ${code}`,
      thrown: node(code, message),
      reason: 'network',
      code,
      retryable: true,
      message: new RegExp(`^Can't connect securely to AppStream in eu-west-1: ${words}\\.$`),
      next,
    })),
    {
      given: 'an answer that is not HTTP',
      thrown: node('HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/'),
      endpoint: 'https://a.test',
      reason: 'malformed',
      code: 'HPE_INVALID_CONSTANT',
      retryable: true,
      message: /^The response from a\.test to DescribeFleets isn't HTTP\.$/,
      next: /^Check that the endpoint belongs to AppStream and that no proxy intercepts the request\.$/,
    },
    {
      given: 'a proxy that is not there',
      thrown: new Error('Failed to establish a socket connection to proxies: PROXY <credentials>@proxy.test:3128'),
      reason: 'network',
      code: 'ProxyUnreachable',
      retryable: true,
      message: /^Can't reach the proxy proxy\.test:3128 to connect to AppStream in eu-west-1\.$/,
      next: /http\.proxy setting and the environment variable HTTPS_PROXY/,
    },
    {
      given: 'the same from a VS Code that repeats the password',
      thrown: new Error('Failed to establish a socket connection to proxies: PROXY ann:p@ss@proxy.test:3128'),
      reason: 'network',
      code: 'ProxyUnreachable',
      retryable: true,
      message: /^Can't reach the proxy proxy\.test:3128 to connect/,
      next: /http\.proxy/,
    },
    {
      given: 'no connection in time',
      thrown: provider('TimeoutError', 'the request socket did not establish a connection with the server in 10000 ms'),
      reason: 'timeout',
      retryable: true,
      message: /^Couldn't connect to AppStream in eu-west-1 within 10 seconds\.$/,
      next: /appstream\.connectTimeout/,
    },
    {
      given: 'nobody at the service that gives out credentials',
      thrown: node('ECONNREFUSED'),
      endpoint: 'https://appstream.test',
      signingIn: true,
      reason: 'network',
      retryable: true,
      message: /^AWS's sign-in service refused the connection\.$/,
      next: /^Check your network and proxy/,
    },
    {
      given: 'addresses that all refuse',
      thrown: Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
      reason: 'network',
      code: 'ECONNREFUSED',
      retryable: true,
      message: /AppStream in eu-west-1 refused/,
      next: /network/,
    },
    ...[
      { endpoint: undefined, side: 'AWS' },
      { endpoint: 'https://vpce-1.appstream.eu-west-1.vpce.amazonaws.com/', side: 'AWS' },
      { endpoint: 'http://user:pw@localstack.test:4566/x', side: 'localstack.test:4566' },
    ].flatMap(({ endpoint, side }): Case[] => {
      const where = { ...(endpoint !== undefined && { endpoint }), retryable: true };
      return [
        {
          given: `a fault of the service at ${side}`,
          thrown: Object.assign(provider('InternalFailure', 'Words.'), { $metadata: { httpStatusCode: 500 } }),
          ...where,
          reason: 'service',
          next: new RegExp(`^The error comes from ${side}\\. Retry later\\.$`),
        },
        {
          given: `throttling at ${side}`,
          thrown: provider('ThrottlingException', 'Rate exceeded'),
          ...where,
          reason: 'throttled',
          next: new RegExp(
            side === 'AWS' ? 'AWS is limiting the request rate' : `The request rate is limited by ${side}`,
          ),
        },
      ];
    }),
    {
      given: 'an SSO session that is over',
      thrown: provider(
        'CredentialsProviderError',
        'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
      ),
      reason: 'expired',
      retryable: false,
      next: /^Run: aws sso login --profile dev$/,
    },
    {
      given: 'an SSO token that is over',
      thrown: provider('TokenProviderError', 'Token is expired.'),
      reason: 'expired',
      retryable: false,
      next: /aws sso login --profile dev/,
    },
    {
      given: 'a profile that wants MFA',
      thrown: provider(
        'CredentialsProviderError',
        'Profile dev requires multi-factor authentication, but no MFA code callback was provided.',
      ),
      reason: 'credentials',
      retryable: false,
      next: /MFA/,
    },
    {
      given: 'a profile without credentials',
      thrown: provider('CredentialsProviderError', 'Could not resolve credentials using profile: [dev]'),
      reason: 'credentials',
      retryable: false,
      next: /Check the credentials of profile "dev"/,
    },
    {
      given: 'a credential_process that fails, with what it printed',
      thrown: provider('CredentialsProviderError', 'Command failed: get-keys --password canary\ncanary is wrong\n'),
      reason: 'credentials',
      retryable: false,
      message: /^The credential_process of profile "dev" failed\.$/,
      next: /in a terminal/,
    },
    {
      given: 'something that is no error at all',
      thrown: undefined,
      reason: 'malformed',
      retryable: true,
      next: /./,
    },
  ];
  for (const { given, thrown, region = 'eu-west-1', endpoint, signingIn, ...expected } of cases) {
    it(`given ${given}, is ${expected.reason} and says what to do`, () =>
      checkError(fromSdk(thrown, attempted(region, endpoint, signingIn)), expected));
  }
});

describe('a call that the AWS files make impossible', () => {
  let aws: AwsEnvironment;
  beforeEach(() => (aws = isolateAws()));
  afterEach(() => aws.restore());

  const cases: { given: string; config?: string; region?: string; message: RegExp; next: RegExp }[] = [
    { given: 'no such profile', message: /no profile "dev"/, next: /Correct the AWS config file/ },
    {
      given: 'its header is broken',
      config: '[profile dev\nregion = x',
      message: /no profile "dev"/,
      next: /line 1: the section header isn't closed/,
    },
    {
      given: 'no Region',
      config: '[profile dev]\nregion = x',
      region: '',
      message: /No Region is chosen/,
      next: /Choose a Region/,
    },
    {
      given: 'an impossible Region',
      config: '[profile dev]\nregion = x',
      region: 'Ireland',
      message: /"Ireland" is not the name of a Region/,
      next: /another Region/,
    },
    {
      given: 'a broken endpoint',
      config: '[profile dev]\nendpoint_url = localhost',
      message: /not an http or https URL/,
      next: /Correct the AWS config file/,
    },
  ];
  for (const { given, config, region = 'eu-west-1', message, next } of cases) {
    it(`given ${given}, is a config error with an explanation`, async () => {
      aws.write({ ...(config !== undefined && { config }) });
      const { runtime } = runtimeUnderTest();
      const thrown = await failure(runtime.open(profileConnection('dev', region)).call('DescribeFleets', {}));
      checkError(thrown, { reason: 'config', retryable: false, message, next });
      assert.equal(thrown.operation, 'DescribeFleets');
      runtime.dispose();
    });
  }
});
