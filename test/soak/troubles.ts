// What goes wrong meanwhile: five of a hundred requests meet one of these.
import type { Fault, Outcome } from '../../src/simulator/simulator';

const page = '<html><head><title>Proxy</title></head><body>Sign in at the proxy</body></html>';
const error = (type: string, message?: string, status?: number, retryAfter?: string): Outcome => ({
  kind: 'error',
  type,
  ...(message !== undefined && { message }),
  ...(status !== undefined && { status }),
  ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
});
const html = (status: number): Outcome => ({ kind: 'body', body: page, status, contentType: 'text/html' });
const json = (body: string, status = 200): Outcome => ({ kind: 'body', body, status });

/** How much of all that goes wrong each is, and what it is: before the server acts, or after it. */
const troubles: readonly (readonly [weight: number, name: string, outcome: Outcome, when?: Fault['when']])[] = [
  [4, 'throttling', error('ThrottlingException', 'Rate exceeded')],
  [2, 'throttling with Retry-After', error('ThrottlingException', 'Rate exceeded', 400, '1')],
  [2, 'throttling by EC2', error('RequestLimitExceededException', 'Request limit exceeded. Try again later.')],
  [2, 'HTTP 500 before', error('InternalFailure', 'An internal error occurred.', 500)],
  [4, 'HTTP 500 after', error('InternalFailure', 'An internal error occurred.', 500), 'after'],
  [2, 'HTTP 503 after', error('ServiceUnavailableException', 'Service unavailable', 503), 'after'],
  [3, 'reset before', { kind: 'reset' }, 'before'],
  [5, 'reset after', { kind: 'reset' }, 'after'],
  [2, 'hang before', { kind: 'hang' }, 'before'],
  [3, 'hang after', { kind: 'hang' }, 'after'],
  [4, 'half a body', { kind: 'half' }, 'after'],
  [1, 'slow bytes', { kind: 'slow', ms: 20 }, 'after'],
  [2, 'gzip garbage', { kind: 'garbage' }, 'after'],
  [0.2, '10 MB', { kind: 'large', bytes: 10_000_000 }, 'after'],
  [2, 'a page with HTTP 200', html(200), 'after'],
  [2, 'a page with HTTP 403', html(403)],
  [2, 'a page with HTTP 502', html(502), 'after'],
  [1, 'a redirect', { kind: 'body', body: '', status: 302, headers: { location: 'https://proxy.example/' } }],
  [2, 'an empty HTTP 200', json(''), 'after'],
  [1, 'an HTTP 204', json('', 204), 'after'],
  [1, 'null', json('null'), 'after'],
  [1, 'a list', json('[]'), 'after'],
  [3, 'AccessDenied', error('AccessDeniedException', 'User: arn:aws:iam::123456789012:user/ada is not authorized')],
  [1, 'expired token', error('ExpiredTokenException', 'The security token included in the request is expired', 403)],
  [1, 'expired signature', { kind: 'clock', minutes: 10 }],
  [2, 'ConcurrentModification', error('ConcurrentModificationException', 'An API error occurred. Try again.')],
  [1, 'a quota', error('LimitExceededException', 'You have reached the limit.')],
  [1, 'not found', error('ResourceNotFoundException', 'The resource was not found.')],
  [1, 'a message with a secret', error('OperationNotPermittedException', 'SessionToken=soakSecretInMessage')],
  [1, 'a name of two lines', error('A name\r\nsoakSecretInName', 'No.')],
  [1, 'a refused page token', { kind: 'token', token: 'refused' }],
  [1, 'a repeated page token', { kind: 'token', token: 'repeated' }],
  [0.2, 'nobody listens', { kind: 'refuse', ms: 300 }],
];

/** How likely something goes wrong with a request. */
const probability = 0.05;

/**
 * All that may go wrong, as the simulator takes it: it asks one after the other.
 * @param met told the name of each that strikes
 */
export function randomFaults(seed: number, met: (name: string) => void): Fault[] {
  const whole = troubles.reduce((sum, [weight]) => sum + weight, 0);
  return troubles.map(([weight, name, outcome, when], place) => ({
    probability: (probability * weight) / whole,
    seed: seed * 1_000 + place,
    ...(when && { when }),
    // Asked for when it strikes.
    get outcome() {
      met(name);
      return outcome;
    },
  }));
}
