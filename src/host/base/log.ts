import * as vscode from 'vscode';

import { plainText } from '../../api/core/plainText';
import type { LogEntry } from '../../api/core/types';
import { qualifiedName } from '../../api/serviceNames';

/** The extension's log channel. It accepts only entries with named fields, so that nothing else can be logged. */
export interface Log extends vscode.Disposable {
  request(entry: LogEntry): void;
  show(): void;
}

/** Opens the output channel _AppStream_. */
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
      // A profile name can be any text: it must not start a new line.
      const text = plainText(line.join(' '));
      if (status === 'ok') channel.info(text);
      else channel.warn(text);
    },
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
