import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { run } from './runCommand';
import { activate, below, itemOf, nodeAt, roots, setConnections, shown, world } from './world';

const open = (): Thenable<unknown> => vscode.commands.executeCommand('appstream.openSandbox');
const stop = (): Thenable<unknown> => vscode.commands.executeCommand('appstream.stopSandbox');

async function endpoint(): Promise<string> {
  const region = await nodeAt(['Sandbox', 'production', 'eu-west-1']);
  assert(region.kind === 'region' && region.connection.sandbox);
  return region.connection.sandbox.endpoint;
}

/** How many servers this process has. */
function servers(): number {
  return process.getActiveResourcesInfo().filter(name => name === 'TCPServerWrap').length;
}

describe('the sandbox', () => {
  beforeEach(async () => {
    await activate();
    await setConnections([]);
    await shown(labels => !labels.length);
  });
  afterEach(stop);

  it('listens on this computer alone, and is in the tree with its accounts', async () => {
    await open();
    assert.deepEqual(await roots(), ['Sandbox']);
    assert.equal(new URL(await endpoint()).hostname, '127.0.0.1');
    assert.ok((await fetch(await endpoint())).status > 0);
    const fleets = await below(await nodeAt(['Sandbox', 'production', 'eu-west-1', 'Fleets']));
    assert.ok(fleets.every(({ kind }) => kind === 'resource') && fleets.length > 1);
  });

  it('needs no profile, and does not ask for one', async () => {
    const before = world().requests.length;
    await open();
    await below(await nodeAt(['Sandbox', 'development', 'us-east-1', 'Stacks']));
    assert.equal(world().requests.length, before);
  });

  it('is listed beside the profiles', async () => {
    await setConnections([{ profile: 'account-001', regions: [] }]);
    await shown(labels => labels.length === 1);
    await open();
    assert.deepEqual(await roots(), ['account-001', 'Sandbox']);
  });

  it('runs once if it is opened again', async () => {
    await open();
    const first = await endpoint();
    await open();
    assert.equal(await endpoint(), first);
    assert.deepEqual(await roots(), ['Sandbox']);
  });

  it('runs once if it is opened twice at the same time, and stopping it leaves none', async () => {
    const before = servers();
    await Promise.all([open(), open()]);
    assert.deepEqual(await roots(), ['Sandbox']);
    assert.equal(servers(), before + 1);
    const address = await endpoint();
    await stop();
    await assert.rejects(fetch(address));
  });

  it('refuses connections after it is stopped', async () => {
    await open();
    const address = await endpoint();
    await stop();
    assert.deepEqual(await roots(), []);
    await assert.rejects(fetch(address), (error: Error) => (error.cause as { code?: string }).code === 'ECONNREFUSED');
  });

  it('can be stopped when it does not run, and opened again', async () => {
    await stop();
    await open();
    await stop();
    await open();
    assert.deepEqual(await roots(), ['Sandbox']);
  });
});

describe("the sandbox's clock", () => {
  const path = ['Sandbox', 'production', 'eu-west-1', 'Fleets', 'field-survey'];
  const state = async (): Promise<string> => String(itemOf(await nodeAt(path)).description);

  before(async () => {
    await activate();
    await open();
  });
  after(stop);

  /** Moves the clock. @returns the message at the end */
  async function advance(...answers: Parameters<typeof run>[1]): Promise<string> {
    const { asked } = await run('advanceClock', answers);
    assert.equal(asked[0]?.text, 'Sandbox: Advance Clock…');
    return asked.at(-1)?.text ?? '';
  }

  it('stands still until it is moved forward, and what is due by then has happened in the view', async () => {
    assert.match(await advance({ pick: 'Pause the clock' }), /^The sandbox's clock is paused at /);
    await vscode.commands.executeCommand('appstream.fleet.start', await nodeAt(path));
    assert.match(await state(), /^STARTING/);
    assert.match(await advance({ pick: '15 minutes' }), /^The sandbox's clock is paused at /);
    assert.match(await state(), /^RUNNING/);
    assert.match(await advance({ pick: 'Resume the clock' }), /^In the sandbox, it is now /);
  });

  it('moves until a time, which must lie ahead', async () => {
    const root = await nodeAt(['Sandbox']);
    const answers = [{ pick: 'Until a time…' }, { type: '2020-01-01 8:00' }, { type: '8:00' }];
    const { asked } = await run('advanceClock', answers, root, [root]);
    assert.match(asked[2]?.problem ?? '', /^The clock moves only forward/);
    assert.match(asked.at(-1)?.text ?? '', /^In the sandbox, it is now .* 8:00 AM\.$/);
    const { asked: again } = await run('advanceClock', ['cancel']);
    assert.match(again[0]?.placeholder ?? '', /^In the sandbox, it is .* 8:00 AM\. How far/);
    assert.deepEqual(again[0]?.offers, [
      ...['15 minutes', '1 hour', '8 hours', '1 day', 'Until a time…', 'Pause the clock'],
    ]);
  });

  it('is that of a sandbox that runs', async () => {
    await stop();
    const { asked } = await run('advanceClock', []);
    assert.match(asked[0]?.text ?? '', /^The sandbox has stopped/);
    await open();
  });
});
