// Compare with…, Compare Selected: VS Code's own diff of the inputs that would make two resources.
import * as os from 'node:os';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { commands } from '../../explorer/commands';
import { inputText } from '../../explorer/config/inputText';
import type { Pair } from '../../explorer/config/related';
import { comparedAs, gather, pairsOf } from '../../explorer/config/related';
import type { Explorer } from '../../explorer/explorerTypes';
import { headline, quotedName } from '../../explorer/show/messages';
import { compareTab, savedTitle, sideOf } from '../../explorer/show/stored';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Kind } from '../../kinds/kind';
import type { Handlers } from '../base/command';
import { showErrorMessage, showInformationMessage, showWarningMessage, withProgress } from '../base/door';
import { signalOf } from '../base/signal';
import type { Inputs } from '../details/inputs';
import type { GoToOptions } from '../profiles/goToResource';
import { pickToCompare } from '../profiles/goToResource';
import { pickSelected } from '../prompts/pick';
import { readConfig } from './savedFile';

type Names = 'compareWith' | 'compareSelected' | 'showAllMembers' | 'hideChangingMembers';

/** @param inputs the documents that are compared */
export function compareCommands(options: GoToOptions, inputs: Inputs): Handlers<Names> {
  const { explorer } = options;
  return {
    async compareWith(node, selected) {
      const { title } = commands.compareWith;
      const has = (kind: Kind): boolean => kind.compares === kind.name && kind.namedBy !== undefined;
      const [one] = await pickSelected(explorer, node, selected, { title, has });
      const kind = one && comparedAs(one.resourceKind);
      if (!kind) return;
      await pickToCompare(options, one, {
        resource: async other => {
          explorer.recent.add(other);
          await compare(explorer, inputs, one, other);
        },
        file: () => compareWithFile(explorer, inputs, one, kind),
      });
    },
    async compareSelected(_node, selected) {
      const [one, other, ...more] = selected.filter(node => node.kind === 'resource');
      if (!one || !other || more.length || one.resourceKind !== other.resourceKind) {
        return void showInformationMessage(l10n.t('Select two resources of the same type to compare them.'));
      }
      await compare(explorer, inputs, one, other);
    },
    showAllMembers: () => inputs.showAll(true),
    hideChangingMembers: () => inputs.showAll(false),
  };
}

async function compare(explorer: Explorer, inputs: Inputs, one: ResourceNode, other: ResourceNode): Promise<void> {
  if (!(await read(explorer, [one, other]))) return;
  const title = compareTab(one, other);
  await inputs.opened();
  const [first, ...others] = pairsOf(one, other);
  if (first && !others.length) {
    await vscode.commands.executeCommand('vscode.diff', inputs.uriOf(one), inputs.uriOf(other), title);
    return;
  }
  const uriOf = (node: ResourceNode | undefined): vscode.Uri | undefined => node && inputs.uriOf(node);
  const label = ({ one, other }: Pair): vscode.Uri | undefined => uriOf(one) ?? uriOf(other);
  const resources = [first, ...others].flatMap(pair =>
    pair ? [[label(pair), uriOf(pair.one), uriOf(pair.other)]] : [],
  );
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}

/** A file that is longer is no document of a resource: bytes. */
const largest = 1_000_000;

async function compareWithFile(explorer: Explorer, inputs: Inputs, node: ResourceNode, kind: Kind): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const [file] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('Compare {0} with', quotedName(node)),
      filters: { JSON: ['json'] },
      defaultUri: folder?.uri ?? vscode.Uri.file(os.homedir()),
    })) ?? [];
  if (!file) return;
  const text = await textOfFile(file, kind);
  if (!text) {
    return void showErrorMessage(l10n.t('This file is not a JSON document of one resource.'));
  }
  if (!(await read(explorer, [node]))) return;
  await inputs.opened();
  const left = inputs.keep(savedTitle(node), text);
  await vscode.commands.executeCommand('vscode.diff', left, inputs.uriOf(node), compareTab(node, undefined));
}

/** What a comparison shows of a file. @returns undefined for a file that describes no resource */
async function textOfFile(file: vscode.Uri, kind: Kind): Promise<((all: boolean) => string) | undefined> {
  if ((await vscode.workspace.fs.stat(file)).size > largest) return undefined;
  const saved = readConfig(Buffer.from(await vscode.workspace.fs.readFile(file)).toString());
  try {
    if (saved) inputText(kind, saved, { all: true });
  } catch {
    return undefined; // Members of other types than the API has.
  }
  return saved && (all => inputText(kind, saved, { all }));
}

/**
 * Reads resources and what stands below them, and says of which side what can't be read.
 * @returns false if there is nothing to compare: the user cancels, or a resource no longer exists
 */
async function read(explorer: Explorer, nodes: readonly ResourceNode[]): Promise<boolean> {
  const location = vscode.ProgressLocation.Notification;
  const title = l10n.t('Reading what is compared');
  const [unread, isCancelled] = await withProgress({ location, title, cancellable: true }, async (_progress, token) => {
    const signal = signalOf(token);
    const all = Promise.all(nodes.map(node => readOne(explorer, node, signal)));
    const found = await Promise.race([all, aborted(signal)]);
    return [(found ?? []).flat(), signal.aborted];
  });
  if (isCancelled) return false;
  const gone = nodes.find(node => node.gone);
  if (gone) {
    void showWarningMessage(l10n.t('{0} no longer exists.', sideOf(gone)));
    return false;
  }
  if (unread.length) {
    void showWarningMessage(
      l10n.t("The comparison lacks what can't be read now. {0}", [...new Set(unread)].join('. ')),
    );
  }
  return true;
}

/** @returns what can't be read, each with the resource that it belongs to and its place */
async function readOne(explorer: Explorer, node: ResourceNode, signal: AbortSignal): Promise<readonly string[]> {
  const error = await explorer.describeInBackground(node);
  const unread = node.gone ? [] : await gather(explorer, node, { again: true, signal });
  return [...(error ? [{ node, text: headline(error) }] : []), ...unread].map(one =>
    l10n.t('{0}: {1}', sideOf(one.node), one.text),
  );
}

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise(resolve => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
