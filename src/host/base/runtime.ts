import * as vscode from 'vscode';

import type { Runtime } from '../../api/appstream/types';
import type { RuntimeOptions } from '../../api/core/types';

/** Loads the bundle with the AWS SDK at the first use, once. */
export interface LazyRuntime extends vscode.Disposable {
  get(): Promise<Runtime>;
  /** Forgets clients, credentials and file contents, if anything was loaded at all. */
  reset(): void;
}

export function lazyRuntime(options: Omit<RuntimeOptions, 'translations'>): LazyRuntime {
  let loading: Promise<Runtime> | undefined;
  let loaded: Runtime | undefined;
  let disposed = false;
  return {
    get: () =>
      (loading ??= import('../../api/runtime').then(({ createRuntime }) => {
        const translations = vscode.l10n.bundle;
        loaded = createRuntime({ ...options, ...(translations && { translations }) });
        if (disposed) loaded.dispose();
        loaded.watch();
        return loaded;
      })),
    reset: () => loaded?.reset(),
    dispose() {
      disposed = true;
      loaded?.dispose();
    },
  };
}
