import { randomUUID } from 'node:crypto';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { sandboxStopped } from '../../api/core/actor';
import { accountConnection, type Connection } from '../../aws/connection';
import { viewId } from '../../explorer/contributed';
import type { Root } from '../../explorer/tree/node';
import type { Simulator } from '../../simulator/simulator';
import type { Handlers } from '../base/command';
import { setContext } from '../base/context';
import { withProgress } from '../base/door';
import { sandboxSpeed } from '../base/settingsLater';

/** The simulator inside the extension. A command starts it on a loopback port; it ends with the window. */
export interface Sandbox extends vscode.Disposable {
  /** What it runs, with its clock; undefined while it isn't running. */
  readonly simulator: Simulator | undefined;
  /** The tree's roots for the sandbox; empty while it isn't running. */
  roots(): readonly Root[];
  /** Whether a connection belongs to a sandbox that has stopped. */
  stopped(connection: Connection): boolean;
  /** Fires when the sandbox starts or stops. */
  readonly onDidChange: vscode.Event<void>;
  open(): Promise<void>;
  stop(): Promise<void>;
  /**
   * Creates an image as Image Assistant does inside a real image builder. AppStream's API has no operation for it.
   * @throws Error with a message for users if the image builder can't create an image or the name is invalid
   */
  createImage(connection: Connection, builder: string, name: string): void;
}

/** Makes a sandbox that does not run. `open` loads the simulator. */
export function createSandbox(): Sandbox {
  const changed = new vscode.EventEmitter<void>();
  let running:
    { readonly simulator: Simulator; readonly instance: string; readonly roots: readonly Root[] } | undefined;
  // Two commands in quick succession share one start. Otherwise, stopping the sandbox would leave a second server running.
  let starting: Promise<void> | undefined;
  let isDisposed = false;

  async function start(): Promise<void> {
    const { startSimulator, sandboxAccounts } = await import('../../simulator/simulator');
    const simulator = await startSimulator({ speed: sandboxSpeed() });
    if (isDisposed) return simulator.close();
    const instance = randomUUID();
    const roots = sandboxAccounts.map(({ name, accessKeyId, regions }) => ({
      name,
      sandbox: true,
      connections: regions.map(region =>
        accountConnection(name, region, { endpoint: simulator.url, accessKeyId, instance }),
      ),
    }));
    running = { simulator, instance, roots };
  }

  async function startWithProgress(): Promise<void> {
    const title = l10n.t('Starting the sandbox…');
    await withProgress({ location: { viewId }, title }, start);
  }

  async function switched(): Promise<void> {
    await setContext('appstream.sandboxRunning', running !== undefined);
    changed.fire();
  }

  return {
    onDidChange: changed.event,
    get simulator() {
      return running?.simulator;
    },
    roots: () => running?.roots ?? [],
    stopped: ({ sandbox }) => sandbox !== undefined && sandbox.instance !== running?.instance,
    async open() {
      if (!running) await (starting ??= startWithProgress().finally(() => (starting = undefined)));
      await switched();
    },
    async stop() {
      const stopping = running;
      running = undefined;
      await switched();
      await stopping?.simulator.close();
    },
    createImage({ sandbox, region }, builder, name) {
      if (!running || sandbox?.instance !== running.instance) throw sandboxStopped('CreateImage');
      running.simulator.createImageFromBuilder(sandbox.accessKeyId, region, { builder, name });
    },
    dispose() {
      isDisposed = true;
      void running?.simulator.close();
      changed.dispose();
    },
  };
}

/** A second press while the sandbox starts waits for the same start. */
export function sandboxCommands(sandbox: Sandbox): Handlers<'openSandbox' | 'stopSandbox'> {
  return { openSandbox: () => sandbox.open(), stopSandbox: () => sandbox.stop() };
}
