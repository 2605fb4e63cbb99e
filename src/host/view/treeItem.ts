import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { rowScheme } from '../../explorer/contributed';
import { tooltipMarkdown } from '../../explorer/show/markdown';
import type { Decoration, Presentation } from '../../explorer/show/presentation';

const collapsible = {
  no: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

/**
 * The address that carries a row's decoration: VS Code asks for the decoration of an address. The path is the row's id, which names no
 * people. Everything else is in the query, so another decoration is another address, and nothing has to be kept.
 */
function decorationUri(id: string, decoration: Decoration): vscode.Uri {
  return vscode.Uri.from({ scheme: rowScheme, path: `/${id}`, query: JSON.stringify(decoration) });
}

/** The tree item of a row with these looks. @param node the row, to which a click's command is given */
export function treeItem(looks: Presentation, node: unknown): vscode.TreeItem {
  const item = new vscode.TreeItem(looks.label, collapsible[looks.expandable]);
  item.id = looks.id;
  if (looks.description !== undefined) item.description = looks.description;
  item.iconPath = new vscode.ThemeIcon(
    looks.icon,
    looks.color === undefined ? undefined : new vscode.ThemeColor(looks.color),
  );
  if (looks.decoration) item.resourceUri = decorationUri(looks.id, looks.decoration);
  item.contextValue = looks.tokens;
  item.tooltip = tooltip(looks);
  item.accessibilityInformation = { label: looks.accessibleLabel };
  if (looks.command) item.command = { command: `appstream.${looks.command}`, title: looks.label, arguments: [node] };
  return item;
}

function tooltip({ heading, facts, notes, footer }: Presentation): vscode.MarkdownString {
  const known = facts.filter(({ value }) => value !== undefined && value !== '');
  const shown = known.map(({ label, value }) => ({ label, value: factText(value) }));
  return new vscode.MarkdownString(tooltipMarkdown({ heading, notes, facts: shown, footer }));
}

function factText(value: string | number | boolean | Date | undefined): string {
  if (value instanceof Date) return value.toLocaleString();
  if (typeof value === 'boolean') return value ? l10n.t('yes') : l10n.t('no');
  return String(value).slice(0, 300);
}
