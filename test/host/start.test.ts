// The extension's start, with a VS Code that fails on the way. `activate` runs a second time here, so nothing of it may be
// registered again.
import assert from 'node:assert/strict';

import type { Node } from '../../src/explorer/tree/node';
import { waitUntil } from '../support/waitUntil';
import { SecondActivation } from './secondActivation';

const told =
  "AppStream Explorer can't start: The state is unreadable. Reload the window. If that doesn't help, reinstall the extension.";

describe('an extension that fails halfway through its start', () => {
  let second: SecondActivation;
  const begin = async (failures: number): Promise<void> => {
    second = new SecondActivation({ failures });
    second.activate();
    await second.tree?.getChildren(); // what VS Code does first; loading begins after that
    await waitUntil('the first attempt', () => second.attempts === 1 || undefined);
  };
  const showLog = async (): Promise<unknown> => second.run('showLog');

  afterEach(() => second.end());

  it('disposes of what it had created, at each attempt', async () => {
    await begin(2);
    await assert.rejects(showLog());
    assert.deepEqual([second.attempts, second.channels], [2, 0]);
  });

  it('gives the view no rows below a Region, and says there why and what to do next', async () => {
    await begin(2);
    assert.deepEqual(await second.tree?.getChildren({ kind: 'region' } as Node), []);
    assert.equal(second.view.message, told);
  });

  it('fails its commands with the same words, which VS Code shows', async () => {
    await begin(2);
    await assert.rejects(showLog(), { message: told });
  });

  it('has the view ask again for its rows when an attempt succeeds, and not before', async () => {
    await begin(2);
    let changes = 0;
    second.tree?.onDidChangeTreeData?.(() => changes++);
    await assert.rejects(showLog());
    assert.equal(changes, 0);
    await showLog();
    assert.deepEqual([second.view.message, second.channels, changes], ['', 1, 1]);
  });

  it('leaves nothing when it ends', async () => {
    await begin(1);
    await showLog();
    second.end();
    assert.equal(second.channels, 0);
  });
});
