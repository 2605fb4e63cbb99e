// The documents of comparisons: the input that would make a resource, read-only. A tab that VS Code restores reads it again.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import { cantList, gather, textOf } from '../../explorer/config/related';
import type { Explorer } from '../../explorer/explorerTypes';
import type { StoredText } from '../../explorer/show/stored';
import { findNode } from '../../explorer/tree/findNode';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import { isBelow } from '../../explorer/tree/node';
import { setContext } from '../base/context';
import { titledUri, uriOf } from './documents';

/** Marks the address of such a document. */
const mark = 'input';
const markSaved = 'saved';

/** Makes a text from what is shown now. @param all whether to show what changes by itself, too */
type Text = (all: boolean) => string;

/** The documents of comparisons. */
export interface Inputs {
  /** The text of an open document. */
  readonly content: (uri: vscode.Uri) => Promise<string>;
  /** The address of a resource's document. */
  readonly uriOf: (node: ResourceNode) => vscode.Uri;
  /** Keeps a text until the window closes. @returns the address of its document, which doesn't name the file */
  readonly keep: (title: StoredText, text: Text) => vscode.Uri;
  /** Shows or hides what changes by itself, in all open documents. */
  readonly showAll: (all: boolean) => Promise<void>;
  /** Tells VS Code that there are comparisons, so that it offers to show all members. */
  readonly opened: () => Promise<void>;
}

/** Whether an address is that of a document of a comparison. */
export function isInput({ fragment }: vscode.Uri): boolean {
  return fragment === mark || fragment === markSaved;
}

/** @param find returns the loaded resource with a node id @param changed updates all open documents */
export function createInputs(
  explorer: Explorer,
  find: (id: string) => ResourceNode | undefined,
  changed: () => void,
): Inputs {
  const kept = new Map<string, Text>();
  /** The nodes whose lists were read for a restored tab, once each. */
  const sought = new Set<string>();
  let isAll = false;
  const tell = (): Promise<void> => setContext('appstream.compared', isAll ? 'all' : 'some');
  async function nodeWith(id: string): Promise<ResourceNode | undefined> {
    const known = find(id);
    if (known || sought.has(id)) return known;
    sought.add(id);
    // Why a list can't be read stands at the list.
    const node = await findNode(explorer, id).catch(() => undefined);
    return node?.kind === 'resource' ? node : undefined;
  }
  return {
    async content({ query, fragment }) {
      await tell();
      const id = decodeURIComponent(query);
      if (fragment === markSaved) return kept.get(id)?.(isAll) ?? notLoaded();
      const node = await nodeWith(id);
      if (!node || node.gone) return lackOf(explorer.roots, id);
      await gather(explorer, node);
      return textOf(node, isAll);
    },
    uriOf: node => uriOf(node).with({ fragment: mark }),
    keep(title, text) {
      const id = String(kept.size);
      kept.set(id, text);
      return titledUri(title).with({ query: id, fragment: markSaved });
    },
    async showAll(all) {
      isAll = all;
      await tell();
      changed();
    },
    opened: tell,
  };
}

/** Why there is no resource with an id, from the lists as they are loaded. */
function lackOf(roots: readonly Node[], id: string): string {
  let above = roots.find(node => isBelow(id, node));
  let isListed = false;
  while (above) {
    if (above.kind === 'group' && above.list?.problem) return `// ${cantList(above, above.list.problem)}`;
    isListed ||= above.kind === 'group' && !!above.list?.loaded;
    above = loadedBelow(above).find(node => isBelow(id, node));
  }
  return isListed ? `// ${l10n.t('This resource no longer exists in AWS.')}` : notLoaded();
}

function loadedBelow(node: Node): readonly Node[] {
  if (node.kind === 'sandbox') return node.profiles;
  if (node.kind === 'profile') return node.regions;
  if (node.kind === 'region' || node.kind === 'resource') return node.groups;
  return node.kind === 'group' ? (node.sections ?? [...(node.list?.nodes.values() ?? [])]) : [];
}

const notLoaded = (): string => l10n.t('// Not loaded. Open it again from the AppStream view.');
