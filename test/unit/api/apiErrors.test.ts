// Answers that are errors, as the user is told of them.
import * as assert from 'node:assert/strict';

import { actingIn, runtimeUnderTest, sandboxConnection } from '../../support/awsRuntime';
import type { Answer } from '../../support/awsServer';
import { requestId, startAwsServer } from '../../support/awsServer';
import type { Expected } from '../../support/checkError';
import { checkError } from '../../support/checkError';
import { failure } from '../../support/failure';

const error = (type: string, message = 'Words of the service.', status = 400): Answer => ({
  kind: 'error',
  type,
  message,
  status,
});
const html = (status: number): Answer => ({
  kind: 'body',
  body: '<html>proxy</html>',
  status,
  contentType: 'text/html',
});

describe('an answer that is an error', () => {
  const cases: ({ given: string; answer: Answer } & Expected)[] = [
    {
      given: 'AccessDenied',
      answer: error('AccessDeniedException'),
      reason: 'denied',
      retryable: false,
      message: /^Words of the service\.$/,
      next: /permission appstream:StartFleet/,
    },
    {
      given: 'a suspended account',
      answer: error('InvalidAccountStatusException'),
      reason: 'denied',
      retryable: false,
      next: /AWS Support/,
    },
    {
      given: 'an unknown key',
      answer: error('UnrecognizedClientException'),
      reason: 'credentials',
      retryable: false,
      next: /Check the credentials/,
    },
    {
      given: 'a wrong secret',
      answer: error('InvalidSignatureException', 'The signature does not match.'),
      reason: 'credentials',
      retryable: false,
      next: /secret access key.*clock/,
    },
    {
      given: 'a wrong clock',
      answer: error(
        'InvalidSignatureException',
        'Signature expired: 20200101T000000Z is now earlier than 20260101T000000Z',
      ),
      reason: 'credentials',
      retryable: false,
      next: /Correct this computer's clock/,
    },
    {
      given: 'an expired token',
      answer: error('ExpiredTokenException'),
      reason: 'expired',
      retryable: false,
      next: /Renew the credentials/,
    },
    {
      given: 'throttling',
      answer: error('ThrottlingException'),
      reason: 'throttled',
      retryable: true,
      next: /Retry in a minute/,
    },
    {
      given: 'a thing in use',
      answer: error('ResourceInUseException'),
      reason: 'conflict',
      retryable: false,
      next: /Check the state/,
    },
    {
      given: 'an image that AWS has replaced',
      answer: error(
        'ResourceNotAvailableException',
        'The image old is DEPRECATED. The image must be in an AVAILABLE state for this action to succeed.',
      ),
      reason: 'conflict',
      retryable: false,
      message: /DEPRECATED/,
      next: /^Choose another image that is AVAILABLE\./,
    },
    {
      given: 'something else that is not available',
      answer: error('ResourceNotAvailableException', 'The fleet dev is not available.'),
      reason: 'conflict',
      retryable: false,
      next: /Check the state/,
    },
    {
      given: 'an operation not permitted',
      answer: error('OperationNotPermittedException'),
      reason: 'conflict',
      retryable: false,
      next: /Check the state/,
    },
    {
      given: 'a change by someone else',
      answer: error('ConcurrentModificationException'),
      reason: 'conflict',
      retryable: true,
      next: /Retry in a moment/,
    },
    {
      given: 'a thing that is not there',
      answer: error('ResourceNotFoundException'),
      reason: 'notFound',
      retryable: false,
      next: /Refresh/,
    },
    {
      given: 'an image that is not found by its name',
      answer: error('ResourceNotFoundException', 'The image suite for account 123456789012 does not exist.'),
      reason: 'notFound',
      retryable: false,
      next: /an image that AWS or another account owns, enter its ARN/,
    },
    {
      given: 'an image builder that is not there',
      answer: error('ResourceNotFoundException', 'The image builder office for account 123456789012 does not exist.'),
      reason: 'notFound',
      retryable: false,
      next: /^The resource may have been deleted. Refresh the view to check.$/,
    },
    {
      given: 'a name that is taken',
      answer: error('ResourceAlreadyExistsException'),
      reason: 'exists',
      retryable: false,
      next: /another name/,
    },
    {
      given: 'a quota',
      answer: error('LimitExceededException'),
      reason: 'limit',
      retryable: false,
      next: /quota increase/,
    },
    {
      given: 'bad parameters',
      answer: error('InvalidParameterCombinationException'),
      reason: 'invalid',
      retryable: false,
      next: /Correct the input/,
    },
    {
      given: 'a validation error',
      answer: error('ValidationException'),
      reason: 'invalid',
      retryable: false,
      next: /Correct the input/,
    },
    {
      given: 'an operation the endpoint has not',
      answer: error('UnknownOperationException'),
      reason: 'invalid',
      retryable: false,
      next: /doesn't support StartFleet/,
    },
    {
      given: 'an internal failure',
      answer: error('InternalFailure', undefined, 500),
      reason: 'service',
      retryable: true,
      next: /from the sandbox\./,
    },
    {
      given: 'an unavailable service',
      answer: error('ServiceUnavailableException', undefined, 503),
      reason: 'service',
      retryable: true,
      next: /from the sandbox\./,
    },
    {
      given: 'a type with its namespace',
      answer: error('com.amazonaws.appstream#ResourceInUseException'),
      reason: 'conflict',
      code: 'ResourceInUseException',
      retryable: false,
      next: /Check the state/,
    },
    {
      given: 'an error nobody has heard of',
      answer: error('BrandNewException'),
      reason: 'invalid',
      code: 'BrandNewException',
      retryable: false,
      message: /^Words of the service\.$/,
      next: /Correct the input/,
    },
    {
      given: 'an error without words',
      answer: { kind: 'error', type: 'ResourceInUseException' },
      reason: 'conflict',
      retryable: false,
      message: /returned ResourceInUseException for StartFleet/,
      next: /Check the state/,
    },
    {
      given: 'an empty 500',
      answer: { kind: 'body', body: '', status: 500 },
      reason: 'service',
      code: 'HTTP 500',
      retryable: true,
      next: /from the sandbox\./,
    },
    {
      given: "a gateway's page",
      answer: html(502),
      reason: 'service',
      retryable: true,
      message: /HTTP 502/,
      next: /from the sandbox or from a proxy/,
    },
    {
      given: "a proxy's page in place of an answer",
      answer: html(200),
      reason: 'malformed',
      retryable: true,
      message: /isn't a valid AppStream response/,
      next: /no proxy intercepts/,
    },
    {
      given: 'a proxy that wants a password',
      answer: html(407),
      reason: 'network',
      code: 'HTTP 407',
      retryable: true,
      message: /requires a user name and password/,
      next: /http\.proxy/,
    },
    {
      given: "a proxy's refusal",
      answer: html(403),
      reason: 'malformed',
      retryable: true,
      message: /HTTP 403/,
      next: /no proxy intercepts/,
    },
    {
      given: 'half an answer',
      answer: { kind: 'body', body: '{"Fleets": [' },
      reason: 'malformed',
      retryable: true,
      next: /no proxy intercepts/,
    },
    {
      given: 'a connection that breaks',
      answer: { kind: 'reset' },
      reason: 'network',
      code: 'ECONNRESET',
      retryable: true,
      message: /^127\.0\.0\.1:\d+ closed the connection/,
      next: /sandbox/,
    },
  ];
  for (const { given, answer, ...expected } of cases) {
    it(`given ${given}, is ${expected.reason} and says what to do`, async () => {
      const server = await startAwsServer(() => answer);
      const { runtime } = runtimeUnderTest();
      try {
        const thrown = await failure(
          actingIn(runtime, sandboxConnection(server.url)).call('StartFleet', { Name: 'dev' }),
        );
        checkError(thrown, expected);
        assert.deepEqual([thrown.operation, thrown.resource], ['StartFleet', 'dev']);
        if (answer.kind === 'error') assert.equal(thrown.requestId, requestId);
        assert.equal(thrown.cause, undefined, 'the raw error would bring the request along');
      } finally {
        runtime.dispose();
        await server.close();
      }
    });
  }
});
