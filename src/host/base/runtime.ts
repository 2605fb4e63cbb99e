import * as vscode from 'vscode';

import { lazy } from '../../api/core/lazy';
import type { Changed, RuntimeOptions } from '../../api/core/types';
import type { Runtime } from '../../api/types';
import { outcomeCheck } from '../../explorer/acting/outcomeCheck';

/** Loads the runtime with the AWS SDK on first use. */
export interface LazyRuntime extends vscode.Disposable {
  get(): Promise<Runtime>;
  /** Drops clients, credentials and file contents, if the runtime is loaded. */
  reset(): void;
  /** Fires when the settings of profiles change and when profiles are signed in. */
  readonly onDidChange: vscode.Event<Changed>;
}

/** A runtime that is disposed while it loads ends as soon as it is loaded. */
export function lazyRuntime(options: Omit<RuntimeOptions, 'changed'>): LazyRuntime {
  let disposed = false;
  const changed = new vscode.EventEmitter<Changed>();
  const runtime = lazy(async () => {
    const [{ createRuntime }] = await Promise.all([import('../../api/runtime'), outcomeCheck.get()]);
    const created = createRuntime({ ...options, changed: change => changed.fire(change) });
    if (disposed) created.dispose();
    created.watch();
    void created.preload('appstream');
    return created;
  });
  return {
    get: runtime.get,
    onDidChange: changed.event,
    reset: () => runtime.loaded?.reset(),
    dispose() {
      disposed = true;
      runtime.loaded?.dispose();
      changed.dispose();
    },
  };
}
