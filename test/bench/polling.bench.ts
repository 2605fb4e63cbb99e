// Counts the requests of a minute while fleets start. The minute is played by the test's own clock.
import { exploreInTime } from '../support/exploreInTime';
import { fleet } from '../support/fleets';
import { row, target } from './table';

const pageSize = 50;

async function main(): Promise<void> {
  console.log('\nRequests in the first minute while fleets start');
  const counted: [count: number, requests: number][] = [];
  for (const count of [1, 50, 500]) counted.push([count, await requestsWhileStarting(count)]);
  const [, ofOne] = counted[0] ?? [1, NaN];
  for (const [count, requests] of counted) {
    const pages = Math.ceil(count / pageSize);
    row(`${count} starting`, String(requests), `${pages} per poll`);
    const words = `requests in a minute while ${count} ${count === 1 ? 'fleet starts' : 'fleets start'}`;
    target(words, requests, { unit: '', atMost: pages * ofOne });
  }
}

async function requestsWhileStarting(count: number): Promise<number> {
  const names = Array.from({ length: count }, (_, at) => `fleet-${String(at).padStart(3, '0')}`);
  const world = exploreInTime({
    DescribeFleets({ NextToken, Names }: { NextToken?: string; Names?: readonly string[] }) {
      const start = Number(NextToken ?? 0);
      const asked = (Names ?? names).map(name => fleet(name, 'STARTING'));
      const next = start + pageSize;
      return { Fleets: asked.slice(start, next), ...(next < asked.length && { NextToken: String(next) }) };
    },
  });
  const group = world.group('fleet');
  await world.explorer.children(group);
  await world.explorer.loadAll(group, new AbortController().signal);
  world.inBackground();
  world.calls();
  await world.pass(60_000);
  const requests = world.calls().length;
  world.explorer.dispose();
  return requests;
}

void main();
