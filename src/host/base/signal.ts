import type * as vscode from 'vscode';

/** Turns VS Code's cancellation token into an AbortSignal, which the core uses. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  else token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
