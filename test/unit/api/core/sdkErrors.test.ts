// How a thrown value becomes an ApiError: what it is called, what it says, and what it keeps to itself.
import * as assert from 'node:assert/strict';

import { appstream } from '../../../../src/api/appstream/service';
import { ApiError } from '../../../../src/api/core/errors';
import type { SdkError } from '../../../../src/api/core/reasons';
import type { RequestContext } from '../../../../src/api/core/sdkErrors';
import { attemptsOf, fromSdk } from '../../../../src/api/core/sdkErrors';
import { profileConnection } from '../../../../src/aws/connection';
import type { FailedAt } from '../../../../src/aws/failedAt';
import { loaderName } from '../../../../src/aws/iniText';
import { sandboxConnection } from '../../../support/awsRuntime';

const context = (more: Partial<RequestContext> = {}): RequestContext => ({
  connection: profileConnection('dev', 'eu-west-1'),
  service: appstream,
  operation: 'StartFleet',
  input: { Name: 'dev' },
  requestTimeout: 30_000,
  connectTimeout: 10_000,
  signingIn: false,
  cancelled: false,
  ...more,
});
const sts: FailedAt = { service: 'sts', host: 'a.test', profile: 'base' };
const status = (httpStatusCode: number): Pick<SdkError, '$metadata'> => ({ $metadata: { httpStatusCode } });
const html = { $response: { headers: { 'content-type': 'text/html' } } };
const region = (id: string): Partial<RequestContext> => ({ connection: profileConnection('dev', id) });
const local: Partial<RequestContext> = { endpoint: 'http://ann:pw@local.test:4566/x' };
const noProxy = (proxy: string): SdkError => ({
  message: `Failed to establish a socket connection to proxies: ${proxy}`,
});

/** The facts of an error that are known. */
const known = (error: ApiError): object =>
  Object.fromEntries(Object.entries(error).filter(([, value]) => value !== undefined));

describe('The message of an error', () => {
  const table: readonly (readonly [
    given: string,
    error: SdkError,
    context: Partial<RequestContext>,
    message: string,
  ])[] = [
    [
      'what the service says',
      { name: 'ResourceInUseException', message: ' It runs. ', ...status(400) },
      {},
      'It runs.',
    ],
    ['a cancellation', { message: 'aborted' }, { cancelled: true }, 'StartFleet was cancelled.'],
    [
      'no connection in time',
      { name: 'TimeoutError', message: 'the socket did not establish a connection' },
      {},
      "Couldn't connect to AppStream in eu-west-1 within 10 seconds.",
    ],
    [
      'no answer in time',
      { name: 'TimeoutError' },
      {},
      "AppStream in eu-west-1 didn't respond to StartFleet within 30 seconds.",
    ],
    [
      'no answer of AWS STS in time',
      { name: 'TimeoutError', at: sts },
      {},
      "AWS STS (a.test) didn't respond within 30 seconds.",
    ],
    ['no HTTP', { code: 'HPE_INVALID_CONSTANT' }, local, "The response from local.test:4566 to StartFleet isn't HTTP."],
    [
      'no HTTP from AWS STS',
      { code: 'HPE_INVALID_CONSTANT', at: sts },
      {},
      "The response from AWS STS (a.test) isn't HTTP.",
    ],
    [
      'an answer without a member',
      { name: 'IncompleteAnswer', message: 'Fleet.Name', ...status(200) },
      {},
      'The response from AppStream in eu-west-1 to StartFleet is missing Fleet.Name.',
    ],
    [
      'an address that is not safe',
      { name: 'UnsafeAddress', message: "It wasn't opened.", ...status(200) },
      {},
      "The response from AppStream in eu-west-1 to StartFleet contains an unsafe address. It wasn't opened.",
    ],
    [
      'a page',
      { message: 'x', ...status(502), ...html },
      {},
      "The response from AppStream in eu-west-1 to StartFleet isn't a valid AppStream response (HTTP 502).",
    ],
    [
      'a page in place of AWS STS',
      { message: 'x', at: sts, ...status(502), ...html },
      {},
      "The response from AWS STS (a.test) isn't a valid response of this service (HTTP 502).",
    ],
    [
      'an answer without sense',
      { name: 'TypeError', message: 'x is not a function', ...status(200) },
      {},
      "The response from AppStream in eu-west-1 to StartFleet isn't a valid AppStream response (HTTP 200).",
    ],
    ['an answer that only begins', { name: 'New', message: 'Words.', ...status(199) }, {}, 'Words.'],
    [
      'a failed credential_process',
      { name: 'CredentialsProviderError', message: 'Command failed: get --password canary' },
      {},
      'The credential_process of profile "dev" failed.',
    ],
    ...['Unknown', 'UnknownError', ' ', undefined].map(
      message =>
        [
          `the words "${message}"`,
          { name: 'ResourceInUseException', ...(message !== undefined && { message }), ...status(400) },
          {},
          'AppStream in eu-west-1 returned ResourceInUseException for StartFleet.',
        ] as const,
    ),
    [
      'words that only begin with Unknown',
      { name: 'ResourceInUseException', message: 'Unknown name', ...status(400) },
      {},
      'Unknown name',
    ],
    [
      'words that only end with Unknown',
      { name: 'ResourceInUseException', message: 'It is Unknown', ...status(400) },
      {},
      'It is Unknown',
    ],
    ['no words of AWS STS', { name: 'AccessDenied', at: sts }, {}, 'AWS STS (a.test) returned AccessDenied.'],
    ['words of AWS STS', { name: 'AccessDenied', message: 'No.', at: sts }, {}, 'AWS STS (a.test): No.'],
    [
      "the SDK's words about a profile",
      { name: 'CredentialsProviderError', message: `No keys: [${loaderName('my dev')}]` },
      {},
      'No keys: [my dev]',
    ],
    [
      "the service's words with an escape",
      { name: 'ResourceInUseException', message: 'my%20dev', ...status(400) },
      {},
      'my%20dev',
    ],
    [
      'the credentials in use',
      { name: 'New', message: 'KEYID1 SECRET2 TOKEN3', ...status(400) },
      { credentials: { accessKeyId: 'KEYID1', secretAccessKey: 'SECRET2', sessionToken: 'TOKEN3' } },
      '… … …',
    ],
    [
      'credentials without a token',
      { name: 'New', message: 'KEYID1 said no', ...status(400) },
      { credentials: { accessKeyId: 'KEYID1', secretAccessKey: 'SECRET2' } },
      '… said no',
    ],
    [
      'a proxy that wants a password',
      status(407),
      {},
      'The proxy for AppStream in eu-west-1 requires a user name and password (HTTP 407).',
    ],
    ...(
      [
        ['PROXY ann:p@ss@a.test:3128', 'a.test:3128'],
        ['HTTPS [::1]:3128', '[::1]:3128'],
        ['PROXY a_b-c.test', 'a_b-c.test'],
        ['none', ''],
      ] as const
    ).map(
      ([said, proxy]) =>
        [
          `the proxies "${said}"`,
          noProxy(said),
          {},
          `Can't reach the proxy ${proxy} to connect to AppStream in eu-west-1.`,
        ] as const,
    ),
    ...['ENOTFOUND', 'EAI_AGAIN'].flatMap(
      code =>
        [
          [`${code} in a known Region`, { code }, {}, "Can't find the host of AppStream in eu-west-1."],
          [
            `${code} in an unknown Region`,
            { code },
            region('xx-nowhere-1'),
            "AppStream isn't known to be available in xx-nowhere-1.",
          ],
        ] as const,
    ),
    [
      'no host of an endpoint in an unknown Region',
      { code: 'ENOTFOUND' },
      { ...region('xx-nowhere-1'), ...local },
      "Can't find the host of local.test:4566.",
    ],
    [
      'no sign-in service in an unknown Region',
      { code: 'ENOTFOUND' },
      { ...region('xx-nowhere-1'), signingIn: true },
      "Can't find the host of AWS's sign-in service.",
    ],
    [
      'no AWS STS in an unknown Region',
      { code: 'ENOTFOUND', at: sts },
      region('xx-nowhere-1'),
      "Can't find the host of AWS STS (a.test).",
    ],
    ['a refused connection', { code: 'ECONNREFUSED' }, {}, 'AppStream in eu-west-1 refused the connection.'],
    ['a reset connection', { code: 'ECONNRESET' }, {}, 'AppStream in eu-west-1 closed the connection.'],
    ['a broken pipe', { code: 'EPIPE' }, {}, 'AppStream in eu-west-1 closed the connection.'],
    [
      'a host without TLS',
      { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      {},
      "Can't connect securely to AppStream in eu-west-1: the host doesn't use TLS.",
    ],
    ...(
      [
        ['ERR_SSL_CERTIFICATE_VERIFY_FAILED', "this computer doesn't trust its certificate"],
        ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'this computer and the host have no TLS version or cipher in common'],
        ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'the host requires a client certificate'],
        ['EPROTO', 'the TLS handshake failed'],
      ] as const
    ).map(
      ([code, words]) => [code, { code }, {}, `Can't connect securely to AppStream in eu-west-1: ${words}.`] as const,
    ),
    [
      'a certificate that is refused',
      { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
      {},
      "Can't connect securely to AppStream in eu-west-1: certificate has expired",
    ],
    [
      'a certificate that is refused without words',
      { code: 'CERT_HAS_EXPIRED' },
      {},
      "Can't connect securely to AppStream in eu-west-1: CERT_HAS_EXPIRED",
    ],
    [
      "Node's hint about its command line, on two lines",
      { code: 'CERT_X', message: 'no; if the root CA is installed locally, try\nthis' },
      {},
      "Can't connect securely to AppStream in eu-west-1: no",
    ],
    ['no way to the host', { code: 'EHOSTUNREACH' }, {}, "Can't reach AppStream in eu-west-1 (EHOSTUNREACH)."],
  ];
  for (const [given, error, more, message] of table) {
    it(`given ${given}, is "${message}"`, () => assert.equal(fromSdk(error, context(more)).message, message));
  }
});

describe('The code of an error', () => {
  const table: readonly (readonly [given: string, error: SdkError, code: string])[] = [
    ['a name', { name: 'ResourceInUseException', code: 'X', ...status(400) }, 'ResourceInUseException'],
    ...['Error', 'AggregateError', 'TimeoutError'].map(
      name => [`a code and the name ${name}`, { name, code: 'ECONNREFUSED' }, 'ECONNREFUSED'] as const,
    ),
    ['a code alone', { code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    ['a name that only ends with Error', { name: 'MyError', code: 'X' }, 'MyError'],
    ['a name that only begins with Error', { name: 'ErrorX', code: 'X' }, 'ErrorX'],
    ['no name and a status', status(500), 'HTTP 500'],
    ['the name Unknown and a status', { name: 'Unknown', ...status(500) }, 'HTTP 500'],
    ['the name Unknown alone', { name: 'Unknown' }, 'Unknown'],
    ['a name that only ends with Unknown', { name: 'IsUnknown', ...status(500) }, 'IsUnknown'],
    ['a name that only begins with Unknown', { name: 'UnknownX', ...status(500) }, 'UnknownX'],
    ['nothing', {}, 'Error'],
    ['a proxy that wants a password', { name: 'New', ...status(407) }, 'HTTP 407'],
    ['a proxy that is not there', { name: 'Error', ...noProxy('PROXY a.test') }, 'ProxyUnreachable'],
  ];
  for (const [given, error, code] of table) {
    it(`given ${given}, is ${code}`, () => assert.equal(fromSdk(error, context()).code, code));
  }
});

describe('The facts of an error', () => {
  it('are only those that are known', () => {
    const error = fromSdk({ name: 'ResourceInUseException' }, context({ input: {} }));
    assert.deepEqual(known(error), {
      name: 'ApiError',
      nextStep: error.nextStep,
      reason: 'conflict',
      operation: 'StartFleet',
      code: 'ResourceInUseException',
      retryable: false,
    });
  });

  it('are all of them, given a lost change at an endpoint', () => {
    const error = { name: 'InternalFailure', $metadata: { requestId: 'r-1', httpStatusCode: 500 }, signIn: true };
    const { resource, requestId, host, mayHaveHappened, signIn, retryable } = fromSdk(
      error,
      context({ ...local, wasLost: true }),
    );
    assert.deepEqual(
      [resource, requestId, host, mayHaveHappened, signIn, retryable],
      ['dev', 'r-1', 'local.test:4566', true, true, true],
    );
  });

  it('never say that a read may have happened, nor that a cancelled sign-in can be tried again', () => {
    assert.equal(fromSdk({}, context({ operation: 'DescribeFleets', wasLost: true })).mayHaveHappened, undefined);
    const { code, reason, signIn } = fromSdk({ signIn: true }, context({ cancelled: true }));
    assert.deepEqual([code, reason, signIn], ['Cancelled', 'cancelled', undefined]);
  });

  const retryable: readonly (readonly [name: string, is: boolean])[] = [
    ['ConcurrentModificationException', true],
    ['ThrottlingException', true],
    ['InternalFailure', true],
    ['TimeoutError', true],
    ['ECONNRESET', true],
    ['SyntaxError', true],
    ['ResourceInUseException', false],
    ['AccessDeniedException', false],
  ];
  for (const [name, is] of retryable) {
    it(`say that the call ${is ? 'may' : "won't"} succeed later, given ${name}`, () =>
      assert.equal(fromSdk({ name }, context()).retryable, is));
  }

  const resources: readonly (readonly [input: object, resource: string | undefined])[] = [
    [{ Name: 'dev', Names: ['other'] }, 'dev'],
    [{ StackName: 's', FleetName: 'f' }, 'f'],
    [{ Names: ['one'] }, 'one'],
    [{ Names: ['one', 'two'] }, undefined],
    [{ Names: 'one' }, undefined],
    [{ Names: [] }, undefined],
    [{ Name: 7, StackName: 's' }, 's'],
    [{ UserName: 'ann' }, undefined],
  ];
  for (const [input, resource] of resources) {
    it(`name ${resource ?? 'no resource'}, given ${JSON.stringify(input)}`, () =>
      assert.equal(fromSdk({}, context({ input })).resource, resource));
  }

  it('of an error from before the call stay, and it is reported as the error of the call', () => {
    const facts = { reason: 'config', operation: 'Connect', code: 'C', retryable: false, nextStep: 'Do.' } as const;
    const error = fromSdk(new ApiError('No.', facts), context());
    assert.deepEqual(
      { ...known(error), message: error.message },
      {
        ...facts,
        name: 'ApiError',
        operation: 'StartFleet',
        message: 'No.',
      },
    );
  });

  it('tell how often it was sent, if anyone counted', () => {
    assert.equal(attemptsOf({ $metadata: { attempts: 2 } }), 2);
    for (const thrown of [undefined, {}, new Error('no')]) assert.equal(attemptsOf(thrown), undefined);
  });
});

describe('Where a request went', () => {
  const table: readonly (readonly [
    given: string,
    more: Partial<RequestContext>,
    at: FailedAt | undefined,
    says: string,
  ])[] = [
    ['AWS', {}, undefined, 'AppStream in eu-west-1'],
    ["AWS's sign-in service", { signingIn: true, ...local }, undefined, "AWS's sign-in service"],
    ['an endpoint', local, undefined, 'local.test:4566'],
    ['an endpoint that is no URL', { endpoint: 'nowhere' }, undefined, 'AppStream in eu-west-1'],
    ...(
      [
        ['sts', 'AWS STS'],
        ['iam', 'AWS IAM'],
        ['sso', 'IAM Identity Center'],
        ['sso_oidc', 'IAM Identity Center'],
        ['signin', 'AWS Sign-In'],
      ] as const
    ).map(
      ([service, name]) => [service, local, { service, host: 'a.test', profile: 'dev' }, `${name} (a.test)`] as const,
    ),
  ];
  for (const [given, more, at, says] of table) {
    it(`is "${says}", given ${given}`, () =>
      assert.equal(
        fromSdk({ code: 'ECONNREFUSED', ...(at && { at }) }, context(more)).message,
        `${says} refused the connection.`,
      ));
  }

  const hosts: readonly (readonly [
    given: string,
    more: Partial<RequestContext>,
    at: FailedAt | undefined,
    host: string | undefined,
  ])[] = [
    ['AWS', {}, undefined, undefined],
    [
      "an endpoint of AWS's own",
      { endpoint: 'https://vpce-1.appstream.eu-west-1.vpce.amazonaws.com/' },
      undefined,
      undefined,
    ],
    ['an endpoint', local, undefined, 'local.test:4566'],
    ['an endpoint that is no URL', { endpoint: 'nowhere' }, undefined, undefined],
    ['a sandbox', { connection: sandboxConnection('http://127.0.0.1:1') }, undefined, 'the sandbox'],
    ['AWS STS of a profile with an endpoint', local, { ...sts, host: 'sts.amazonaws.com' }, undefined],
    ['another STS', {}, sts, 'a.test'],
  ];
  for (const [given, more, at, host] of hosts) {
    it(`is ${host === undefined ? 'not told' : `told as ${host}`}, given ${given}`, () =>
      assert.equal(fromSdk({ ...(at && { at }) }, context(more)).host, host));
  }
});
