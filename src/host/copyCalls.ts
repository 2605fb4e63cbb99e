// Copies the calls that a list or a resource stands for: as AWS CLI commands, or signed, for whoever has no credentials.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { callsOf, hasCalls } from '../explorer/calls';
import type { Call } from '../explorer/calls';
import type { Node } from '../explorer/node';
import { cliCommand, curlCommand } from '../explorer/shell';
import type { Connection } from '../aws/connection';
import type { LazyRuntime } from './runtime';

/** Minutes that a signed request can be made: the title of its command says so. */
const validity = 15;

interface Placed {
  readonly connection: Connection;
  readonly call: Call;
}

/** Copies the calls as AWS CLI commands, a line each. @throws ApiError */
export async function copyCliCommands(runtime: LazyRuntime, nodes: readonly Node[]): Promise<void> {
  const placed = await callsOfAll(runtime, nodes);
  if (!placed.length) return;
  await vscode.env.clipboard.writeText(placed.map(({ call, connection }) => cliCommand(call, connection)).join('\n'));
  vscode.window.setStatusBarMessage(l10n.t('Copied'), 2_000);
}

/**
 * Copies the calls as signed requests, a curl command each. They are bearer secrets: they go to the clipboard alone.
 * @throws ApiError
 */
export async function copySignedRequests(runtime: LazyRuntime, nodes: readonly Node[]): Promise<void> {
  const placed = await callsOfAll(runtime, nodes);
  if (!placed.length) return;
  const loaded = await runtime.get();
  const signed = await Promise.all(
    placed.map(({ call, connection }) =>
      loaded.presign(connection, call.operation, call.input as never, validity * 60),
    ),
  );
  await vscode.env.clipboard.writeText(signed.map(curlCommand).join('\n'));
  const first = new Date(Math.min(...signed.map(({ expires }) => expires.getTime())));
  void vscode.window.showInformationMessage(
    l10n.t(
      'Copied as a curl command. Whoever has it can make this call without credentials until {0}.',
      first.toLocaleTimeString(),
    ),
  );
}

async function callsOfAll(runtime: LazyRuntime, nodes: readonly Node[]): Promise<Placed[]> {
  const loaded = await runtime.get();
  const { signal } = new AbortController();
  const placed = await Promise.all(
    nodes.filter(hasCalls).map(async node => {
      const { connection } = node;
      const calls = await callsOf(node, loaded.open(connection), signal);
      return calls.map(call => ({ connection, call }));
    }),
  );
  if (nodes.length && !placed.flat().length)
    void vscode.window.showInformationMessage(l10n.t('There is nothing to ask for here: no call lists it.'));
  return placed.flat();
}
