// What shows the details of resources: their pages and their JSON.
import type * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import type { ResourceNode } from '../../explorer/tree/node';
import type { View } from '../view/view';
import type { Documents } from './documents';
import { createDocuments } from './documents';
import type { Inputs } from './inputs';
import { createInputs, isInput } from './inputs';
import type { Pages } from './pages';
import { createPages } from './pages';

export interface Details extends Omit<Documents, 'content'>, Pages {
  content(uri: vscode.Uri): string | Promise<string>;
  /** The documents of comparisons. */
  readonly inputs: Inputs;
}

export interface DetailsOptions {
  readonly extensionUri: vscode.Uri;
  readonly explorer: Explorer;
  /** Fires with the address of a document whose text has changed. */
  readonly documentChanged: vscode.EventEmitter<vscode.Uri>;
  /** Reveals a node in the tree. */
  readonly reveal: View['reveal'];
  /** How far the clock of the sandbox is ahead of this computer's, in milliseconds. */
  readonly sandboxAhead: () => number;
  /** Called when a page was shown or hidden. */
  readonly pagesChanged: () => void;
}

/** Makes the pages and the JSON documents of resources, with none open. */
export function createDetails({ documentChanged, ...options }: DetailsOptions): Details {
  const { explorer } = options;
  const find = (id: string): ResourceNode | undefined => [...explorer.resources()].find(node => node.id === id);
  const documents = createDocuments(find, documentChanged);
  const inputs = createInputs(explorer, find, () => documents.changed());
  const pages = createPages({ ...options, find });
  return {
    ...{ ...documents, ...pages, inputs },
    content: uri => (isInput(uri) ? inputs.content(uri) : documents.content(uri)),
    changed() {
      documents.changed();
      pages.changed();
    },
  };
}
