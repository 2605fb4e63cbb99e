// GET /authenticate: where a streaming URL leads. The page says what it is; opening a fleet's begins a session.
import { hasRoom } from '../handlers/fleetCapacity';
import { beginSession, bootForSession } from '../handlers/sessions';
import type { Session } from '../handlers/sessions';
import type { Store } from '../store';
import type { World } from '../world';
import { factList, htmlPage } from './html';
import { verifiedParameters } from './url';
import type { StreamingParameters } from './url';

export interface Page {
  readonly status: number;
  readonly html: string;
  /** Where it belongs, for the log; empty when the URL was not one of ours. */
  readonly region: string;
}

/** @param query the part of the URL after `?`, byte for byte */
export function authenticate(query: string, world: World): Page {
  const verified = verifiedParameters(query, world);
  if (!verified)
    return refusal(
      403,
      'This streaming URL is not valid',
      'Its signature does not fit its parameters. It was changed on its way, was cut off, or is another simulator’s. Create a new one.',
    );
  const { parameters, region } = verified;
  if (Number(parameters.expires) * 1000 <= world.agenda.now())
    return refusal(403, 'This streaming URL has expired', 'Create a new one, or ask for a longer validity.', region);
  const store = world.store(parameters.awsAccountId, region);
  return parameters.type === 'ADMIN' ? openBuilder(parameters, store) : openFleet(parameters, store, world);
}

function openFleet(parameters: StreamingParameters, store: Store, world: World): Page {
  const { region } = store;
  const stackName = nameIn(parameters.catalogSource);
  const fleet = store.fleets.get(nameIn(parameters.fleetRef));
  const stack = store.stacks.get(stackName);
  if (fleet?.State !== 'RUNNING' || stack?.FleetName !== fleet.Name)
    return refusal(
      503,
      'The fleet is not available',
      'It is not running, or not associated with the stack any more.',
      region,
    );

  let session = [...store.sessions.values()].find(
    ({ UserId, StackName, FleetName, AuthenticationType }) =>
      UserId === parameters.userId &&
      StackName === stackName &&
      FleetName === fleet.Name &&
      AuthenticationType === 'API',
  );
  if (session?.State === 'ACTIVE') session.ConnectionState = 'CONNECTED'; // the user is back
  if (!session) {
    if (!hasRoom(fleet, store))
      return refusal(
        503,
        'No streaming resources are available',
        'All of the fleet’s capacity is in use. Try again later.',
        region,
      );
    session = beginSession(fleet, { user: parameters.userId, stack: stackName, authentication: 'API' }, store, world);
    if (fleet.FleetType === 'ON_DEMAND') bootForSession(session, world);
  }
  return { status: 200, region, html: sessionPage(parameters, session, region) };
}

function sessionPage(parameters: StreamingParameters, session: Session, region: string): string {
  return htmlPage(
    `Simulated streaming session of ${session.StackName}`,
    `<p>A user’s browser would show the applications of the fleet here. This is a simulation: nothing streams, and no AWS account is involved.</p>
${factList([
  ['Stack', session.StackName],
  ['Fleet', session.FleetName],
  ['User', session.UserId],
  ['Application', parameters.applicationId || 'the catalog'],
  ...(parameters.userContext ? ([['Session context', parameters.userContext]] as const) : []),
  [
    'State',
    session.State === 'PENDING'
      ? 'PENDING: an On-Demand instance is booting'
      : `${session.State}, ${session.ConnectionState}`,
  ],
  ['Account and Region', `${parameters.awsAccountId}, ${region}`],
  ['Session ID', session.Id],
  ['Ends by', new Date(session.MaxExpirationTime).toISOString()],
])}
<p>The session is listed and counts in the fleet’s capacity until it is expired or the fleet stops.</p>`,
  );
}

function openBuilder(parameters: StreamingParameters, store: Store): Page {
  const name = nameIn(parameters.fleetRef);
  const builder = store.imageBuilders.get(name);
  if (builder?.State !== 'RUNNING')
    return refusal(503, 'The builder is not available', 'It is not running.', store.region);
  return {
    status: 200,
    region: store.region,
    html: htmlPage(
      `Simulated desktop of ${name}`,
      `<p>An administrator’s browser would show the builder’s desktop here. This is a simulation: nothing streams, and no AWS account is involved.</p>
${factList([
  ['Builder', parameters.fleetRef],
  ['User', parameters.userId],
  ['State', builder.State],
  ['Account and Region', `${parameters.awsAccountId}, ${store.region}`],
])}`,
    ),
  };
}

function refusal(status: number, title: string, explanation: string, region = ''): Page {
  return { status, region, html: htmlPage(title, `<p>${explanation}</p>\n<p>No session was begun.</p>`) };
}

function nameIn(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}
