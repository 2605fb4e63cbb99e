// View as JSON: a resource as a read-only document. Also documents with the requests of forms.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { detailsScheme } from '../../explorer/contributed';
import { json } from '../../explorer/show/json';
import { sandboxName } from '../../explorer/show/place';
import type { StoredText } from '../../explorer/show/stored';
import { documentTitle } from '../../explorer/show/stored';
import type { ResourceNode } from '../../explorer/tree/node';
import { arnAccountOf, profileOf } from '../../explorer/tree/node';

export interface Documents {
  /** The text of an open document. */
  content(uri: vscode.Uri): string;
  /** Opens a resource as JSON. @param kept whether the tab stays when the next document is opened */
  showJson(node: ResourceNode, kept?: boolean): Promise<void>;
  /** Shows a Markdown text that belongs to no resource, under a title. */
  showText(title: StoredText, text: string): Promise<void>;
  /** Updates all open documents. */
  changed(): void;
}

/**
 * Makes the documents, with none open.
 * @param find returns the loaded resource with a node id
 * @param changed fires with the address of a document whose text has changed
 */
export function createDocuments(
  find: (id: string) => ResourceNode | undefined,
  changed: vscode.EventEmitter<vscode.Uri>,
): Documents {
  const texts = new Map<string, string>();
  async function open(uri: vscode.Uri, language: string, kept = false): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document, { preview: !kept });
  }
  return {
    content(uri) {
      const text = texts.get(uri.toString());
      if (text !== undefined) return text;
      const node = find(decodeURIComponent(uri.query));
      return node ? json([node]) : l10n.t('// Not loaded. Open it again from the AppStream view.');
    },
    showJson: (node, kept) => open(uriOf(node), 'json', kept),
    async showText(title, text) {
      const uri = titledUri(title, '.md');
      texts.set(uri.toString(), text);
      changed.fire(uri);
      await open(uri, 'markdown');
    },
    changed() {
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === detailsScheme) changed.fire(uri);
    },
  };
}

/** The address of a document that belongs to no resource. @param extension of its file name, unless the title has one */
export function titledUri(title: StoredText, extension = ''): vscode.Uri {
  return vscode.Uri.from({ scheme: detailsScheme, path: `/${title}${extension}` });
}

/** The address of a resource's document. */
// The title is the last part of the path. A URI must not contain names of users: VS Code saves the URIs of open documents.
export function uriOf(node: ResourceNode): vscode.Uri {
  const { profile, region } = node.connection;
  const account = profileOf(node)?.identity?.account ?? arnAccountOf(node);
  const owner = node.connection.sandbox ? sandboxName(account) : account;
  const path = [owner, profile, region, documentTitle(node)].filter(part => part !== undefined).map(part => `/${part}`);
  return vscode.Uri.from({ scheme: detailsScheme, path: path.join(''), query: encodeURIComponent(node.id) });
}
