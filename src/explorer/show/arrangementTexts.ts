// What the view says about how lists are arranged.
import * as l10n from '@vscode/l10n';

import type { Sorting } from '../tree/arrangement';
import { tagKeyOf } from '../tree/arrangement';
import type { Grouping, TagGrouping } from '../tree/node';

/** In the row of a list that is not sorted by name. */
export function sortText(sort: Exclude<Sorting, 'name'>): string {
  return sort === 'state' ? l10n.t('sorted by state') : l10n.t('newest first');
}

/** In the row of a grouped list. */
export function groupText(group: Grouping): string {
  const key = tagKeyOf(group);
  if (key !== undefined) return l10n.t('grouped by tag {0}', key);
  return group === 'state' ? l10n.t('grouped by state') : l10n.t('grouped by image');
}

/** To choose from. */
export function sortLabel(sort: Sorting): string {
  switch (sort) {
    case 'name':
      return l10n.t('Sort by Name');
    case 'state':
      return l10n.t('Sort by State');
    case 'created':
      return l10n.t('Sort by Creation, Newest First');
  }
}

/** To choose from; undefined is no group. */
export function groupLabel(group: Exclude<Grouping, TagGrouping> | undefined): string {
  switch (group) {
    case undefined:
      return l10n.t("Don't Group");
    case 'state':
      return l10n.t('Group by State');
    case 'image':
      return l10n.t('Group by Image');
  }
}
