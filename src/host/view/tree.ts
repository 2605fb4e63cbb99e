import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorer';
import { tooltipMarkdown } from '../../explorer/show/markdown';
import type { Presentation } from '../../explorer/show/present';
import { present } from '../../explorer/show/present';
import type { Node, ResourceNode } from '../../explorer/tree/node';
import { parentOf } from '../../explorer/tree/node';

/** Turns nodes into tree items. What they show is decided in `present`. */
export class TreeProvider implements vscode.TreeDataProvider<Node> {
  #drawn = new WeakMap<ResourceNode, { readonly of: ResourceNode; readonly item: vscode.TreeItem }>();

  /** @param firstRow called when there are rows to show */
  constructor(
    private readonly explorer: Explorer,
    private readonly firstRow: () => void,
  ) {}

  async getChildren(node?: Node): Promise<Node[]> {
    const { roots } = this.explorer;
    if (!node && roots.length) this.firstRow();
    if (!node) return [...roots];
    if (node.kind === 'group') this.explorer.renewer.opened(node);
    return [...(await this.explorer.children(node))];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind !== 'resource') return this.#draw(node);
    const drawn = this.#drawn.get(node);
    if (drawn && looksAlike(drawn.of, node)) return drawn.item;
    const item = this.#draw(node);
    this.#drawn.set(node, { of: { ...node }, item });
    return item;
  }

  /** Draws all resources anew from now on. Without it, a filter takes up those that were drawn before: thousands at each key. */
  forget(): void {
    this.#drawn = new WeakMap();
  }

  #draw(node: Node): vscode.TreeItem {
    return treeItem(present(node, Date.now(), this.explorer.filters), node);
  }

  getParent(node: Node): Node | undefined {
    return parentOf(node);
  }
}

/** Whether nothing about a resource has changed. */
function looksAlike(before: ResourceNode, now: ResourceNode): boolean {
  const members = ['resource', 'activity', 'failure', 'failedPolls', 'missingSince'] as const;
  return members.every(member => before[member] === now[member]);
}

const collapsible = {
  no: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

function treeItem(looks: Presentation, node: Node): vscode.TreeItem {
  const item = new vscode.TreeItem(looks.label, collapsible[looks.expandable]);
  item.id = looks.id;
  if (looks.description !== undefined) item.description = looks.description;
  item.iconPath = new vscode.ThemeIcon(
    looks.icon,
    looks.color === undefined ? undefined : new vscode.ThemeColor(looks.color),
  );
  item.contextValue = looks.tokens;
  item.tooltip = tooltip(looks);
  item.accessibilityInformation = { label: looks.accessibleLabel };
  if (looks.command) item.command = { command: `appstream.${looks.command}`, title: looks.label, arguments: [node] };
  return item;
}

function tooltip({ heading, facts, notes, footer }: Presentation): vscode.MarkdownString {
  const known = facts.filter(({ value }) => value !== undefined && value !== '');
  const shown = known.map(({ label, value }) => ({ label, value: words(value) }));
  return new vscode.MarkdownString(tooltipMarkdown({ heading, notes, facts: shown, footer }));
}

function words(value: string | number | boolean | Date | undefined): string {
  if (value instanceof Date) return value.toLocaleString();
  if (typeof value === 'boolean') return value ? l10n.t('yes') : l10n.t('no');
  return String(value).slice(0, 300);
}
