// The sandbox's replacement for Image Assistant, which runs inside a real image builder.
import * as l10n from '@vscode/l10n';

import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import { isReadOnly, nameOf, regionOf } from '../../explorer/tree/node';
import { kindNamed } from '../../kinds/all';
import { sayReadOnly } from '../actions/report';
import type { Handlers } from '../base/command';
import { askText } from '../prompts/askText';
import { pickResource } from '../prompts/pick';
import type { Sandbox } from './sandbox';

/** Asks for a name and creates an image from a running image builder of the sandbox. The tree then polls both. */
export async function createImageFromBuilder(
  explorer: Explorer,
  sandbox: Sandbox,
  node: Node | undefined,
): Promise<void> {
  const builders = kindNamed('imageBuilder');
  const picking = { title: commands.createImageFromBuilder.title, suits: canMakeImage, changes: true };
  const builder = node?.kind === 'resource' ? node : await pickResource(explorer, builders, picking);
  if (!builder) return;
  if (isReadOnly(builder)) return sayReadOnly(builder);
  const { answerProblem } = await import('../../explorer/forms/answerProblem');
  const title = l10n.t('Create Image from Builder {0}', nameOf(builder));
  const named = await askText({ title, prompt: l10n.t('Name of the image') }, name =>
    answerProblem('CopyImage', { member: 'DestinationImageName', title: '' }, name),
  );
  if (named.kind !== 'answer') return;
  sandbox.createImage(builder.connection, nameOf(builder), named.text);
  await explorer.refresh(regionOf(builder));
}

function canMakeImage(node: ResourceNode): boolean {
  return node.connection.sandbox !== undefined && node.resourceKind.state?.(node.resource) === 'RUNNING';
}

/** From the Command Palette, it asks for one of the running image builders of the sandbox. */
export function sandboxImageCommands(explorer: Explorer, sandbox: Sandbox): Handlers<'createImageFromBuilder'> {
  return { createImageFromBuilder: node => createImageFromBuilder(explorer, sandbox, node) };
}
