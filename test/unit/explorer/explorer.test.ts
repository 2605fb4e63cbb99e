import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { present } from '../../../src/explorer/show/present';
import { availableActions } from '../../../src/explorer/tree/actions';
import type { GroupNode, Node, ResourceNode } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { failure, fleet, labels, manyFleets, only } from '../../support/fleets';
import { someone } from '../../support/scriptedApi';
import { waitUntil } from '../../support/waitUntil';

describe('Expanding a list', () => {
  it('shows a bounded first page, and reads only the API page that shows whether there is more', async () => {
    const { explorer, api, group } = explorerUnderTest(manyFleets(250, 50));
    const nodes = await explorer.children(group('fleet'));
    assert.equal(nodes.length, 101);
    assert.equal(nodes.at(-1)?.kind, 'more');
    assert.equal(api.calls.length, 3);
  });

  it('sorts numbers in names by value, and ignores case', async () => {
    const names = ['fleet-10', 'fleet-2', 'Fleet-1', 'desk', 'Étoile'];
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: names.map(name => fleet(name)) }),
    });
    const rows = await explorer.children(group('fleet'));
    assert.deepEqual(
      rows.map(row => present(row).label),
      ['desk', 'Étoile', 'Fleet-1', 'fleet-2', 'fleet-10'],
    );
  });

  it('never shows a resource twice, even if Load More is clicked twice and the service repeats itself', async () => {
    const script = manyFleets(250, 50);
    const { explorer, group } = explorerUnderTest({
      DescribeFleets(input, signal) {
        const page = script.DescribeFleets?.(input, signal) as { Fleets: object[] };
        return { ...page, Fleets: [fleet('f0'), ...page.Fleets] };
      },
    });
    await explorer.children(group('fleet'));
    await Promise.all([explorer.loadMore(group('fleet')), explorer.loadMore(group('fleet'))]);
    const nodes = await explorer.children(group('fleet'));
    assert.equal(new Set(nodes.map(node => node.id)).size, nodes.length);
    assert.equal(nodes.at(-1)?.kind, 'more', 'the second click must not have loaded a third page');
  });

  it('loads all, and keeps what is loaded when it is cancelled', async () => {
    const { explorer, group } = explorerUnderTest(manyFleets(250, 50), { pageSize: 10 });
    await explorer.children(group('fleet'));
    const abort = new AbortController();
    abort.abort();
    await explorer.loadAll(group('fleet'), abort.signal);
    assert.equal(explorer.list(group('fleet')).nodes.size, 10);
    await explorer.loadAll(group('fleet'), new AbortController().signal);
    assert.equal(explorer.list(group('fleet')).nodes.size, 250);
  });

  it('keeps the loaded rows if a page fails, and says what failed', async () => {
    const { explorer, group } = explorerUnderTest({
      DescribeFleets({ NextToken }) {
        if (NextToken) throw failure('denied');
        return { Fleets: [fleet('a'), fleet('b')], NextToken: 'x' };
      },
    });
    const nodes = await explorer.children(group('fleet'));
    assert.deepEqual(labels(nodes), ['a', 'b', "Can't list Fleets: Access denied"]);
  });

  it('says that an empty list is empty', async () => {
    const { explorer, group } = explorerUnderTest({ DescribeFleets: () => ({}) });
    assert.deepEqual(
      (await explorer.children(group('fleet'))).map(node => node.kind),
      ['empty'],
    );
  });

  it('leaves other groups alone if one group fails', async () => {
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: () => {
        throw failure('denied');
      },
      DescribeStacks: () => ({ Stacks: [{ Name: 's' }] }),
    });
    assert.equal((await explorer.children(group('fleet')))[0]?.kind, 'problem');
    assert.deepEqual(labels(await explorer.children(group('stack'))), ['s']);
  });

  it('lists resources without a name, in an unknown state, or with slashes and markup in their name', async () => {
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: [{}, { Name: 'x', State: 'HIBERNATING' }, { Name: 'a/b <img onerror=1>' }] }),
    });
    const nodes = await explorer.children(group('fleet'));
    assert.deepEqual(labels(nodes), ['Unreadable entry', 'a/b <img onerror=1>', 'x']);
    assert.match(present(nodes[2] as Node).description ?? '', /HIBERNATING/);
    assert.equal(new Set(nodes.map(node => node.id)).size, 3);
  });

  it('lists names of every allowed character and length, and dates outside any calendar', async () => {
    const names = ['Z'.repeat(101), '0a', 'a.b_c-D.9', 'CON', '__proto__'];
    const CreatedTime = new Date(NaN);
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: names.map(Name => ({ Name, CreatedTime, State: 'STOPPED' })) }),
    });
    const nodes = await explorer.children(group('fleet'));
    assert.deepEqual(labels(nodes).sort(), [...names].sort());
    assert.equal(new Set(nodes.map(node => node.id)).size, names.length);
    assert.ok(nodes.every(node => node.kind === 'resource' && JSON.stringify(node.resource)));
  });

  it('asks for the sessions of every stack of a fleet, for every authentication type', async () => {
    const { explorer, api, group } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: [fleet('dev', 'RUNNING')] }),
      ListAssociatedStacks: () => ({ Names: ['s1', 's2'] }),
      DescribeSessions: ({ StackName, AuthenticationType }) => ({
        Sessions: [{ Id: `${String(StackName)}-${String(AuthenticationType)}`, UserId: 'u' }],
      }),
    });
    const dev = only(await explorer.children(group('fleet')));
    const sessions = dev.groups.find(child => child.resourceKind.name === 'session') as GroupNode;
    assert.equal((await explorer.children(sessions)).length, 8);
    assert.equal(api.calls.filter(call => call.startsWith('DescribeSessions')).length, 8);
  });

  it("lists the other fleets' sessions if a fleet of the stack is deleted during the load", async () => {
    const { explorer, row } = explorerUnderTest({
      DescribeStacks: () => ({ Stacks: [{ Name: 's' }] }),
      ListAssociatedFleets: () => ({ Names: ['deleted', 'dev'] }),
      DescribeSessions({ FleetName, AuthenticationType }) {
        const facts = { reason: 'notFound', operation: 'DescribeSessions', code: 'ResourceNotFoundException' } as const;
        if (FleetName === 'deleted') throw new ApiError('No fleet', { ...facts, retryable: false, nextStep: '' });
        return { Sessions: AuthenticationType === 'SAML' ? [{ Id: 'session', UserId: 'u' }] : [] };
      },
    });
    const stack = await row('stack');
    const sessions = stack.groups.find(child => child.resourceKind.name === 'session') ?? assert.fail();
    const nodes = await explorer.children(sessions);
    assert.deepEqual(
      nodes.map(({ kind }) => kind),
      ['resource'],
    );
  });
});

describe('Refreshing', () => {
  it('keeps as many rows as were loaded, keeps the nodes, and adds and removes what changed', async () => {
    let names = ['a', 'b', 'c', 'd'];
    const { explorer, group } = explorerUnderTest(
      { DescribeFleets: () => ({ Fleets: names.map(name => fleet(name)) }) },
      { pageSize: 2 },
    );
    await explorer.children(group('fleet'));
    await explorer.loadMore(group('fleet'));
    const before = [...explorer.list(group('fleet')).nodes.values()];
    names = ['a', 'b', 'd', 'e', 'f'];
    await explorer.refresh(group('fleet'));
    const after = await explorer.children(group('fleet'));
    assert.deepEqual(labels(after), ['a', 'b', 'd', 'e', 'Load More']);
    assert.equal(after[0], before[0], 'a node that stays is the same object');
  });

  it('keeps the rows if it fails, and shows the failure beside them', async () => {
    let broken = false;
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: () => {
        if (broken) throw failure('denied');
        return { Fleets: [fleet('a')] };
      },
    });
    await explorer.children(group('fleet'));
    broken = true;
    await explorer.refresh();
    assert.deepEqual(labels(await explorer.children(group('fleet'))), ['a', "Can't list Fleets: Access denied"]);
  });

  it('drops the late answer of a load that a refresh replaced', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: () => new Promise(resolve => answers.push(resolve)),
    });
    const first = explorer.list(group('fleet')).ensure();
    await new Promise(setImmediate);
    const second = explorer.list(group('fleet')).reload();
    answers[0]?.({ Fleets: [fleet('old')] });
    await first;
    await new Promise(setImmediate);
    answers[1]?.({ Fleets: [fleet('new')] });
    await second;
    assert.deepEqual(labels(explorer.shown(group('fleet'))), ['new']);
  });

  it('does not show one profile the data of another that replaced it', async () => {
    const { explorer, group } = explorerUnderTest({ DescribeFleets: () => ({ Fleets: [fleet('a')] }) });
    await explorer.children(group('fleet'));
    explorer.setRoots([
      {
        name: 'other',
        sandbox: false,
        connections: [{ key: 'profile:other/eu-west-1', profile: 'other', region: 'eu-west-1' }],
      },
    ]);
    assert.deepEqual([...explorer.resources()], []);
  });
});

describe('An action', () => {
  it('shows its progress at once, then the new state, and polls until the state is final', async () => {
    let state = 'STOPPED';
    const { explorer, group, timers, api } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: [fleet('dev', state)] }),
      StartFleet: () => {
        state = 'STARTING';
        return {};
      },
    });
    const dev = only(await explorer.children(group('fleet')));
    const [start] = availableActions(dev);
    assert.equal(start?.name, 'start');
    const performing = explorer.perform({ node: dev, actor: someone }, start, {}, new AbortController().signal);
    assert.match(present(dev).description ?? '', /^Starting…/);
    assert.deepEqual(availableActions(dev), [], 'nothing else is offered meanwhile');
    await performing;
    assert.match(present(dev).description ?? '', /STARTING/);

    assert.equal(timers.length, 1);
    timers.pop()?.callback();
    await new Promise(setImmediate);
    assert.equal(timers.length, 1, 'still settling: looked at again');
    state = 'RUNNING';
    timers.pop()?.callback();
    await new Promise(setImmediate);
    assert.match(present(dev).description ?? '', /RUNNING/);
    assert.equal(timers.length, 0, 'settled: no timer remains');
    assert.equal(api.calls.filter(call => call === 'DescribeFleets {"Names":["dev"]}').length, 3);
  });

  it('that fails is shown at its node, and can be tried again', async () => {
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: () => ({ Fleets: [fleet('dev')] }),
      StartFleet: () => {
        throw failure('conflict');
      },
    });
    const dev = only(await explorer.children(group('fleet')));
    const [start] = availableActions(dev);
    assert.ok(start);
    await assert.rejects(
      explorer.perform({ node: dev, actor: someone }, start, {}, new AbortController().signal),
      /No\./,
    );
    const looks = present(dev);
    assert.match(looks.description ?? '', /^STOPPED · ⚠ X · Start Fleet failed/);
    assert.match(looks.tokens, /;failed;/);
    assert.ok(looks.notes.some(note => note.includes('r-1')));
  });

  it('is refused while another one runs for the resource, however it was started, and the first one continues', async () => {
    const waiting: (() => void)[] = [];
    const started = new Set<string>();
    const { explorer, api, group } = explorerUnderTest({
      DescribeFleets: () => ({
        Fleets: ['a', 'b'].map(name => fleet(name, started.has(name) ? 'STARTING' : 'STOPPED')),
      }),
      StartFleet: ({ Name }) => new Promise(resolve => waiting.push(() => (started.add(String(Name)), resolve({})))),
    });
    const [node, other] = (await explorer.children(group('fleet'))) as ResourceNode[];
    assert.ok(node && other);
    const start = node.resourceKind.actions.find(action => action.name === 'start') ?? assert.fail();
    const { signal } = new AbortController();
    const first = explorer.perform({ node: node, actor: someone }, start, {}, signal);
    await assert.rejects(
      explorer.perform({ node: node, actor: someone }, start, {}, signal),
      /a is busy \(Starting…\)\. Try again/,
    );
    const both = explorer.performAll(
      [
        { node: node, actor: someone },
        { node: other, actor: someone },
      ],
      start,
      {},
      signal,
    );
    assert.equal(node.activity, 'Starting…');
    await waitUntil('both requests', () => waiting.length >= 2);
    for (const end of waiting) end();
    await first;
    assert.deepEqual(
      (await both).map(({ node }) => node.id),
      [node.id],
    );
    assert.equal(api.calls.filter(call => call.startsWith('StartFleet')).length, 2, 'once for each');
  });

  it('that deletes removes the node when the API no longer has the resource', async () => {
    let there = true;
    const { explorer, group } = explorerUnderTest({
      DescribeFleets: ({ Names }) => {
        if (!there && Names) throw failure('notFound');
        return { Fleets: there ? [fleet('dev')] : [] };
      },
      DeleteFleet: () => {
        there = false;
        return {};
      },
    });
    const dev = only(await explorer.children(group('fleet')));
    const remove = availableActions(dev).find(action => action.name === 'delete');
    assert.ok(remove);
    await explorer.perform({ node: dev, actor: someone }, remove, {}, new AbortController().signal);
    assert.deepEqual(
      explorer.shown(group('fleet')).map(node => node.kind),
      ['empty'],
    );
  });

  it('finds a deleted resource among several transient ones, and continues polling the others', async () => {
    const { explorer, group, timers } = explorerUnderTest({
      DescribeFleets: ({ Names }) => {
        const names = Names as string[] | undefined;
        if (names?.includes('gone')) throw failure('notFound');
        return { Fleets: (names ?? ['gone', 'here']).map(name => fleet(name, 'STARTING')) };
      },
    });
    await explorer.children(group('fleet'));
    timers.pop()?.callback();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    assert.deepEqual(labels(explorer.shown(group('fleet'))), ['here']);
    assert.equal(timers.length, 1);
  });
});
