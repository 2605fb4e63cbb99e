// The commands that copy a row's name, ARN, JSON or calls, and that open its page in the AWS console.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { CommandDescription } from '../../explorer/commands';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { consoleUrl, inConsole } from '../../explorer/show/consoleUrl';
import { json } from '../../explorer/show/json';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import { nameOf } from '../../explorer/tree/node';
import { openInBrowser } from '../base/browser';
import type { Handler, Handlers } from '../base/command';
import { setStatusBarMessage } from '../base/door';
import type { LazyRuntime } from '../base/runtime';
import type { Picking } from '../prompts/pick';
import { pickSelected } from '../prompts/pick';
import { copyCliCommands, copySignedRequests } from './copyCalls';

/** Each takes all selected nodes. From the Command Palette, it asks for resources. */
export function copyCommands(
  explorer: Explorer,
  runtime: LazyRuntime,
): Handlers<'copyName' | 'copyArn' | 'copyJson' | 'copyCli' | 'copySigned' | 'openConsole'> {
  const copying =
    (text: (node: ResourceNode) => string | undefined, picking: Picking): Handler =>
    async (node, selected) =>
      copyLines(text, await pickSelected(explorer, node, selected, picking));
  // These work on lists, too.
  const picked = async (
    { title }: CommandDescription,
    node: Node | undefined,
    selected: readonly Node[],
  ): Promise<readonly Node[]> => (node ? selected : pickSelected(explorer, node, selected, { title }));
  return {
    copyName: copying(nameOf, commands.copyName),
    copyArn: copying(arn, { ...commands.copyArn, suits: node => arn(node) !== undefined }),
    copyJson: async (node, selected) => {
      const [first, ...others] = await pickSelected(explorer, node, selected, commands.copyJson);
      if (first) await copy(json([first, ...others]));
    },
    copyCli: async (node, selected) =>
      copyCliCommands(explorer, runtime, await picked(commands.copyCli, node, selected)),
    copySigned: async (node, selected) =>
      copySignedRequests(explorer, runtime, await picked(commands.copySigned, node, selected)),
    openConsole: async (node, selected) => {
      const picking = { title: commands.openConsole.title, suits: inConsole };
      for (const other of node ? selected : await pickSelected(explorer, node, selected, picking)) {
        const url = consoleUrl(other);
        if (url !== undefined) await openInBrowser(url);
      }
    },
  };
}

function arn({ resourceKind: kind, resource }: ResourceNode): string | undefined {
  return kind.arn?.(resource);
}

async function copyLines(
  text: (node: ResourceNode) => string | undefined,
  nodes: readonly ResourceNode[],
): Promise<void> {
  if (nodes.length) await copy(nodes.map(text).filter(Boolean).join('\n'));
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  setStatusBarMessage(l10n.t('Copied'), 2_000);
}
