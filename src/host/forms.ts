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
import type { FormPanelOptions } from './formPanel';
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
  const open = (
    connection: Connection,
    options: Pick<FormPanelOptions, 'form' | 'resource' | 'place' | 'submit'>,
  ): Promise<void> =>
    openForm({
      ...options,
      extensionUri,
      api: () => api(connection),
      preview: (operation, input) => details.showText(operation, requestText({ operation, input }, connection)),
    });

  return {
    ofAction(action, form, node) {
      const { connection } = node;
      const title = `${plainTitle(action.title)}: ${thing(node)}`;
      return open(connection, {
        form,
        resource: node.resource,
        place: { title, connection, account: accountOf(node), id: node.id },
        async submit(input) {
          await explorer.perform(node, action, {}, new AbortController().signal, input);
        },
      });
    },
    async ofCreate(group) {
      const { connection, of } = group;
      if (!of.create) return;
      const title = l10n.t(plainTitle(of.create.title));
      const submit = async (input: Values): Promise<void> => {
        const node = await explorer.create(group, input, new AbortController().signal);
        if (node) await view().reveal(node);
      };
      if (of.create.confirm) {
        if (await confirmedAt(of.create.confirm, `${title}?`, group)) await submit({});
        return;
      }
      await open(connection, {
        form: of.create.form,
        resource: undefined,
        place: { title, connection, account: accountOf(group), id: group.id },
        submit,
      });
    },
  };
}
