import * as vscode from 'vscode';

import type { Changed, RuntimeOptions } from '../../api/core/types';
import type { Runtime } from '../../api/types';

/** Loads the bundle with the AWS SDK on first use. */
export interface LazyRuntime extends vscode.Disposable {
  get(): Promise<Runtime>;
  /** Drops clients, credentials and file contents, if the bundle is loaded. */
  reset(): void;
  /** Fires when the settings of profiles change and when profiles are signed in. */
  readonly onDidChange: vscode.Event<Changed>;
}

export function lazyRuntime(options: Omit<RuntimeOptions, 'translations' | 'changed'>): LazyRuntime {
  let loading: Promise<Runtime> | undefined;
  let loaded: Runtime | undefined;
  let disposed = false;
  const changed = new vscode.EventEmitter<Changed>();
  return {
    get: () =>
      (loading ??= import('../../api/runtime').then(({ createRuntime }) => {
        const translations = vscode.l10n.bundle;
        loaded = createRuntime({
          ...options,
          changed: change => changed.fire(change),
          ...(translations && { translations }),
        });
        if (disposed) loaded.dispose();
        loaded.watch();
        return loaded;
      })),
    onDidChange: changed.event,
    reset: () => loaded?.reset(),
    dispose() {
      disposed = true;
      loaded?.dispose();
      changed.dispose();
    },
  };
}
