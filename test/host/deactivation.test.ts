// The end of the extension, and its start with whatever earlier and newer versions have saved.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import { allSaved } from '../../src/host/base/saved';
import { findRoot } from '../../tools/root.mjs';
import { watchHandles } from '../support/handles';
import { notEmpty } from '../support/notEmpty';
import { statesInMemory } from '../support/states';
import { waitUntil } from '../support/waitUntil';
import { SecondActivation } from './secondActivation';
import { activate, setConnections, shown } from './world';

const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(group => group.tabs);

describe('deactivation', () => {
  before(async () => {
    await activate();
    await setConnections([]);
    await shown(labels => !labels.length);
  });
  afterEach(async () => {
    await vscode.window.tabGroups.close(tabs());
  });

  const root = findRoot();
  /**
   * Opened by the code of the extension or of the AWS SDK. VS Code's own code makes timers and processes on the way, such as those
   * that look for a proxy. Servers and connections are opened when a name has been looked up, which hides whose they are, and
   * nobody else opens any meanwhile.
   */
  const isOwn = (kind: string, [nearest = '']: readonly string[]): boolean =>
    ['server', 'connection'].includes(kind) ||
    (nearest.includes(root) && !/[\\/]out[\\/]workbench[\\/]|[\\/]mocha[\\/]|waitUntil/.test(nearest));

  async function child(
    second: SecondActivation,
    node: Node | undefined,
    wanted: (node: Node) => boolean,
  ): Promise<Node> {
    const found = (await second.below(node)).find(wanted);
    if (!found) throw new Error('The row is missing');
    return found;
  }

  it('leaves no timer, server, connection, watcher or process', async () => {
    const handles = watchHandles(isOwn);
    const second = new SecondActivation({ visible: true });
    try {
      second.activate();
      await second.below();
      await second.run('openSandbox');
      const sandbox = await child(second, undefined, ({ kind }) => kind === 'sandbox');
      const profile = await child(second, sandbox, ({ kind }) => kind === 'profile');
      const region = await child(second, profile, ({ kind }) => kind === 'region');
      const group = (name: string) => (node: Node) => node.kind === 'group' && node.resourceKind.name === name;
      const fleets = await child(second, region, group('fleet'));
      const stopped = await child(
        second,
        fleets,
        node => node.kind === 'resource' && node.resourceKind.state?.(node.resource) === 'STOPPED',
      );
      await second.run('fleet.start', stopped); // polls follow
      await second.run('stack.create', await child(second, region, group('stack')));
      await waitUntil('the tab of the form', () => tabs().length > 0);
      assert.deepEqual(handles.seen(), ['connection', 'server', 'timer', 'watcher']);
      assert.ok(handles.open().length > 0);
      second.end();
      await waitUntil('the end of all that was opened', () => !handles.open().length, { every: 50, limit: 8000 }).catch(
        () => undefined,
      );
      assert.deepEqual(handles.open(), []);
    } finally {
      second.end();
      handles.end();
    }
  });

  it('while the sandbox starts leaves no server', async () => {
    const handles = watchHandles(isOwn);
    const second = new SecondActivation();
    try {
      second.activate();
      await second.run('showLog'); // everything is loaded
      const opening = second.run('openSandbox');
      second.end();
      await opening;
      assert.ok(handles.seen().includes('server'));
      const servers = (): readonly string[] => handles.open().filter(one => one.startsWith('server'));
      await waitUntil('the end of the server', () => !servers().length, { limit: 5000 }).catch(() => undefined);
      assert.deepEqual(servers(), []);
    } finally {
      second.end();
      handles.end();
    }
  });
});

describe('a start with saved state', () => {
  const keys = notEmpty(Object.values(allSaved).map(({ key }) => key));
  const ofNewer = 'of a newer version, which stays';
  const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown;
  const table: [what: string, saved: unknown][] = [
    ['of a number', 7],
    ['of a text', 'x'],
    ['of an empty list', []],
    ['of a list of anything', [null, 7, 'x', {}, { title: 1, page: {} }, { title: 'x', page: { key: 'k' } }]],
    ['of other members', { version: 'x', value: {}, lists: [7], view: {} }],
    ['that is deep', deep],
    ['of this version, damaged', { version: 1, value: { lists: { a: 7 }, view: null } }],
    [ofNewer, { version: 99, value: { all: 'new' } }],
    ['of a draft whose place is gone', [{ title: 'x', page: { key: 'nothing.create\n\0', values: {}, opened: {} } }]],
  ];
  for (const [what, saved] of table) {
    it(`works: ${what}`, async () => {
      const states = statesInMemory(Object.fromEntries(keys.map(key => [key, saved])));
      const second = new SecondActivation({ states });
      try {
        second.activate();
        await second.below();
        await second.run('showLog'); // when it resolves, everything is there
        assert.deepEqual([second.view.message ?? '', second.channels], ['', 1]);
        if (what === ofNewer) for (const key of keys) assert.deepEqual(states.values.get(key), saved);
      } finally {
        second.end();
      }
    });
  }
});
