import type { Fault } from '../../src/simulator/simulator';

/** A group of a Region, and a resource that the demo has in it. */
export const groups = { Fleets: 'gis-analysis', Stacks: 'archive-2024', 'Image Builders': 'linux-trial' } as const;
export type Group = keyof typeof groups;

/** The service's own error. */
export const error = (type: string, message: string, status = 400): Fault['outcome'] => ({
  kind: 'error',
  type,
  message,
  status,
});

export interface Trouble {
  readonly given: string;
  readonly profile: string;
  readonly group: Group;
  readonly fault: Pick<Fault, 'operation' | 'outcome'>;
  /** The row that replaces the list; `{host}` is the endpoint's host. */
  readonly label: string;
  /** Its description, which says what to do; `{host}` is the endpoint's host. */
  readonly next: string;
}

/** Problems of a list, and what the tree shows. Each has its own profile. */
export const troubles: readonly Trouble[] = [
  {
    given: 'no permission to list stacks',
    profile: 'denied',
    group: 'Stacks',
    fault: {
      operation: 'DescribeStacks',
      outcome: error(
        'AccessDeniedException',
        'User: arn:aws:iam::123456789012:user/dev is not authorized to perform: appstream:DescribeStacks',
      ),
    },
    label: "Can't list Stacks: Access denied",
    next: 'Profile "denied" needs the permission appstream:DescribeStacks.',
  },
  {
    given: 'a token that has expired',
    profile: 'expired',
    group: 'Fleets',
    fault: {
      operation: 'DescribeFleets',
      outcome: error('ExpiredTokenException', 'The security token included in the request is expired'),
    },
    label: "Can't list Fleets: Credentials expired",
    next: 'Renew the credentials of profile "expired", then refresh.',
  },
  {
    given: 'keys that AWS does not know',
    profile: 'unknownKey',
    group: 'Fleets',
    fault: {
      operation: 'DescribeFleets',
      outcome: error('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    },
    label: "Can't list Fleets: Not signed in",
    next: 'Check the credentials of profile "unknownKey" in the AWS files, then refresh.',
  },
  {
    given: 'a connection that is broken off',
    profile: 'reset',
    group: 'Image Builders',
    fault: { operation: 'DescribeImageBuilders', outcome: { kind: 'reset' } },
    label: "Can't list Image Builders: Can't connect",
    next: 'Check the endpoint URL of profile "reset", then retry.',
  },
  {
    given: 'a service in trouble',
    profile: 'failing',
    group: 'Stacks',
    fault: { operation: 'DescribeStacks', outcome: error('InternalFailure', '', 500) },
    label: "Can't list Stacks: {host} has a problem",
    next: 'The error comes from {host}. Retry later.',
  },
  {
    given: "a proxy's page instead of an answer",
    profile: 'proxied',
    group: 'Fleets',
    fault: { operation: 'DescribeFleets', outcome: { kind: 'body', body: '<html><h1>Log in to the network</h1>' } },
    label: "Can't list Fleets: Unexpected answer",
    next: 'Check that the endpoint belongs to AppStream and that no proxy intercepts the request.',
  },
  {
    given: 'an endpoint that never answers',
    profile: 'hung',
    group: 'Fleets',
    fault: { operation: 'DescribeFleets', outcome: { kind: 'hang' } },
    label: "Can't list Fleets: No answer",
    next: 'Retry. If your network is slow, increase the appstream.requestTimeout setting.',
  },
];
