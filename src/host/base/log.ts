import * as vscode from 'vscode';

import { plainText } from '../../api/core/plainText';
import type { LogEntry } from '../../api/core/types';
import { qualifiedName } from '../../api/serviceNames';

/** The one log channel. It takes entries of named fields and nothing else: what is not a field can't be logged. */
export interface Log extends vscode.Disposable {
  request(entry: LogEntry): void;
  show(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('AppStream', { log: true });
  return {
    request({ service, operation, profile, region, duration, status, requestId, attempts }) {
      const line = [
        qualifiedName(service, operation),
        profile,
        region,
        `${Math.round(duration)} ms`,
        status,
        requestId ?? '-',
      ];
      if (attempts !== undefined && attempts > 1) line.push(`${attempts} attempts`);
      // A profile's name is anybody's to choose: it makes no line of its own.
      const text = plainText(line.join(' '));
      if (status === 'ok') channel.info(text);
      else channel.warn(text);
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
