// Explain Error: what an error means that AppStream reports inside a resource, and the commands that help against it.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { explained, stepsFor } from '../../explorer/show/explain';
import { errorText, quotedName, sentence } from '../../explorer/show/messages';
import { placeTitle } from '../../explorer/show/place';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import { errorsOf } from '../../explorer/tree/node';
import type { ResourceError } from '../../kinds/kind';
import { openInBrowser } from '../base/browser';
import type { Handlers } from '../base/command';
import { setStatusBarMessage, showDialog, showInformationMessage, showQuickPick } from '../base/door';
import { pickKind, pickResource } from '../prompts/pick';

/** From the Command Palette, it asks for one of the loaded resources with errors. */
export function explainCommands(explorer: Explorer): Handlers<'explainError'> {
  return {
    async explainError(node) {
      const resource = node ? resourceOf(node) : await pickWithErrors(explorer);
      if (resource) await explainErrorsOf(resource);
    },
  };
}

function resourceOf(node: Node): ResourceNode | undefined {
  return node.kind === 'resource' ? node : undefined;
}

async function pickWithErrors(explorer: Explorer): Promise<ResourceNode | undefined> {
  const { title } = commands.explainError;
  const kind = await pickKind({ title, has: other => other.errors !== undefined });
  return kind && pickResource(explorer, kind, { title, suits: other => errorsOf(other).length > 0 });
}

/** Explains the error of a resource. If it has several, the user picks one. */
export async function explainErrorsOf(node: ResourceNode): Promise<void> {
  const errors = errorsOf(node);
  if (!errors.length) {
    void showInformationMessage(l10n.t('AWS reports no error for {0} now.', quotedName(node)));
    return;
  }
  const error = errors.length > 1 ? await pickError(node, errors) : errors[0];
  if (error) await explain(node, error);
}

async function pickError(node: ResourceNode, errors: readonly ResourceError[]): Promise<ResourceError | undefined> {
  const items = errors.map(error => ({
    label: error.code ?? error.message ?? '?',
    ...(error.code && error.message && { description: error.message }),
    detail: explained(error)?.cause ?? l10n.t('There is no explanation for this error yet.'),
    error,
  }));
  const title = l10n.t('{0} – {1}', quotedName(node), placeTitle(node));
  return (await showQuickPick(items, { title, placeHolder: l10n.t('Choose the error to explain') }))?.error;
}

// A dialog is what shows several sentences whole, with the buttons that help, and is read to the end by a screen reader.
async function explain(node: ResourceNode, error: ResourceError): Promise<void> {
  const known = explained(error);
  const steps = stepsFor(node, known?.helps ?? ['refresh']);
  const open = l10n.t('Open AWS Documentation');
  const copy = l10n.t('Copy Error');
  const paragraphs = [
    error.code && error.message ? l10n.t('AWS says: {0}', sentence(error.message)) : undefined,
    ...(known
      ? [l10n.t('Cause: {0}', known.cause), known.check, l10n.t('Remedy: {0}', known.remedy)]
      : [l10n.t('There is no explanation for this error yet.')]),
    placeTitle(node),
  ].filter(paragraph => paragraph !== undefined);
  const pressed = await showDialog(
    {
      kind: 'information',
      message: l10n.t('{0}: {1}', quotedName(node), error.code ?? error.message ?? '?'),
      detail: paragraphs.flatMap((paragraph, at) => (at ? ['', paragraph] : [paragraph])),
    },
    ...steps.map(({ title }) => title),
    ...(known?.address === undefined ? [] : [open]),
    copy,
  );
  const step = steps.find(({ title }) => title === pressed);
  if (step) {
    await vscode.commands.executeCommand(`appstream.${step.command}`, node);
  } else if (pressed === open && known?.address !== undefined) {
    await openInBrowser(known.address);
  } else if (pressed === copy) {
    await vscode.env.clipboard.writeText(errorText(error));
    setStatusBarMessage(l10n.t('Copied'), 2_000);
  }
}
