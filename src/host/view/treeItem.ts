import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { tooltipMarkdown } from '../../explorer/show/markdown';
import type { Presentation } from '../../explorer/show/presentation';

const collapsible = {
  no: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

/** The tree item of a row with these looks. @param node the row, to which a click's command is given */
export function treeItem(looks: Presentation, node: unknown): vscode.TreeItem {
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
  const shown = known.map(({ label, value }) => ({ label, value: factText(value) }));
  return new vscode.MarkdownString(tooltipMarkdown({ heading, notes, facts: shown, footer }));
}

function factText(value: string | number | boolean | Date | undefined): string {
  if (value instanceof Date) return value.toLocaleString();
  if (typeof value === 'boolean') return value ? l10n.t('yes') : l10n.t('no');
  return String(value).slice(0, 300);
}
