import * as vscode from 'vscode';

import { decorationLooks } from '../../explorer/show/decoration';
import type { Decoration } from '../../explorer/show/presentation';

/** The decoration that the address of a row carries (treeItem.ts). */
export function rowDecoration({ query }: vscode.Uri): vscode.FileDecoration {
  const { badge, tooltip, color } = decorationLooks(JSON.parse(query) as Decoration);
  return new vscode.FileDecoration(badge, tooltip, color === undefined ? undefined : new vscode.ThemeColor(color));
}
