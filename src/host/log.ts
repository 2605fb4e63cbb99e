import * as vscode from 'vscode';

import type { LogEntry } from '../api/types';

/** The one log channel. It takes entries of named fields and nothing else: what is not a field can't be logged. */
export interface Log extends vscode.Disposable {
  request(entry: LogEntry): void;
  show(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('AppStream', { log: true });
  return {
    request({ operation, profile, region, duration, status, requestId, attempts }) {
      const line = [operation, profile, region, `${Math.round(duration)} ms`, status, requestId ?? '-'];
      if (attempts !== undefined && attempts > 1) line.push(`${attempts} attempts`);
      if (status === 'ok') channel.info(line.join(' '));
      else channel.warn(line.join(' '));
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
