import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import * as vscode from 'vscode';

import type { CommandOptions } from '../../src/host/commands';
import { commandHandlers } from '../../src/host/commands';
import { kinds } from '../../src/kinds/all';
import { waitUntil } from '../support/waitUntil';
import { activate, nextAccount, roots, setConnections, world } from './world';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('appstream-explorer.appstream-explorer');
  assert(found);
  return found;
}

// VS Code gives packageJSON with its texts already put in: the file is read as it is.
function readJson(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(extension().extensionPath, name), 'utf8'));
}

function contributed(): string[] {
  return (readJson('package.json') as Manifest).contributes.commands.map(({ command }) => command);
}

// These come first, in this order: activation can't be taken back.
describe('activation', () => {
  it('has not happened in a window where the user has not opened the view or run a command', async () => {
    const { profile } = nextAccount();
    await setConnections([{ profile, regions: ['eu-west-1'] }]);
    assert.equal(extension().isActive, false);
    assert.equal(world().tree, undefined);
  });

  it('happens with the first command, and sends no request', async () => {
    await activate();
    assert.equal(extension().isActive, true);
    assert.deepEqual(await roots(), ['account-001']);
    assert.deepEqual(world().requests, []);
  });

  it('loads the check of lost answers before anything is sent: later, an update may have replaced its file', async () => {
    const { cache } = createRequire(__filename);
    const folder = path.join(extension().extensionPath, 'dist');
    const isLoaded = (file: RegExp): boolean =>
      Object.keys(cache).some(name => name.startsWith(folder) && file.test(path.basename(name)));
    await waitUntil('the runtime', () => isLoaded(/^runtime\.js$/) || undefined);
    await waitUntil('the check', () => isLoaded(/^outcome-\w+\.js$/) || undefined);
    assert.deepEqual(world().requests, []);
  });

  it('exports nothing', () => assert.equal(extension().exports, undefined));

  it('registers all commands of the manifest, and no other', async () => {
    const registered = (await vscode.commands.getCommands(true)).filter(
      // VS Code makes commands of its own for the views.
      name => /^appstream\.(?!(explorer|activity)\.)/.test(name),
    );
    assert.deepEqual(registered.sort(), contributed().sort());
  });

  it('has a handler for every command of the manifest, and no other', () => {
    const nothing = {} as CommandOptions['explorer'];
    const handlers = commandHandlers({ explorer: nothing } as CommandOptions);
    assert.deepEqual([...handlers.keys()].sort(), contributed().sort());
  });

  it('registers a command for each action of a kind', () => {
    const actions = kinds.flatMap(kind => kind.actions.map(({ name }) => `appstream.${kind.name}.${name}`));
    assert.ok(actions.length > 10);
    assert.deepEqual(
      actions.filter(name => !contributed().includes(name)),
      [],
    );
  });
});

describe('the manifest', () => {
  it('names only links and restored tabs as activation events: VS Code adds those of views and commands', () => {
    assert.deepEqual((readJson('package.json') as Manifest).activationEvents, [
      'onUri',
      'onWebviewPanel:appstream.details',
      'onWebviewPanel:appstream.form',
      'onWebviewPanel:appstream.sessions',
    ]);
  });

  it('uses each text of package.nls.json, and has no other text', () => {
    const used = [...JSON.stringify(readJson('package.json')).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    const texts = readJson('package.nls.json') as Record<string, string>;
    assert.ok(used.length > contributed().length);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
    assert.deepEqual(
      Object.entries(texts).filter(([, text]) => !text.trim()),
      [],
    );
  });
});
