// Copies the calls behind a list or a resource: as AWS CLI commands, or signed, for somebody without credentials.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { noAbort } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import type { Connection } from '../../aws/connection';
import type { Call } from '../../explorer/calls/calls';
import { callsOf, hasCalls } from '../../explorer/calls/calls';
import type { Shell } from '../../explorer/calls/shell';
import { cliCommand, curlCommand, shells } from '../../explorer/calls/shell';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Node } from '../../explorer/tree/node';
import { showInformationMessage, showQuickPick } from '../base/door';
import type { LazyRuntime } from '../base/runtime';
import { chooseShell, shell } from '../base/shellSetting';

/** The minutes for which a signed request is valid. The command's title names them. */
const validity = 15;

interface Placed {
  readonly connection: Connection;
  /** The actor who signs it, as the tree shows it. */
  readonly actor: Actor;
  readonly call: Call;
}

/** Copies the calls as AWS CLI commands. @throws ApiError, ActionRefused */
export async function copyCliCommands(explorer: Explorer, runtime: LazyRuntime, nodes: readonly Node[]): Promise<void> {
  const placed = await callsOfAll(explorer, runtime, nodes);
  if (!placed.length) return;
  await copyFor(
    shell(),
    target => placed.map(({ call, connection }) => cliCommand(call, connection, target)),
    target => l10n.t('Copied as an AWS CLI command for {0}.', shells[target]),
  );
}

/**
 * Copies the calls as signed requests: one curl command each. They are bearer secrets and go to the clipboard only.
 * @throws ApiError
 */
export async function copySignedRequests(
  explorer: Explorer,
  runtime: LazyRuntime,
  nodes: readonly Node[],
): Promise<void> {
  const placed = await callsOfAll(explorer, runtime, nodes);
  if (!placed.length) return;
  const loaded = await runtime.get();
  const signed = await Promise.all(
    placed.map(({ call, connection, actor }) =>
      loaded.presign(connection, actor, call.operation, call.input as never, validity * 60),
    ),
  );
  const first = new Date(Math.min(...signed.map(({ expires }) => expires.getTime())));
  await copyFor(
    shell(),
    target => signed.map(request => curlCommand(request, target)),
    target =>
      l10n.t(
        'Copied as a curl command for {0}. Anyone who has it can make this call without credentials until {1}.',
        shells[target],
        first.toLocaleTimeString(),
      ),
  );
}

/** Copies commands, and offers to copy them for another shell. */
async function copyFor(
  target: Shell,
  commands: (shell: Shell) => readonly string[],
  says: (shell: Shell) => string,
): Promise<void> {
  await vscode.env.clipboard.writeText(commands(target).join('\n'));
  const another = l10n.t('Change Shell…');
  const pressed = await showInformationMessage(says(target), another);
  const chosen = pressed === another ? await pickShell(target) : undefined;
  if (chosen) await copyFor(chosen, commands, says);
}

/** Asks for the shell and saves it in the settings. */
async function pickShell(now: Shell): Promise<Shell | undefined> {
  const items = (Object.keys(shells) as Shell[]).map(id => ({
    label: shells[id],
    id,
    ...(id === now && { description: l10n.t('current') }),
  }));
  const picked = await showQuickPick(items, {
    placeHolder: l10n.t('Choose a shell for copied commands'),
  });
  if (picked) await chooseShell(picked.id);
  return picked?.id;
}

async function callsOfAll(explorer: Explorer, runtime: LazyRuntime, nodes: readonly Node[]): Promise<Placed[]> {
  const loaded = await runtime.get();
  const signal = noAbort();
  const placed = await Promise.all(
    nodes.filter(hasCalls).map(async node => {
      const { connection } = node;
      const actor = await explorer.actor(node);
      const calls = await callsOf(node, loaded.open(connection, actor), signal);
      return calls.map(call => ({ connection, actor, call }));
    }),
  );
  if (nodes.length && !placed.flat().length) {
    void showInformationMessage(l10n.t('There is no API call to copy for this item.'));
  }
  return placed.flat();
}
