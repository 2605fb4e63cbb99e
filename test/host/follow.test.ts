// What is said when something that was started runs.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { Node } from '../../src/explorer/tree/node';
import { waitUntil } from '../support/waitUntil';
import { replace } from './replace';
import { nodeAt, showAccount, world } from './world';

describe('What was started', () => {
  const said: string[] = [];
  let restore: () => void;
  beforeEach(() => {
    said.length = 0;
    restore = replace(vscode.window, 'showInformationMessage', (words: string, ...rest: unknown[]) => {
      const buttons = rest.filter(
        (one): one is vscode.MessageItem => typeof one === 'object' && 'title' in (one ?? {}),
      );
      said.push([words, ...buttons.map(({ title }) => `[${title}]`)].join(' '));
      return Promise.resolve(undefined);
    });
  });
  afterEach(() => {
    restore();
    world().simulator.faults.clear();
  });

  const run = (command: string, node: Node): Thenable<unknown> =>
    vscode.commands.executeCommand(`appstream.${command}`, node, [node]);

  /** From now on, the account's fleet answers with this state. */
  function answer(accessKeyId: string, state: string): void {
    const edit = (output: Record<string, unknown>): void => {
      for (const fleet of (output['Fleets'] ?? []) as Record<string, unknown>[]) {
        if (fleet['Name'] === 'gis-analysis') fleet['State'] = state;
      }
    };
    world().simulator.faults.add({ operation: 'DescribeFleets', accessKeyId, outcome: { kind: 'edit', edit } });
  }

  it('is said to run when the view sees it, once, with Stream…', async () => {
    const { accessKeyId, profile } = await showAccount();
    const fleet = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    await run('fleet.start', fleet);
    assert.deepEqual(said, [], 'it is STARTING');
    answer(accessKeyId, 'RUNNING');
    await run('refresh', fleet);
    await waitUntil('the message', () => Promise.resolve(said.length > 0 || undefined));
    await run('refresh', fleet);
    assert.deepEqual(said, ['Fleet "gis-analysis" is RUNNING. [Stream…]']);
  });

  it('is said nothing about if it stops instead', async () => {
    const { accessKeyId, profile } = await showAccount();
    const fleet = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    await run('fleet.start', fleet);
    answer(accessKeyId, 'STOPPED');
    await run('refresh', fleet);
    world().simulator.faults.clear();
    answer(accessKeyId, 'RUNNING');
    await run('refresh', fleet);
    assert.deepEqual(said, []);
  });

  it('is told once to a user who waits', async () => {
    const { accessKeyId, profile } = await showAccount();
    const fleet = await nodeAt([profile, 'eu-west-1', 'Fleets', 'gis-analysis']);
    await run('fleet.start', fleet);
    const waited = run('waitRunning', fleet);
    answer(accessKeyId, 'RUNNING');
    await waited;
    assert.deepEqual(said, ['Fleet "gis-analysis" is RUNNING.']);
  });
});
