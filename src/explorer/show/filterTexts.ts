// What the view says about filters.
import * as l10n from '@vscode/l10n';

import type { Kind } from '../../kinds/kind';
import type { Filter, Term } from '../tree/filter';
import { supports } from '../tree/filter';
import type { Count, Filters } from '../tree/filters';
import { countIn } from '../tree/filters';
import type { ResourceList } from '../tree/node';
import { assertNever, regionOf } from '../tree/node';
import { looksAtTags, taggedArn, tagsOf } from '../tree/tags';

/** The count in the row of a filtered list: `6 of 140`. */
export function countText({ found, loaded, unseen }: Count): string {
  return unseen ? l10n.t('{0} of {1} loaded', found, loaded) : l10n.t('{0} of {1}', found, loaded);
}

/** The texts of filters, as the user typed them. */
export function textOf(filters: readonly Filter[]): string {
  return filters.map(({ text }) => text).join(' ');
}

/** The message above the tree; undefined without a filter. */
export function filterMessage(filters: Filters): string | undefined {
  const filtered = new Set([...filters.lists('view'), ...filters.lists('own')]);
  const byTags = [...filtered].filter(({ group }) => filters.filtersOf(group).some(looksAtTags));
  return [messageOf(filters), tagsText(byTags)].filter(Boolean).join(' ') || undefined;
}

/**
 * How many tags of some lists are known, and why others aren't: what matches is only found among these. Undefined if all are
 * known.
 */
export function tagsText(lists: readonly ResourceList[]): string | undefined {
  const taggable = lists.flatMap(({ nodes }) => [...nodes.values()].filter(node => taggedArn(node) !== undefined));
  const known = taggable.filter(node => tagsOf(node)).length;
  if (known === taggable.length) return undefined;
  const problems = lists.flatMap(({ group }) => regionOf(group)?.tags?.problem ?? []);
  return [l10n.t('Tags of {0} of {1} resources are known.', known, taggable.length), problems[0]?.nextStep]
    .filter(Boolean)
    .join(' ');
}

function messageOf(filters: Filters): string | undefined {
  const { view, ownCount } = filters;
  const [first] = filters.lists('own');
  const own = ownCount ? l10n.t('Lists with their own filter: {0}.', ownCount) : undefined;
  if (view) return [viewMessage(view, countIn(filters.lists('view'), filters)), own].filter(Boolean).join(' ');
  if (!first || ownCount > 1) return own;
  const { found, loaded, unseen } = countIn([first], filters);
  const text = filters.own(first.group)?.text ?? '';
  const plural = l10n.t(first.group.resourceKind.plural);
  switch (unseen) {
    case 'more':
      return l10n.t(
        'Filter: {0} – {1} of {2} loaded {3}. There are more: choose Load All.',
        text,
        found,
        loaded,
        plural,
      );
    case 'failed':
      return l10n.t('Filter: {0} – {1} of {2} loaded {3}. The rest could not be loaded.', text, found, loaded, plural);
    case undefined:
      return l10n.t('Filter: {0} – {1} of {2} {3}.', text, found, loaded, plural);
    default:
      return assertNever(unseen);
  }
}

function viewMessage({ text }: Filter, { isLoaded, found, loaded, unseen }: Count): string {
  if (!isLoaded) return l10n.t('Filter: {0} – expand lists to see what matches.', text);
  if (!found && loaded) {
    return [l10n.t('Filter: {0} – none of the {1} loaded resources matches.', text, loaded), restText(unseen)].join(
      ' ',
    );
  }
  switch (unseen) {
    case 'more':
      return l10n.t('Filter: {0} – {1} of {2} loaded resources. Some lists have more.', text, found, loaded);
    case 'failed':
      return l10n.t('Filter: {0} – {1} of {2} loaded resources. Some lists could not be loaded.', text, found, loaded);
    case undefined:
      return l10n.t('Filter: {0} – {1} of {2} loaded resources.', text, found, loaded);
    default:
      return assertNever(unseen);
  }
}

/** What to do when the filter of the view hides all that is loaded. */
function restText(unseen: Count['unseen']): string {
  switch (unseen) {
    case 'more':
      return l10n.t('Some lists have more: choose Load All in them, or Clear All Filters above.');
    case 'failed':
      return l10n.t('Some lists could not be loaded. Choose Clear All Filters above to see the others.');
    case undefined:
      return l10n.t('Choose Clear All Filters above to see them.');
    default:
      return assertNever(unseen);
  }
}

/** Why no resource of a kind can match the filters; undefined if some could. */
export function whyNone(resourceKind: Kind, filters: readonly Filter[]): string | undefined {
  const term = filters.flatMap(({ terms }) => terms).find(one => !supports(resourceKind, one));
  return term && whatLacks(l10n.t(resourceKind.plural), term.by);
}

function whatLacks(plural: string, by: Term['by']): string {
  switch (by) {
    case 'text':
      return plural;
    case 'state':
      return l10n.t('{0} have no state', plural);
    case 'image':
      return l10n.t('{0} have no image', plural);
    case 'type':
      return l10n.t('{0} have no type', plural);
    case 'used':
      return l10n.t("{0} don't say who uses them", plural);
    case 'tag':
      return l10n.t('{0} have no tags', plural);
    default:
      return assertNever(by);
  }
}
