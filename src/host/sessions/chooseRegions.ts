// Asks which profiles and Regions a sessions board is about.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import type { Explorer } from '../../explorer/explorerTypes';
import type { RegionNode } from '../../explorer/tree/node';
import { createQuickPick, showInformationMessage, ticked } from '../base/door';
import { profiles } from '../prompts/pick';

interface RegionItem extends vscode.QuickPickItem {
  readonly region: RegionNode;
}

/**
 * Asks for Regions of the view, all of which are ticked at first.
 * @param title of the question
 * @returns none if the user cancels
 */
export async function chooseRegions(
  explorer: Explorer,
  title = l10n.t('Show All Sessions'),
): Promise<readonly RegionNode[]> {
  const items = profiles(explorer).flatMap(({ regions, name }) =>
    regions.map((region): RegionItem => ({ label: name, description: region.connection.region, region })),
  );
  if (!items.length) {
    void showInformationMessage(l10n.t('The AppStream view shows no Region yet. Add an AWS profile first.'));
    return [];
  }
  if (items.length === 1) return items.map(({ region }) => region);
  const pick = createQuickPick<RegionItem>();
  pick.title = title;
  pick.placeholder = l10n.t('Choose the profiles and Regions whose sessions to show');
  pick.canSelectMany = true;
  pick.items = items;
  pick.selectedItems = items;
  return (await ticked(pick)).map(({ region }) => region);
}
