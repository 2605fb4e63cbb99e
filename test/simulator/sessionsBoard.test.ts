// The sessions board over the simulator, while sessions begin and end and fleets stop: what it shows is what AWS has.
import * as assert from 'node:assert/strict';

import type { AuthenticationType, Fleet, Session } from '@aws-sdk/client-appstream';
import fc from 'fast-check';

import type { OpenApi } from '../../src/api/types';
import { createExplorer } from '../../src/explorer/explorer';
import { firstView } from '../../src/explorer/sessions/board';
import type { User } from '../../src/explorer/sessions/ofUser';
import { createReading } from '../../src/explorer/sessions/reading';
import { arrange } from '../../src/explorer/sessions/rows';
import { runtimeUnderTest, sandboxConnection } from '../support/awsRuntime';
import { useSimulator } from './simulatorFixture';

const types: readonly AuthenticationType[] = ['API', 'SAML', 'USERPOOL', 'AWS_AD'];
const users = ['ana', 'bo', 'cem'];
const account = 'SANDBOXPRODUCTION';

/** What happens between two looks. Numbers choose among what there is. */
interface Deed {
  readonly kind: 'begin' | 'end' | 'stop' | 'pass';
  readonly at: number;
}
const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('begin', 'begin', 'begin', 'end', 'end', 'stop', 'pass'),
  at: fc.nat(999),
});

describe('The sessions board over the simulator', () => {
  const fixture = useSimulator({ seed: 'demo' });
  let pairs: readonly { readonly FleetName: string; readonly StackName: string }[] = [];

  before(async () => {
    const { Fleets = [] } = (await fixture.call('DescribeFleets')) as { Fleets?: Fleet[] };
    const found = Fleets.map(async ({ Name: FleetName = '' }) => {
      const { Names = [] } = (await fixture.call('ListAssociatedStacks', { FleetName })) as { Names?: string[] };
      return Names.map(StackName => ({ FleetName, StackName }));
    });
    pairs = (await Promise.all(found)).flat();
  });

  /** All sessions that AWS has. */
  async function truth(): Promise<readonly Session[]> {
    const lists = pairs.flatMap(pair =>
      types.map(async AuthenticationType => {
        const asked = { ...pair, AuthenticationType, Limit: 50 };
        const { Sessions = [] } = (await fixture.call('DescribeSessions', asked)) as { Sessions?: Session[] };
        return Sessions;
      }),
    );
    return (await Promise.all(lists)).flat();
  }

  /** A fleet may be full or stopped: then nothing begins or stops. */
  async function done({ kind, at }: Deed, sessions: readonly Session[]): Promise<void> {
    const pair = pairs[at % pairs.length];
    const call = (operation: string, input: object) =>
      fixture.call(operation, input).catch((): Record<string, unknown> => ({}));
    if (kind === 'pass') fixture.pass(at * 5);
    if (kind === 'stop') await call('StopFleet', { Name: pair?.FleetName });
    if (kind === 'end') await call('ExpireSession', { SessionId: sessions[at % (sessions.length || 1)]?.Id ?? 'none' });
    if (kind === 'begin') {
      const { StreamingURL } = await call('CreateStreamingURL', { ...pair, UserId: users[at % users.length] });
      if (typeof StreamingURL === 'string') await fetch(StreamingURL);
    }
  }

  function boards() {
    const { runtime } = runtimeUnderTest();
    const explorer = createExplorer({
      api: ((connection, actor) =>
        Promise.resolve(actor ? runtime.open(connection, actor) : runtime.open(connection))) as OpenApi,
      pageSize: () => 5,
      changed: () => undefined,
      now: () => fixture.now(),
      schedule: () => () => undefined,
    });
    const connections = [sandboxConnection(fixture.url, account)];
    explorer.setRoots([{ name: account, sandbox: false, connections }]);
    const scope = explorer.roots.flatMap(node => (node.kind === 'profile' ? node.regions : []));
    const { signal } = new AbortController();
    const of = (user?: User) =>
      createReading({ explorer, scope, user, now: () => fixture.now(), changed: () => undefined, signal });
    const end = (): void => {
      explorer.dispose();
      runtime.dispose();
    };
    return { all: of(), ofAna: of({ UserId: 'ana' }), end };
  }

  it('equals what AWS has, of all users and of one, after any deeds of others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(deed, { minLength: 2, maxLength: 8 }), { minLength: 2, maxLength: 3 }),
        async rounds => {
          const { all, ofAna, end } = boards();
          try {
            for (const round of rounds) {
              const before = await truth();
              for (const one of round) await done(one, before);
              // A session counts as ended after two answers without it.
              for (let answer = 0; answer < 2; answer++) {
                await Promise.all([all.read(), ofAna.read()]);
                fixture.pass(6);
              }
              const sessions = await truth();
              const shown = (reading: typeof all) =>
                arrange(reading.sessions(), firstView)
                  .flatMap(({ nodes }) => nodes)
                  .map(({ resource }) => (resource as Session).Id)
                  .sort();
              const ids = (wanted: readonly Session[]) => wanted.map(({ Id }) => Id).sort();
              assert.deepEqual(shown(all), ids(sessions));
              assert.deepEqual(shown(ofAna), ids(sessions.filter(({ UserId }) => UserId === 'ana')));
              assert.deepEqual([...all.unread, ...ofAna.unread], []);
            }
          } finally {
            end();
          }
        },
      ),
      { numRuns: 2 },
    );
  });
});
