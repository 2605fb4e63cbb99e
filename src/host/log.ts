import * as path from 'node:path';

import * as vscode from 'vscode';

import type { LogEntry } from '../api/types';
import type { FileProblem } from '../aws/connection';

/** The one log channel. It takes entries of named fields and nothing else: what is not a field can't be logged. */
export interface Log extends vscode.Disposable {
  request(entry: LogEntry): void;
  /** A line of the AWS files that does not count as it is written: never with what it says. */
  fileLine(problem: Pick<FileProblem, 'path' | 'line' | 'what'>): void;
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
    fileLine: ({ path: file, line, what }) =>
      channel.warn(
        `AWS file ${path.basename(file)}${line === undefined ? '' : ` line ${line}`} ${what ?? 'unreadable'}`,
      ),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
