// A profile that is marked read-only: nothing that changes is offered, nothing is done, nothing is sent. All operations, all
// actions of all kinds: what is added later is held to it too.
import * as assert from 'node:assert/strict';

import { api as facts } from '../../../src/api/appstream/model';
import { isApiError } from '../../../src/api/core/errors';
import { isRead } from '../../../src/api/core/readOnly';
import { createRuntime } from '../../../src/api/runtime';
import type { Operation } from '../../../src/api/types';
import { present } from '../../../src/explorer/show/present';
import { availableActions } from '../../../src/explorer/tree/actions';
import { resourceNode } from '../../../src/explorer/tree/makeNodes';
import type { GroupNode, Node, ResourceNode } from '../../../src/explorer/tree/node';
import { kinds } from '../../../src/kinds/all';
import { actingIn, sandboxConnection } from '../../support/awsRuntime';
import { startAwsServer } from '../../support/awsServer';
import type { UnderTest } from '../../support/explorerUnderTest';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { someone } from '../../support/scriptedApi';

const operations = Object.keys(facts.operations) as Operation[];

/** Every value that any State of the API can have, and none. */
const states = [
  ...new Set(
    Object.entries(facts.shapes).flatMap(([name, shape]) =>
      /State|Status|Stage/.test(name) ? (shape.enum ?? []) : [],
    ),
  ),
  undefined,
];

/** An explorer over an API that answers every operation with nothing. */
const explore = (readOnly: boolean): UnderTest =>
  explorerUnderTest(Object.fromEntries(operations.map(operation => [operation, () => ({})])), { mark: { readOnly } });

/** Every list of a Region and what may stand below it, each kind once for each way it is listed. */
function groupsOf({ region }: UnderTest): GroupNode[] {
  const found = new Map<string, GroupNode>();
  const visit = (group: GroupNode): void => {
    for (const section of group.sections ?? []) visit(section);
    const key = [group.resourceKind.name, ...Object.keys(group.scope)].join(' ');
    if (group.sections || found.has(key)) return;
    found.set(key, group);
    for (const resource of [...samples(undefined), anything]) {
      for (const child of resourceNode(`${group.id}/x`, group, resource).groups) visit(child);
    }
  };
  region.groups.forEach(visit);
  return [...found.values()];
}

/** A resource of which all is there that a kind may want to know: each member that is asked for is a text. */
const anything = new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? `some-${name}` : undefined) });

/** Resources of no kind in particular, in a state: with what decides in some kinds what is offered. */
function samples(state: string | undefined): readonly object[] {
  const base = {
    State: state,
    Status: state,
    Name: 'n',
    Arn: 'arn:aws:appstream:eu-west-1:1:image-builder/n',
    Key: 'k',
    InstanceDrainStatus: state,
  };
  return [
    { ...base, FleetType: 'ON_DEMAND', Visibility: 'PRIVATE', Enabled: true },
    { ...base, FleetType: 'ELASTIC', Visibility: 'SHARED', Enabled: false },
  ];
}

/** Those of each kind in each state. */
function* nodesOf(setup: UnderTest): Iterable<ResourceNode> {
  for (const group of groupsOf(setup)) {
    for (const state of states) {
      for (const resource of samples(state)) yield resourceNode(`${group.id}/${state}`, group, resource);
    }
  }
}

const changing = (calls: readonly string[]): string[] => calls.filter(call => !isRead(call));
const readOnlyRefusal = (error: unknown): boolean => isApiError(error) && error.reason === 'readOnly';

describe('A read-only profile', () => {
  it('is tested with every kind', () => {
    assert.deepEqual(new Set(groupsOf(explore(true)).map(group => group.resourceKind)), new Set(kinds));
  });

  it('is the only obstacle: without the mark, each action of each kind is offered to one of these resources', () => {
    const offered = new Set<string>();
    for (const node of nodesOf(explore(false))) {
      for (const { name } of availableActions(node)) offered.add(`${node.resourceKind.name}.${name}`);
    }
    const all = kinds.flatMap(kind => kind.actions.map(({ name }) => `${kind.name}.${name}`));
    assert.deepEqual(
      all.filter(name => !offered.has(name)),
      [],
    );
  });

  it('offers no action that changes something, for any kind in any state', () => {
    for (const node of nodesOf(explore(true))) {
      const wrong = availableActions(node).filter(action => !action.operations.every(isRead));
      assert.deepEqual(wrong, [], node.id);
      const tokens = present(node).tokens.split(';');
      const changingTokens = node.resourceKind.actions
        .filter(action => !action.operations.every(isRead))
        .map(action => `${node.resourceKind.name}.${action.name}`);
      assert.deepEqual(
        tokens.filter(token => [...changingTokens, 'duplicate'].includes(token) || token.startsWith('sandbox.')),
        [],
        node.id,
      );
    }
  });

  it('offers no creation, even in an empty list', () => {
    for (const group of groupsOf(explore(true))) {
      const empty: Node = { kind: 'empty', id: 'e', parent: group };
      for (const node of [group, empty]) assert.doesNotMatch(present(node).tokens, /;(group|empty)\.\w+;/);
    }
  });

  for (const kind of kinds) {
    for (const action of kind.actions.filter(({ operations }) => !operations.every(isRead))) {
      it(`refuses ${kind.name}.${action.name}, for one resource and for several`, async () => {
        const setup = explore(true);
        const { explorer, api } = setup;
        const { signal } = new AbortController();
        const group = groupsOf(setup).find(({ resourceKind }) => resourceKind === kind);
        assert.ok(group);
        const shown = { node: resourceNode(`${group.id}/x`, group, anything), actor: someone };
        await assert.rejects(explorer.perform(shown, action, {}, signal, {}), readOnlyRefusal);
        const failed = await explorer.performAll([shown, shown], action, {}, signal);
        assert.ok(failed.length && failed.every(({ error }) => readOnlyRefusal(error)));
        assert.deepEqual(changing(api.calls), []);
        assert.equal(shown.node.activity, undefined);
      });
    }
    if (kind.create) {
      it(`refuses to create a ${kind.name}`, async () => {
        const setup = explore(true);
        const group = groupsOf(setup).find(({ resourceKind }) => resourceKind === kind);
        assert.ok(group);
        await assert.rejects(setup.explorer.create(group, someone, {}, new AbortController().signal), readOnlyRefusal);
        assert.deepEqual(changing(setup.api.calls), []);
      });
    }
  }

  it('still allows reads: its lists are the same', async () => {
    const setup = explore(true);
    for (const group of groupsOf(setup)) await setup.explorer.children(group);
    assert.ok(setup.api.calls.length > 10);
    assert.deepEqual(changing(setup.api.calls), []);
  });
});

describe('The API of a read-only connection', () => {
  it('sends and presigns only operations that read', async () => {
    const server = await startAwsServer();
    const logged: string[] = [];
    const runtime = createRuntime({
      log: ({ operation, status }) => logged.push(`${operation} ${status}`),
      limits: () => ({ connectTimeout: 20_000, requestTimeout: 20_000, concurrency: 4 }),
      readOnly: ({ profile }) => profile === 'AKIDLOCKED',
    });
    try {
      const locked = sandboxConnection(server.url, 'AKIDLOCKED');
      for (const operation of operations.filter(name => !isRead(name))) {
        await assert.rejects(actingIn(runtime, locked).call(operation, {}), readOnlyRefusal, operation);
        await assert.rejects(runtime.presign(locked, someone, operation, {}, 60), readOnlyRefusal, operation);
        assert.equal(logged.at(-1), `${operation} ReadOnly`);
      }
      assert.deepEqual(server.received, []);
      await runtime.open(locked).call('DescribeFleets', {});
      await actingIn(runtime, sandboxConnection(server.url, 'AKIDOTHER')).call('StartFleet', { Name: 'f' });
      assert.deepEqual(
        server.received.map(({ operation }) => operation),
        ['DescribeFleets', 'StartFleet'],
      );
    } finally {
      runtime.dispose();
      await server.close();
    }
  });

  it("tells reads from changes by the operation's name: none that changes something or lets somebody in is called Describe, List or Get", () => {
    const reading = operations.filter(isRead);
    const letIn = operations.filter(name => name.includes('StreamingURL'));
    assert.ok(reading.length >= 25 && letIn.length >= 3);
    assert.deepEqual(letIn.filter(isRead), []);
  });
});
