// What ends while something is under way: each load and action of each kind is cut off at each of its requests. Afterwards
// nothing is asked any more, nothing is held, and no timer is left.
import * as assert from 'node:assert/strict';

import type { ActingApi } from '../../../src/api/types';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import { findNode } from '../../../src/explorer/tree/findNode';
import { goalOf } from '../../../src/explorer/tree/goal';
import type { GroupNode, ResourceNode } from '../../../src/explorer/tree/node';
import { isShown } from '../../../src/explorer/tree/node';
import { kinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import type { UnderTest } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { pathTo } from '../../support/pathTo';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi, someone } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

/** Whatever a resource may have. */
const thing = {
  ...{ Name: 'a', Arn: 'arn:aws:appstream:eu-west-1:123456789012:thing/a', State: 'STARTING' },
  ...{ Status: 'PENDING_INSTALLATION', FleetType: 'ELASTIC', Visibility: 'PRIVATE', ManagedSoftwareIncluded: true },
  ...{ UserName: 'u', AuthenticationType: 'USERPOOL', StackName: 's', FleetName: 'f', Id: 'i', TaskId: 't' },
  ...{ ApplicationArn: 'arn:a:b:c:d:application/x', AppBlockArn: 'arn:a:b:c:d:app-block/x', AppBlockBuilderName: 'b' },
  ...{ ApplicationIdentifier: 'x', DirectoryName: 'corp.example.com', S3BucketName: 'logs', SoftwareName: 'Office' },
  ...{ sharedAccountId: '210987654321', BillingPeriod: '2026-11', LicenseType: 'Office', UserArn: 'arn:u' },
};

/** Any answer: lists have the thing in them, and there is one more page. */
function answer(input: Record<string, unknown>): unknown {
  const more = input['NextToken'] === undefined ? 'more' : undefined;
  const members: Record<string, unknown> = { Names: ['a'], Tags: { team: 'x' }, Theme: thing, ExportImageTask: thing };
  return new Proxy(members, {
    get: (known, member) =>
      member === 'then' || member === 'PaginationToken'
        ? undefined
        : member === 'NextToken'
          ? more
          : (known[String(member)] ?? [thing]),
  });
}

interface World extends UnderTest {
  /** From now on another Api is opened, as that of another session. */
  readonly nextSession: () => void;
  /** From now on, the request of this number (from 0) is answered only when it is released. */
  hold(at: number): void;
  /** Resolves when that request has been made; what it is waited with may end before. */
  held(): Promise<void>;
  release(): void;
}

function world(): World {
  let at = Infinity;
  let asked = 0;
  let arrive: () => void = () => undefined;
  let arrived = new Promise<void>(() => undefined);
  let release: () => void = () => undefined;
  let released = Promise.resolve();
  const wait = async (input: Record<string, unknown>): Promise<unknown> => {
    if (asked++ >= at) {
      arrive();
      await released;
    }
    return answer(input);
  };
  let opened: ActingApi | undefined;
  const setup: UnderTest = explorerUnderTest(new Proxy<Script>({}, { get: () => wait }), {
    api: () => Promise.resolve<ActingApi>(opened ?? setup.api),
    identity: () => Promise.resolve({ account: '1' }),
  });
  return {
    ...setup,
    nextSession: () => (opened = scriptedApi(new Proxy<Script>({}, { get: () => answer }))),
    hold(number) {
      [at, asked] = [number, 0];
      arrived = new Promise(resolve => (arrive = resolve));
      released = new Promise(resolve => (release = resolve));
    },
    held: () => arrived,
    release: () => release(),
  };
}

const turns = async (count = 10): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
};

type Does = (world: World, group: GroupNode, node: ResourceNode | undefined) => Promise<unknown>;

const signal = (): AbortSignal => new AbortController().signal;
const loads: Record<string, Does> = {
  'its first load': ({ explorer }, group) => explorer.children(group),
  'another load': ({ explorer }, group) => explorer.refresh(group),
  'Refresh All': ({ explorer }) => explorer.refresh(),
  'Load More': ({ explorer }, group) => explorer.loadMore(group),
  'Load All': ({ explorer }, group) => explorer.loadAll(group, signal()),
  'the way to one of it': ({ explorer }, group) => findNode(explorer, `${group.id}/z`),
  'a look at one of it': ({ explorer }, _group, node) => explorer.refresh(node),
  'what a form asks anew': ({ explorer }, _group, node) =>
    node ? explorer.describeAgain({ node, actor: someone }, signal()) : Promise.resolve(),
  'a look at what settles': async ({ tick }) => {
    tick();
    await turns();
  },
  'a wait': async ({ explorer, tick }, _group, node) => {
    if (!node || !goalOf(node)) return;
    const waiting = explorer.waiter.wait(node, signal());
    tick();
    await Promise.race([waiting, turns()]);
  },
  'coming back to the window': ({ explorer }, group) => {
    explorer.renewer.opened(group);
    return explorer.renewer.renew();
  },
};

const sessionEnds = 'its session ends';
const ends: Record<string, (explorer: Explorer) => void> = {
  'its profile is removed': explorer => explorer.setRoots([]),
  'its Region is removed': explorer => explorer.setRoots([{ name: 'prod', sandbox: false, connections: [] }]),
  [sessionEnds]: explorer => explorer.forget(['prod']),
  'the window is closed': explorer => explorer.dispose(),
};

/** Lets timers go off until something is over: what pauses between two looks goes on. */
async function passTime(what: string, until: Promise<unknown>, tick: () => void): Promise<void> {
  let isOver = false;
  void until.finally(() => (isOver = true));
  await waitUntil(what, async () => {
    await turns();
    if (!isOver) tick();
    return isOver;
  });
}

/** Does something, cuts it off at one of its requests, and looks what is left. @returns whether it made so many requests */
async function cutOff(of: Kind, loaded: boolean, does: Does, end: string, at: number) {
  const one = world();
  const { explorer, api, timers, tick } = one;
  const group = await pathTo(explorer, of);
  const nodes = loaded ? await explorer.children(group) : [];
  const node = nodes.find(other => other.kind === 'resource');
  await turns(2);
  one.hold(at);
  const doing = does(one, group, node).catch(() => undefined);
  const isHeld = Promise.race([one.held().then(() => true), doing.then(() => false)]);
  await passTime(`${of.name} to ask or to end`, isHeld, tick);
  if (!(await isHeld)) {
    explorer.dispose();
    return false;
  }
  one.nextSession();
  ends[end]?.(explorer);
  const before = api.calls.length;
  one.release();
  // The next session may check what became of a change that was sent.
  await passTime(`${of.name} to end`, doing, tick);
  await turns();
  assert.deepEqual(api.calls.slice(before), [], `no later request than number ${at}, when ${end}`);
  // What is shown after that is the next session's, and whoever waited for a list waits for that of the next session.
  if (end !== sessionEnds) {
    assert.deepEqual([...explorer.resources()], [], `nothing held after request ${at}, when ${end}`);
    assert.equal(timers.length, 0, `no timer after request ${at}, when ${end}`);
  }
  for (const held of explorer.resources()) assert.ok(isShown(held));
  explorer.dispose();
  return true;
}

async function cutOffEverywhere(of: Kind, loaded: boolean, does: Does): Promise<number> {
  let requests = 0;
  for (const end of Object.keys(ends)) {
    requests = 0;
    for (; requests < 12; requests++) if (!(await cutOff(of, loaded, does, end, requests))) break;
  }
  return requests;
}

describe('When a connection ends at any request, nothing more is sent', () => {
  for (const of of kinds) {
    it(`for loads of ${of.plural} (${of.name})`, async () => {
      for (const [what, load] of Object.entries(loads)) {
        const loaded = what !== 'its first load' && what !== 'the way to one of it';
        const requests = await cutOffEverywhere(of, loaded, load);
        // Billing periods are reckoned, not asked for.
        if (what === 'its first load') assert.equal(requests > 0, of.name !== 'billingPeriod', what);
      }
    });

    for (const action of of.actions) {
      it(`for ${of.name}.${action.name}`, async () => {
        const answers = { StackName: 's', FleetName: 'a', 'UserStackAssociations.StackName': 's' };
        const requests = await cutOffEverywhere(of, true, async ({ explorer }, _group, node) => {
          if (node) await explorer.perform({ node, actor: someone }, action, answers, signal(), { Name: 'a' });
        });
        assert.ok(requests || /^(stream|associateUser|disassociateUser)/i.test(action.name), action.name);
        await cutOffEverywhere(of, true, async ({ explorer }, _group, node) => {
          if (node) await explorer.performAll([{ node, actor: someone }], action, answers, signal());
        });
      });
    }

    if (of.create) {
      it(`for creating a ${of.name}`, async () => {
        const make: Does = ({ explorer }, group) =>
          explorer.create(group, someone, { Name: 'a', StackName: 's' }, signal(), true);
        assert.ok(await cutOffEverywhere(of, true, make));
        await cutOffEverywhere(of, false, make);
      });
    }
  }

  for (const [when, end] of Object.entries(ends)) {
    it(`for looking up the account, when ${when}`, async () => {
      const { explorer, group, timers } = world();
      const asking = explorer.identify(group('fleet'));
      end(explorer);
      await asking;
      assert.equal(timers.length, 0);
    });
  }
});
