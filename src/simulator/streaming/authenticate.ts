// GET /authenticate: the page behind a streaming URL. Opening a fleet's URL starts a session.
import type { Store } from '../base/store';
import type { StreamingParameters } from '../base/streamingUrl';
import { openedBy } from '../base/streamingUrl';
import type { World } from '../base/world';
import { hasRoom } from '../handlers/fleetCapacity';
import { beginSession, bootForSession, endOverdueSessions } from '../handlers/sessions';
import type { Session } from '../resources/session';
import { assistantForm } from './assistant';
import { factList, htmlPage } from './html';
import type { Page } from './page';

/** @param query the part of the URL after `?`, byte for byte */
export function authenticate(query: string, world: World): Page {
  const opened = openedBy(query, world);
  if ('refused' in opened) return refusal(403, opened.title, opened.refused);
  const { parameters, region } = opened;
  const store = world.store(parameters.awsAccountId, region);
  endOverdueSessions(store, world);
  return parameters.type === 'ADMIN' ? openBuilder(parameters, store, query) : openFleet(parameters, store, world);
}

function openFleet(parameters: StreamingParameters, store: Store, world: World): Page {
  const { region } = store;
  const stackName = nameIn(parameters.catalogSource);
  const fleet = store.fleets.get(nameIn(parameters.fleetRef));
  const stack = store.stacks.get(stackName);
  if (fleet?.State !== 'RUNNING' || stack?.FleetName !== fleet.Name) {
    return refusal(
      503,
      'The fleet is not available',
      'It is not running, or not associated with the stack any more.',
      region,
    );
  }

  let session = [...store.sessions.values()].find(
    ({ UserId, StackName, FleetName, AuthenticationType }) =>
      UserId === parameters.userId &&
      StackName === stackName &&
      FleetName === fleet.Name &&
      AuthenticationType === 'API',
  );
  if (session?.State === 'ACTIVE') session.ConnectionState = 'CONNECTED'; // the user is back
  if (!session) {
    if (!hasRoom(fleet, store)) {
      return refusal(
        503,
        'No streaming resources are available',
        'All of the fleet’s capacity is in use. Try again later.',
        region,
      );
    }
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

function openBuilder(parameters: StreamingParameters, store: Store, query: string): Page {
  const [kind = '', name = ''] = parameters.fleetRef.split('/');
  const builder = (kind === 'image-builder' ? store.imageBuilders : store.appBlockBuilders).get(name);
  if (builder?.State !== 'RUNNING') {
    return refusal(503, 'The builder is not available', 'It is not running.', store.region);
  }
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
])}
${assistantForm(kind, query)}`,
    ),
  };
}

function refusal(status: number, title: string, explanation: string, region = ''): Page {
  return { status, region, html: htmlPage(title, `<p>${explanation}</p>\n<p>No session was begun.</p>`) };
}

function nameIn(reference: string): string {
  return reference.slice(reference.indexOf('/') + 1);
}
