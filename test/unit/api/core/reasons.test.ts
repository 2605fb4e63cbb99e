// What an error means, by what AWS, the SDK and Node call it.
import * as assert from 'node:assert/strict';

import type { Reason } from '../../../../src/api/core/errors';
import type { SdkError } from '../../../../src/api/core/reasons';
import {
  asSdkError,
  clockSkew,
  isClockSkew,
  isConnectTimeout,
  isFailedProcess,
  isForeign,
  isLost,
  isNoHttp,
  isSsoSession,
  isTlsCode,
  proxyTrouble,
  reasonOf,
} from '../../../../src/api/core/reasons';
import type { FailedAt } from '../../../../src/aws/failedAt';

const at = (service: FailedAt['service']): { at: FailedAt } => ({ at: { service, host: 'a.test', profile: 'dev' } });
const status = (httpStatusCode: number): Pick<SdkError, '$metadata'> => ({ $metadata: { httpStatusCode } });
const html = { $response: { headers: { 'content-type': 'text/html; charset=utf-8' } } };
const proxyGone = 'Failed to establish a socket connection to proxies: PROXY a.test:3128';

describe('The reason of an error', () => {
  const table: readonly (readonly [given: string, error: SdkError, reason: Reason])[] = [
    ['a proxy that wants a password', { name: 'AccessDeniedException', ...status(407) }, 'network'],
    ['a proxy that is not there', { name: 'AccessDeniedException', message: proxyGone }, 'network'],
    ["a gateway's page", { ...status(500), ...html }, 'service'],
    ["a proxy's page", { name: 'AccessDeniedException', ...status(499), ...html }, 'malformed'],
    [
      'an SSO session that is over',
      { name: 'CredentialsProviderError', message: 'The SSO session has expired' },
      'expired',
    ],
    ['other missing credentials', { name: 'CredentialsProviderError', message: 'No keys' }, 'credentials'],
    ['another error that speaks of SSO', { name: 'ValidationException', message: 'The SSO is invalid' }, 'invalid'],
    [
      'a meaning that the service gives',
      { name: 'LimitExceededException', meaning: 'exists', code: 'EPIPE' },
      'exists',
    ],
    ['a code besides a name', { name: 'TimeoutError', code: 'ECONNRESET' }, 'network'],
    ['a name alone', { name: 'TimeoutError' }, 'timeout'],
    ['a code of TLS', { name: 'Error', code: 'CERT_HAS_EXPIRED' }, 'network'],
    ['a name nobody knows and 429', { name: 'New', ...status(429) }, 'throttled'],
    ['a name nobody knows and 403', { name: 'New', ...status(403) }, 'denied'],
    ['a name nobody knows and 404', { name: 'New', ...status(404) }, 'invalid'],
    ['a name nobody knows and 400', { name: 'New', ...status(400) }, 'invalid'],
    ['a name nobody knows and 399', { name: 'New', ...status(399) }, 'malformed'],
    ['a name nobody knows and 500', { name: 'New', ...status(500) }, 'service'],
    ['a name nobody knows and no answer', { name: 'New' }, 'malformed'],
    ['nothing at all', {}, 'malformed'],
    ['401 from IAM Identity Center', { name: 'UnauthorizedException', ...at('sso'), ...status(401) }, 'expired'],
    ['the same from AWS STS', { name: 'UnauthorizedException', ...at('sts'), ...status(401) }, 'credentials'],
    ['no status from IAM Identity Center', { name: 'UnauthorizedException', ...at('sso') }, 'credentials'],
    [
      'an account that IAM Identity Center lacks',
      { name: 'ResourceNotFoundException', ...at('sso'), ...status(404) },
      'config',
    ],
    ['an ended login', { name: 'InvalidGrantException', ...at('sso_oidc'), ...status(400) }, 'expired'],
    ['a login that is denied', { name: 'AccessDeniedException', ...at('sso_oidc'), ...status(400) }, 'expired'],
    ['an ended login elsewhere', { name: 'InvalidGrantException', ...at('sso'), ...status(400) }, 'config'],
    ['a name that only ends like it', { name: 'NoInvalidGrantException', ...at('sso_oidc'), ...status(400) }, 'config'],
    ['a name that only begins so', { name: 'InvalidGrantExceptions', ...at('sso_oidc'), ...status(400) }, 'config'],
    ['a login without a name', { ...at('sso_oidc'), ...status(400) }, 'config'],
    ['a value that AWS STS refuses', { name: 'ValidationError', ...at('sts'), ...status(400) }, 'config'],
    ['a conflict at AWS STS', { name: 'ResourceInUseException', ...at('sts') }, 'config'],
    ['a limit at AWS STS', { name: 'LimitExceededException', ...at('sts') }, 'config'],
    ['a denial by AWS STS', { name: 'AccessDenied', ...at('sts'), ...status(403) }, 'denied'],
    ['a page in place of IAM Identity Center', { ...at('sso'), ...status(401), ...html }, 'malformed'],
  ];
  for (const [given, error, reason] of table) {
    it(`given ${given}, is ${reason}`, () => assert.equal(reasonOf(error), reason));
  }
});

describe('A lost answer', () => {
  const named = (code: string, message = ''): SdkError => ({ name: 'Error', code, message });
  const table: readonly (readonly [given: string, error: SdkError, lost: boolean])[] = [
    ['nobody answers in time', { name: 'TimeoutError' }, true],
    ['the connection breaks', named('ECONNRESET'), true],
    ['the service fails', { name: 'InternalFailure' }, true],
    ['the answer makes no sense', { name: 'SyntaxError' }, true],
    ['the record is broken after the handshake', named('EPROTO', 'SSL routines: Bad Record MAC'), true],
    ['the record can not be read after the handshake', named('EPROTO', 'decryption failed'), true],
    ['a message only mentions a connection', { name: 'TimeoutError', message: 'reconnect ETIMEDOUT' }, true],
    ['a code only ends like one of no connection', { name: 'TimeoutError', code: 'MY_ENOTFOUND' }, true],
    ['a code only begins like one of no connection', { name: 'TimeoutError', code: 'ENOTFOUNDS' }, true],
    ['the service refuses', { name: 'ResourceInUseException' }, false],
    ['the connection is refused', named('ECONNREFUSED'), false],
    ['the host is not found', named('ENOTFOUND'), false],
    ['the name server is out of reach', named('EAI_AGAIN'), false],
    ['the host is out of reach', named('EHOSTUNREACH'), false],
    ['the network is out of reach', named('ENETUNREACH'), false],
    ['the connection never stood', { name: 'TimeoutError', message: 'connect ETIMEDOUT 192.0.2.1:443' }, false],
    [
      'the connection took too long',
      { name: 'TimeoutError', message: 'the socket did not establish a connection' },
      false,
    ],
    ['the certificate is refused', named('CERT_HAS_EXPIRED'), false],
    ['the proxy wants a password', status(407), false],
    ['the proxy is not there', { message: proxyGone }, false],
    ['the service that gives out credentials fails', { name: 'InternalFailure', ...at('sts') }, false],
  ];
  for (const [given, error, lost] of table) {
    it(`is ${lost ? '' : 'not '}what happened when ${given}`, () => assert.equal(isLost(error), lost));
  }
});

describe('What an error is about', () => {
  const codes = ['CERT_X', 'ERR_TLS_X', 'ERR_SSL_X', 'UNABLE_TO_X', 'SELF_SIGNED_X', 'DEPTH_ZERO_X', 'EPROTO'];
  for (const code of [...codes, 'HOSTNAME_MISMATCH']) {
    it(`${code} is about TLS, and not if it only ends so`, () => {
      assert.equal(isTlsCode(code), true);
      assert.equal(isTlsCode(`X_${code}`), false);
    });
  }

  it("Node's parser says that an answer is not HTTP, by the beginning of its code", () => {
    assert.deepEqual(
      [{ code: 'HPE_INVALID_CONSTANT' }, { code: 'INVALID_HPE_' }, {}].map(error => isNoHttp(error)),
      [true, false, false],
    );
  });

  const foreign: readonly (readonly [given: string, error: SdkError, is: boolean])[] = [
    ['JSON that is broken', { name: 'SyntaxError' }, true],
    ['JSON that is broken, with its status', { name: 'SyntaxError', ...status(200) }, true],
    ['an answer that the service can not have sent', { name: 'MalformedAnswer' }, true],
    ['no HTTP', { code: 'HPE_INVALID_CONSTANT' }, true],
    ['a page', { ...status(502), ...html }, true],
    ['a page in capitals', { ...status(502), $response: { headers: { 'content-type': 'TEXT/HTML' } } }, true],
    ['what the SDK can not read', { message: 'Unexpected token\n  Deserialization error: x', ...status(200) }, true],
    ['a page of which no status is known', html, false],
    ['words about reading without a status', { message: 'Deserialization error: x' }, false],
    [
      'a type that only mentions a page',
      { ...status(502), $response: { headers: { 'content-type': 'x-text/html' } } },
      false,
    ],
    ['an answer without headers', { name: 'New', ...status(400), $response: {} }, false],
    ['an answer without a type', { name: 'New', ...status(400), $response: { headers: {} } }, false],
    ['an error of the service', { name: 'New', message: 'No.', ...status(400) }, false],
  ];
  for (const [given, error, is] of foreign) {
    it(`${given} is ${is ? 'from another than the service' : 'no proof of another sender'}`, () =>
      assert.equal(isForeign(error), is));
  }

  const sso: readonly (readonly [message: string, is: boolean])[] = [
    ['To refresh it, run AWS SSO Login', true],
    ['SSO session has expired', true],
    ['The sso token is invalid', true],
    ['SSO: can not refresh', true],
    ['It has expired. Ask about SSO', false],
    ['A lasso has expired', false],
    ['SSOX has expired', false],
    ['The session has expired', false],
    ['', false],
  ];
  for (const [message, is] of sso) {
    it(`"${message}" is ${is ? '' : 'not '}about a sign-in that is over`, () =>
      assert.equal(isSsoSession(message), is));
  }

  const skew: readonly (readonly [given: string, error: SdkError, is: boolean])[] = [
    ['RequestTimeTooSkewed', { name: 'RequestTimeTooSkewed' }, true],
    ['RequestInTheFuture', { name: 'RequestInTheFuture' }, true],
    ['RequestExpired', { name: 'RequestExpired' }, true],
    ['NoRequestExpired', { name: 'NoRequestExpired' }, false],
    ['RequestExpiredToo', { name: 'RequestExpiredToo' }, false],
    ['a signature that is over', { message: 'Signature expired: 20200101T000000Z' }, true],
    ['a signature that is early', { message: 'Signature not yet current: 20200101T000000Z' }, true],
    ['a wrong signature', { name: 'InvalidSignatureException', message: 'The signature is wrong.' }, false],
    ['nothing', {}, false],
  ];
  for (const [given, error, is] of skew) {
    it(`${given} is ${is ? '' : 'not '}about the clock`, () => assert.equal(isClockSkew(error), is));
  }

  it('a proxy is in trouble by the status or the first words of the message', () => {
    assert.deepEqual(
      [status(407), { message: proxyGone }, { message: `It failed. ${proxyGone}` }, status(403), {}].map(error =>
        proxyTrouble(error),
      ),
      ['signIn', 'unreachable', undefined, undefined, undefined],
    );
  });

  it('no connection in time is told from no answer in time', () => {
    const message = 'the request socket did not establish a connection with the server';
    assert.deepEqual(
      [{ name: 'TimeoutError', message }, { name: 'TimeoutError' }, { name: 'Error', message }].map(error =>
        isConnectTimeout(error),
      ),
      [true, false, false],
    );
  });

  it('a failed credential_process is told by the name and the first words of the message', () => {
    const name = 'CredentialsProviderError';
    assert.deepEqual(
      [
        { name, message: 'Command failed: x' },
        { name: 'Error', message: 'Command failed: x' },
        { name, message: 'No: Command failed' },
        { name },
      ].map(error => isFailedProcess(error)),
      [true, false, false, false],
    );
  });

  it("the difference to the server's clock is positive if this computer is ahead, and unknown without a date", () => {
    const answer = (headers?: Record<string, string>): SdkError => ({ $response: headers ? { headers } : {} });
    const date = 'Fri, 30 Jan 2026 12:00:00 GMT';
    const now = Date.parse(date);
    assert.equal(clockSkew(answer({ date }), now + 5000), 5000);
    assert.equal(clockSkew(answer({ date }), now - 5000), -5000);
    for (const error of [answer({ date: 'soon' }), answer({}), answer(), {}]) {
      assert.equal(clockSkew(error, now), undefined);
    }
  });
});

describe('The parts of a thrown value', () => {
  const reasons = { BookIsOut: 'conflict' } as const;
  const table: readonly (readonly [given: string, thrown: unknown, becomes: SdkError])[] = [
    ['nothing', undefined, {}],
    ['a name of the service', { name: 'BookIsOut' }, { name: 'BookIsOut', meaning: 'conflict' }],
    ['another name', { name: 'New' }, { name: 'New' }],
    ['a name that every object has', { name: 'toString' }, { name: 'toString' }],
    ['a name in several words', { name: 'an odd name' }, { name: 'Error' }],
    ['a name that is no text', { name: 7 }, { name: 'Error' }],
    ['a message that is no text', { message: 7 }, {}],
    ['a code', { code: 'EPIPE' }, { code: 'EPIPE' }],
    ['a code that is no text', { code: 7 }, {}],
    ['a sign-in that failed', { signIn: true }, { signIn: true }],
    ['no sign-in', { signIn: false }, {}],
    ['the service that failed', at('sts'), at('sts')],
    [
      'what the SDK tells of the answer',
      { $metadata: { requestId: 'r-1', httpStatusCode: 400, attempts: 2 }, $response: { headers: { a: 'b' } } },
      { $metadata: { requestId: 'r-1', httpStatusCode: 400, attempts: 2 }, $response: { headers: { a: 'b' } } },
    ],
    ['an id with spaces', { $metadata: { requestId: 'an id' } }, { $metadata: { requestId: undefined } }],
  ];
  for (const [given, thrown, becomes] of table) {
    it(`given ${given}, are what can be relied on`, () => assert.deepEqual(asSdkError(thrown, reasons), becomes));
  }

  it('have no meaning if the service has no names of its own', () =>
    assert.deepEqual(asSdkError({ name: 'BookIsOut' }), { name: 'BookIsOut' }));
});
