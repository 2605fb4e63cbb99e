// What may go wrong with a request: a sentence for each, and what the simulator is told.
import type { Shape } from '../../src/api/core/facts';
import { factsOf } from '../../src/api/serviceFacts';
import type { Fault, Outcome } from '../../src/simulator/simulator';

/** What a fault is put into. */
export interface Struck {
  readonly operation: string;
  /** Whether the operation only reads. */
  readonly reads: boolean;
}

/** Something that goes wrong. */
export interface FaultCase {
  readonly says: string;
  /** What the simulator is told for an operation; undefined where it makes no sense there. */
  fault(struck: Struck): Pick<Fault, 'outcome' | 'when'> | undefined;
  /** Whether the server says what is not so of a thing, at once or again and again: then the user has to ask anew. */
  readonly lies?: 'once' | 'again';
  /** Whether it is an HTTP 200 that holds nothing. */
  readonly holdsNothing?: true;
  /** Whether it is no fault at all: nothing may fail by it. */
  readonly harmless?: true;
  /** How often it strikes when it strikes once; 1 when absent. */
  readonly times?: number;
  /** For how many seconds it strikes when it strikes once, instead of how often. */
  readonly seconds?: number;
  /** Where requests go instead of to the simulator, for what a simulator cannot do. */
  readonly endpoint?: (simulator: string) => string;
}

const page = (status: number): Outcome => ({
  kind: 'body',
  status,
  contentType: 'text/html',
  body: '<html><head><title>Proxy</title></head><body onload="alert(1)">Sign in at <a href="https://proxy.example/?t=abc">the proxy</a></body></html>',
});
const error = (type: string, message: unknown, more: Partial<Extract<Outcome, { kind: 'error' }>> = {}): Outcome => ({
  kind: 'error',
  type,
  message,
  ...more,
});
const body = (text: string, status = 200, more: Partial<Extract<Outcome, { kind: 'body' }>> = {}): Outcome => ({
  kind: 'body',
  body: text,
  status,
  ...more,
});

/** Any request may meet these, before the server acts or after it. */
const lost: readonly (readonly [string, Outcome])[] = [
  ['HTTP 500', error('InternalFailure', 'An internal error occurred.', { status: 500 })],
  ['HTTP 503', error('ServiceUnavailableException', 'Service unavailable', { status: 503 })],
  ['a connection that is reset', { kind: 'reset' }],
  ['half a body', { kind: 'half' }],
  ['a page with HTTP 200', page(200)],
  ['a page with HTTP 403', page(403)],
  ['a page with HTTP 502', page(502)],
  ['no answer', { kind: 'hang' }],
  ['bytes that come too slowly', { kind: 'slow', ms: 900 }],
  ['garbage that says it is gzip', { kind: 'garbage' }],
  ['an empty HTTP 200', body('')],
  ['an HTTP 204', body('', 204)],
  ['another content type', body('{}', 200, { contentType: 'text/plain' })],
  ['null', body('null')],
  ['a list', body('[]')],
  ['a redirect', body('', 302, { headers: { location: 'https://proxy.example/' } })],
];

/** Refusals: the server does not act. */
const refused: readonly (readonly [string, Outcome])[] = [
  // A proxy that wants a password passes nothing on: there is no 407 after the server acted. With HTTPS it comes before the
  // tunnel is there.
  ['a page with HTTP 407', page(407)],
  ['throttling', error('ThrottlingException', 'Rate exceeded')],
  ['throttling with Retry-After', error('ThrottlingException', 'Rate exceeded', { headers: { 'retry-after': '1' } })],
  ['HTTP 429', error('TooManyRequestsException', 'Too many requests', { status: 429 })],
  ['throttling by EC2', error('RequestLimitExceededException', 'Request limit exceeded. Try again later.')],
  [
    'AccessDenied',
    error('AccessDeniedException', 'User: arn:aws:iam::123456789012:user/ada is not authorized to perform it'),
  ],
  [
    'an expired signature',
    error('InvalidSignatureException', 'Signature expired: 20261124T090000Z is now earlier than 20261124T091000Z', {
      status: 403,
    }),
  ],
  [
    'a signature that is not yet valid',
    error(
      'InvalidSignatureException',
      'Signature not yet current: 20261124T093000Z is still later than 20261124T091000Z',
      { status: 403 },
    ),
  ],
  [
    'expired credentials',
    error('ExpiredTokenException', 'The security token included in the request is expired', { status: 403 }),
  ],
  [
    'an unknown access key',
    error('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  ],
  [
    'ConcurrentModification',
    error('ConcurrentModificationException', 'An API error occurred. Wait a few minutes and try again.'),
  ],
  ['a quota that is reached', error('LimitExceededException', 'You have reached the limit. Request an increase.')],
  ['a resource in use', error('ResourceInUseException', 'The resource is in use.')],
  ['a message that is an object', error('OperationNotPermittedException', { a: 1 })],
  ['a message that is a list', error('ResourceNotAvailableException', ['no', 'instances'])],
  ['no message', error('OperationNotPermittedException', undefined)],
  [
    'a message that is a link',
    error('OperationNotPermittedException', '[Sign in again](command:workbench.action.quit)\n<b>now</b>\u202e'),
  ],
  ['a message of 40 kB', error('OperationNotPermittedException', 'SessionToken='.repeat(3_000))],
  ['an error whose name is no name', error('A name\r\nof two lines', 'No.')],
];

/** What an operation of any service answers. */
function outputShape(name: string): Shape {
  const { service, operation } = factsOf(name);
  return service.model.outputShape(operation);
}

/** Whether the answer is one page of several. */
function hasPages(operation: string): boolean {
  const { members = {} } = outputShape(operation);
  return 'NextToken' in members || 'PaginationToken' in members;
}

/** The name of an output's list, of its entries' shape, and of what names an entry. */
function listOf(
  operation: string,
): { readonly member: string; readonly named: string | undefined; readonly members: readonly string[] } | undefined {
  const { shape } = factsOf(operation).service.model;
  for (const [member, name] of Object.entries(outputShape(operation).members ?? {})) {
    const list = shape(name);
    if (list.type !== 'list') continue;
    const members = Object.keys(shape(list.member ?? '').members ?? {});
    const naming = [
      'Name',
      'UserName',
      'DirectoryName',
      'TaskId',
      'Id',
      'StackName',
      'sharedAccountId',
      'ApplicationArn',
      'AppBlockArn',
      'ResourceARN',
    ];
    return { member, named: naming.find(one => members.includes(one)), members };
  }
  return undefined;
}

/** Changes to the first entry of a list that is read. @param at what stands for the entry */
const entries: readonly (readonly [
  string,
  (at: string, list: NonNullable<ReturnType<typeof listOf>>) => Outcome | undefined,
])[] = [
  ['an entry that is missing', at => ({ kind: 'change', at })],
  ['an entry that is null', at => ({ kind: 'change', at, to: null })],
  ['an entry that is a text', at => ({ kind: 'change', at, to: 'text' })],
  ['an entry that is a list', at => ({ kind: 'change', at, to: [1] })],
  ['an entry that is empty', at => ({ kind: 'change', at, to: {} })],
  [
    'an entry with another name',
    (at, { named }) => (named === undefined ? undefined : { kind: 'change', at: `${at}.${named}`, to: 'renamed' }),
  ],
  [
    'an entry without a name',
    (at, { named }) => (named === undefined ? undefined : { kind: 'change', at: `${at}.${named}` }),
  ],
  [
    'an entry whose name is empty',
    (at, { named }) => (named === undefined ? undefined : { kind: 'change', at: `${at}.${named}`, to: '' }),
  ],
  [
    'an entry whose name is a number',
    (at, { named }) => (named === undefined ? undefined : { kind: 'change', at: `${at}.${named}`, to: 7 }),
  ],
  [
    'a state that nobody knows',
    (at, { members }) => has(members, 'State', { kind: 'change', at: `${at}.State`, to: 'DANCING' }),
  ],
  [
    'a state that is an object',
    (at, { members }) => has(members, 'State', { kind: 'change', at: `${at}.State`, to: {} }),
  ],
  [
    'a state that says it failed',
    (at, { members }) => has(members, 'State', { kind: 'change', at: `${at}.State`, to: 'FAILED' }),
  ],
  [
    'FleetErrors that are no list',
    (at, { members }) => has(members, 'FleetErrors', { kind: 'change', at: `${at}.FleetErrors`, to: {} }),
  ],
  [
    'FleetErrors',
    (at, { members }) =>
      has(members, 'FleetErrors', {
        kind: 'change',
        at: `${at}.FleetErrors`,
        to: [{ ErrorCode: 'INTERNAL_SERVICE_ERROR', ErrorMessage: 'No [capacity](command:quit).' }, null],
      }),
  ],
];

function has(members: readonly string[], member: string, outcome: Outcome): Outcome | undefined {
  return members.includes(member) ? outcome : undefined;
}

/** All faults. */
export const faultCases: readonly FaultCase[] = [
  ...lost.flatMap(([says, outcome]) =>
    (['before', 'after'] as const).map((when): FaultCase => ({
      says: `${says}, ${when} the server acted`,
      // A read does nothing: both would be the same.
      fault: ({ reads }) =>
        reads && when === 'before' && !['half', 'slow'].includes(outcome.kind) ? undefined : { when, outcome },
      ...((says === 'an empty HTTP 200' || outcome.kind === 'slow') && { holdsNothing: true as const }),
    })),
  ),
  ...refused.map(([says, outcome]): FaultCase => ({ says, fault: () => ({ outcome }) })),
  { says: 'its own answer', fault: () => ({ outcome: { kind: 'headers', headers: {} } }), harmless: true },
  {
    says: 'an answer that comes in pieces',
    fault: () => ({ outcome: { kind: 'slow', ms: 5, bytes: 1_000 } }),
    harmless: true,
  },
  { says: 'an answer of 10 MB', fault: () => ({ outcome: { kind: 'large', bytes: 10_000_000 } }), harmless: true },
  { says: 'an answer of 20 MB', fault: () => ({ outcome: { kind: 'large', bytes: 20_000_000 } }) },
  {
    says: 'its own answer as text/html',
    fault: () => ({ outcome: { kind: 'headers', headers: { 'content-type': 'text/html' } } }),
  },
  {
    says: 'its own answer without what it holds',
    fault: ({ operation }) => {
      const [member] = Object.keys(outputShape(operation).members ?? {});
      return member === undefined ? undefined : { outcome: { kind: 'change', at: member } };
    },
  },
  {
    says: 'its own answer with null in place of what it holds',
    fault: ({ operation }) => {
      const [member] = Object.keys(outputShape(operation).members ?? {});
      return member === undefined ? undefined : { outcome: { kind: 'change', at: member, to: null } };
    },
  },
  {
    says: '{} instead of its answer',
    fault: ({ operation }) => (empty(operation) ? undefined : { outcome: body('{}'), when: 'after' }),
  },
  { says: 'a clock that is 10 minutes ahead', fault: () => ({ outcome: { kind: 'clock', minutes: 10 } }), times: 2 },
  { says: 'a clock that is 10 minutes behind', fault: () => ({ outcome: { kind: 'clock', minutes: -10 } }), times: 2 },
  ...(
    [
      ['a URL that is no text', { a: 1 }],
      ['an empty URL', ''],
      ['a URL of another scheme', 'javascript:alert(1)'],
      ['a URL of a plain http host', 'http://elsewhere.example/'],
    ] as const
  ).map(([says, to]): FaultCase => ({
    says,
    fault: ({ operation }) =>
      outputShape(operation).members?.['StreamingURL']
        ? { outcome: { kind: 'change', at: 'StreamingURL', to } }
        : undefined,
  })),
  {
    says: 'a role that is not there yet',
    fault: ({ operation }) =>
      /^Create/.test(operation)
        ? { outcome: error('InvalidRoleException', 'The specified role is invalid.') }
        : undefined,
    seconds: 1,
  },
  ...(['repeated', 'refused', 'endless'] as const).map((token): FaultCase => ({
    says: `page tokens that are ${token}`,
    fault: ({ operation, reads }) => (reads && hasPages(operation) ? { outcome: { kind: 'token', token } } : undefined),
  })),
  ...(
    [
      ['an entry that moves to the page before', 'first'],
      ['an entry that moves to the page after', 'second'],
    ] as const
  ).map(([says, to]): FaultCase => ({
    says,
    fault: ({ operation, reads }) => (reads && hasPages(operation) ? { outcome: { kind: 'moved', to } } : undefined),
    times: 2,
    ...(to === 'first' && { lies: 'again' as const }),
  })),
  ...entries.map(([says, outcomeOf]): FaultCase => ({
    says,
    fault({ operation, reads }) {
      const list = reads ? listOf(operation) : undefined;
      const outcome = list && outcomeOf(`${list.member}[0]`, list);
      return outcome && { outcome };
    },
    ...(says.startsWith('a state') && { lies: 'once' as const }),
    // What is missing from two answers is gone. A number is read as a text, and so is another name, too.
    ...(/missing|another name|name is a number/.test(says) && { lies: 'again' as const }),
  })),
  { says: 'nobody who listens, for a while', fault: () => ({ outcome: { kind: 'refuse', ms: 400 } }) },
  { says: 'a host that is in no DNS', fault: () => undefined, endpoint: () => 'http://appstream.invalid' },
  { says: 'TLS that is broken', fault: () => undefined, endpoint: simulator => simulator.replace('http:', 'https:') },
];

/** Whether an operation answers nothing, so that `{}` is its answer. */
function empty(operation: string): boolean {
  return Object.keys(outputShape(operation).members ?? {}).length === 0;
}
