// One cell of the table: a fault is put into one thing that the explorer does, and what became of it is looked at.
import * as assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';

import { isApiError } from '../../src/api/core/errors';
import { isRead } from '../../src/api/core/readOnly';
import type { RuntimeOptions } from '../../src/api/core/types';
import { factsOf } from '../../src/api/serviceFacts';
import type { Api, Operation, Runtime } from '../../src/api/types';
import { accountConnection } from '../../src/aws/connection';
import { createExplorer } from '../../src/explorer/explorer';
import type { ExplorerOptions } from '../../src/explorer/explorerTypes';
import { createTagReader } from '../../src/explorer/tags/reader';
import type { ResourceNode } from '../../src/explorer/tree/node';
import type { Simulator, SimulatorOptions } from '../../src/simulator/simulator';
import { startSimulator } from '../../src/simulator/simulator';
import { findRoot } from '../../tools/root.mjs';
import type { Desk } from './desk';
import { createDesk } from './desk';
import type { FaultCase } from './faultTable';
import { plainApi } from './plainApi';
import { differences, shownRows, unfitRows } from './tree';
import { badWords } from './words';

/** Something that the explorer does. */
export interface Thing {
  /** What the user wants: `start a fleet`. */
  readonly says: string;
  /** The operation that the fault is put into. */
  readonly operation: Operation;
  /** Whether it goes on by itself while the fault is there, and is to end well without the user. */
  readonly follows?: true;
  /** Whether no look can show what it did: then an answer that holds nothing is AWS's word. */
  readonly unseen?: true;
  /** How many of the operation's requests are let through first; none when absent. */
  readonly passes?: number;
  /** How many fleets and stacks there are; the demo company's when absent. */
  readonly seed?: number;
  /** Divides the simulator's durations. A thing that follows needs it slow, or all is over before the fault is there. */
  readonly speed?: number;
  /** How many resources a list shows at first. */
  readonly pageSize?: number;
  /** Looks at what the tree has to know in the end besides its rows. @returns what is wrong, in words */
  readonly check?: (desk: Desk, truth: Api) => Promise<readonly string[]>;
  /** Opens what it takes, while nothing goes wrong yet. @returns what does the thing */
  prepare(desk: Desk): Promise<() => Promise<unknown>>;
}

/** Divides the explorer's waiting. */
const hurry = 20;
/** Divides the simulator's durations, where nothing is to be seen of what settles. */
const fast = 1_000;
/** No thing takes so many milliseconds, even where names are looked up slowly: one that does never ends. */
const never = 60_000;
/** As long as nothing goes wrong on purpose, a slow computer has its time. */
const patient = { connectTimeout: 30_000, requestTimeout: 30_000, concurrency: 4 };
const impatient = { connectTimeout: 8_000, requestTimeout: 4_000, concurrency: 4 };
/** What the tree has to become what the server has: milliseconds. After throttling the SDK is slow for a while. */
const settling = 15_000;

const { createRuntime } = createRequire(path.join(findRoot(), 'dist', 'x.js'))('./runtime.js') as {
  createRuntime: (options: RuntimeOptions) => Runtime;
};

/** Cells that share a simulator: each makes an account in it, and many accounts make it slow. */
const mostCells = 100;

/** The simulators that cells share, each cell with an account of its own. */
export interface Servers {
  of(thing: Pick<Thing, 'seed' | 'speed'>): Promise<Simulator>;
  /** How many requests an account has made. */
  requests(accessKeyId: string): number;
  close(): Promise<void>;
}

export function createServers(): Servers {
  const counts = new Map<string, number>();
  /** Those of each sort, the newest last, and how many cells they have had. */
  const all = new Map<string, { cells: number; readonly simulators: Promise<Simulator>[] }>();
  const close = async (simulator: Promise<Simulator>): Promise<void> => (await simulator).close();
  const log: SimulatorOptions['log'] = ({ accessKeyId }) =>
    void counts.set(accessKeyId, (counts.get(accessKeyId) ?? 0) + 1);
  return {
    of({ seed = 'demo' as const, speed = fast }) {
      const key = `${seed}, ${speed}`;
      const sort = all.get(key) ?? { cells: 0, simulators: [] };
      all.set(key, sort);
      // The cells of the one before the last have long been over.
      if (sort.cells++ % mostCells === 0 && sort.simulators.push(startSimulator({ seed, speed, log })) > 2) {
        void close(sort.simulators.shift() ?? assert.fail('there are three'));
      }
      return sort.simulators.at(-1) ?? assert.fail('it was started');
    },
    requests: accessKeyId => counts.get(accessKeyId) ?? 0,
    close: async () => void (await Promise.all([...all.values()].flatMap(({ simulators }) => simulators.map(close)))),
  };
}

/** What came of a cell. */
export interface Verdict {
  /** What is wrong, in words; empty when nothing is. */
  readonly problems: readonly string[];
  /** Whose requests it made, and how many: there are to be no more. */
  readonly accessKeyId: string;
  readonly requests: number;
}

let accounts = 0;

/**
 * Runs a cell.
 * @param once whether the fault strikes as often as it strikes once, or until it is cleared
 */
export async function runCell(thing: Thing, faultCase: FaultCase, once: boolean, servers: Servers): Promise<Verdict> {
  const { operation } = thing;
  const reads = isRead(operation);
  const fault = faultCase.fault({ operation, reads });
  const own = fault?.outcome.kind === 'refuse'; // it concerns all who are connected
  const { seed = 'demo' as const, speed = fast } = thing;
  const simulator = await (own ? startSimulator({ seed, speed }) : servers.of(thing));
  const accessKeyId = `CELL${accounts++}`;
  let endpoint = simulator.url;
  let struck = 0;
  const connection = accountConnection(accessKeyId, 'eu-west-1', {
    get endpoint() {
      if (endpoint !== simulator.url) struck++;
      return endpoint;
    },
    accessKeyId,
  });
  let limits = patient;
  const runtime = createRuntime({ log: () => undefined, limits: () => limits });
  const told: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const explorer = createExplorer({
    ...explorerOptions(runtime, timers),
    pageSize: () => thing.pageSize ?? 100,
    decided: (_asked, outcome) => void told.push(outcome),
  });
  explorer.setRoots([{ name: accessKeyId, sandbox: true, connections: [connection] }]);

  const problems: string[] = [];
  let over = false;
  try {
    const desk = createDesk(
      explorer,
      () => struck,
      () => over,
    );
    const run = await thing.prepare(desk);
    limits = impatient;
    const before = new Map(simulator.executed(accessKeyId));
    const rows = shownRows(explorer);
    let remove = (): void => undefined;
    if (fault) {
      const { outcome, when } = fault;
      remove = simulator.faults.add({
        ...{ operation: factsOf(operation).operation, accessKeyId },
        ...(once &&
          (faultCase.seconds === undefined ? { times: faultCase.times ?? 1 } : { seconds: faultCase.seconds })),
        ...(when && { when }),
        ...(thing.passes !== undefined && { after: thing.passes }),
        // Asked for when it strikes.
        get outcome() {
          struck++;
          return outcome;
        },
      });
    } else {
      endpoint = faultCase.endpoint?.(simulator.url) ?? '';
    }

    const ended = await within(never, run());
    if (ended.kind === 'late') problems.push('it never ends');
    if (ended.kind === 'failed') {
      problems.push(...badWords(ended.error).map(words => `the error ${words}`));
      if (faultCase.harmless) problems.push(`nothing is wrong, and it fails: ${(ended.error as Error).message}`);
    }
    if (!struck) problems.push('the fault met no request: the test is at fault');
    problems.push(...unfitRows(explorer), ...lostRows(rows, shownRows(explorer), operation));
    remove();
    endpoint = simulator.url;

    const truth = plainApi(connection, simulator.url);
    await truth.call('DescribeStacks', {}); // it listens again
    // Who reads and is told why that failed asks again; so does who had no way to the server for anything. All else comes
    // right by itself, unless the server lied.
    const lies = faultCase.lies === 'once' || (faultCase.lies === 'again' && !once);
    if ((!thing.follows && (reads || !fault)) || lies) await within(never, explorer.refresh());
    problems.push(...(await differences(explorer, truth, settling)), ...unfitRows(explorer));
    problems.push(...((await thing.check?.(desk, truth)) ?? []));
    const isAsAnswered = thing.unseen === true && faultCase.holdsNothing === true;
    problems.push(...misdeeds({ ended, told, isAsAnswered }, operation, before, simulator.executed(accessKeyId)));
  } catch (error) {
    problems.push(
      `the test itself failed: ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' ') : String(error)}`,
    );
  }
  over = true;
  explorer.dispose();
  runtime.dispose();
  if (timers.size) problems.push(`${timers.size} timers are left`);
  if (own) await simulator.close();
  // The server counts what it has answered: what was under way is over by then.
  await new Promise(resolve => setTimeout(resolve, 1_000));
  return { problems: [...new Set(problems)], accessKeyId, requests: servers.requests(accessKeyId) };
}

/** What the explorer has of the host: the runtime, and time that passes more quickly. */
function explorerOptions(runtime: Runtime, timers: Set<NodeJS.Timeout>): Omit<ExplorerOptions, 'pageSize'> {
  const start = Date.now();
  return {
    api: ((to, actor) => Promise.resolve(actor ? runtime.open(to, actor) : runtime.open(to))) as ExplorerOptions['api'],
    identity: to => runtime.identity(to),
    fingerprint: to => runtime.fingerprint(to),
    tagReader: () => Promise.resolve(createTagReader),
    changed: () => undefined,
    now: () => start + (Date.now() - start) * hurry,
    schedule(callback, ms) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        callback();
      }, ms / hurry);
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
  };
}

type Ended =
  { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'late' };

async function within(ms: number, task: Promise<unknown>): Promise<Ended> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ended>(resolve => (timer = setTimeout(resolve, ms, { kind: 'late' })));
  const ended = task.then(
    (): Ended => ({ kind: 'done' }),
    (error: unknown): Ended => ({ kind: 'failed', error }),
  );
  const first = await Promise.race([ended, late]);
  clearTimeout(timer);
  return first;
}

/** The rows that are gone although only one may have been concerned. */
function lostRows(
  before: ReadonlyMap<string, ResourceNode>,
  after: ReadonlyMap<string, ResourceNode>,
  operation: Operation,
): string[] {
  const lost = [...before].filter(([id, node]) => !after.has(id) && !isBelowLost(id, before, after, node));
  const most = /^(Delete|Disassociate|Batch|Untag|Expire|Describe|List)/.test(operation) ? 1 : 0;
  return lost.length > most ? [`rows that nobody touched are gone: ${lost.map(([id]) => id).join(', ')}`] : [];
}

function isBelowLost(
  id: string,
  before: ReadonlyMap<string, ResourceNode>,
  after: ReadonlyMap<string, ResourceNode>,
  self: ResourceNode,
): boolean {
  return [...before.values()].some(node => node !== self && !after.has(node.id) && id.startsWith(`${node.id}/`));
}

/** Sent again without harm, whatever became of it before. */
const harmless: readonly Operation[] = ['TagResource', 'UntagResource'];

/** What the server did that nobody wanted, and what the user was told that is not so. */
function misdeeds(
  {
    ended,
    told,
    isAsAnswered,
  }: { readonly ended: Ended; readonly told: readonly string[]; readonly isAsAnswered: boolean },
  operation: Operation,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): string[] {
  const done = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  const twice = [...after.keys()].filter(
    name => !isRead(name as Operation) && done(name) > 1 && !harmless.includes(name as Operation),
  );
  const problems = twice.map(name => `${name} was done ${done(name)} times`);
  if (isRead(operation)) return problems;
  if (ended.kind === 'done' && !done(operation) && !isAsAnswered) {
    problems.push('it says that it is done, and the server has done nothing');
  }
  for (const word of told) {
    if ((word === 'done') !== done(operation) > 0) problems.push(`it tells later that it is ${word}, which is not so`);
  }
  if (ended.kind === 'failed' && done(operation) && !(isApiError(ended.error) && ended.error.mayHaveHappened)) {
    problems.push(`it says that it failed, and the server has done it: ${(ended.error as Error).message}`);
  }
  return problems;
}
