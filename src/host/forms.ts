// Opens the forms of kinds: to make a resource, and for actions that ask more than a few questions.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import type { Api } from '../api/types';
import type { Connection } from '../aws/connection';
import type { Explorer } from '../explorer/explorer';
import { accountOf } from '../explorer/node';
import type { GroupNode, ResourceNode } from '../explorer/node';
import { plainTitle, thing } from '../explorer/words';
import type { Values } from '../forms/field';
import type { Action, Form } from '../kinds/kind';
import { confirmedAt } from './confirm';
import type { Details } from './details';
import { openForm, requestText } from './formPanel';
import type { View } from './view';

export interface Forms {
  /** For an action; what the form says is done as the action is. */
  ofAction(action: Action, form: Form, node: ResourceNode): Promise<void>;
  /** For making a resource of a group's kind; the new one is shown and selected. */
  ofCreate(group: GroupNode): Promise<void>;
}

export interface FormsOptions {
  readonly extensionUri: vscode.Uri;
  readonly explorer: Explorer;
  readonly api: (connection: Connection) => Promise<Api>;
  readonly details: Details;
  readonly view: () => View;
}

export function createForms({ extensionUri, explorer, api, details, view }: FormsOptions): Forms {
  /** Opens a form about a resource, or about what is to be made in a group. */
  const open = (
    node: ResourceNode | GroupNode,
    form: Form,
    title: string,
    submit: (input: Values) => Promise<void>,
  ): Promise<void> => {
    const { connection, id } = node;
    const [resource, scope] = node.kind === 'resource' ? [node.resource, node.parent.scope] : [undefined, node.scope];
    return openForm({
      extensionUri,
      form,
      resource,
      place: { title, connection, account: accountOf(node), id },
      api: () => api(connection),
      submit,
      preview(operation, entered) {
        const input = { ...form.fixed?.(resource, scope), ...entered };
        return details.showText(operation, requestText({ operation, input }, connection));
      },
    });
  };

  return {
    ofAction(action, form, node) {
      return open(node, form, `${plainTitle(action.title)}: ${thing(node)}`, async input => {
        await explorer.perform(node, action, {}, new AbortController().signal, input);
      });
    },
    async ofCreate(group) {
      const { create } = group.of;
      if (!create) return;
      const title = l10n.t(plainTitle(create.title));
      const submit = async (input: Values): Promise<void> => {
        const node = await explorer.create(group, input, new AbortController().signal);
        if (node) await view().reveal(node);
      };
      if (!create.confirm) await open(group, create.form, title, submit);
      else if (await confirmedAt(create.confirm, `${title}?`, group)) await submit({});
    },
  };
}
