// What the box says in which a filter is typed.
import * as l10n from '@vscode/l10n';

import type { Kind } from '../../kinds/kind';
import type { Filter, Term } from '../tree/filter';
import { prefixes, supports } from '../tree/filter';
import type { Count } from '../tree/filters';
import { whyNone } from './filterTexts';

/** What is wrong with a filter that somebody types; undefined if nothing is. @param resourceKind the kind that the list has */
export function filterProblem(filter: Filter, resourceKind: Kind | undefined): string | undefined {
  const [first] = filter.unknown;
  if (first === undefined) return resourceKind && whyNone(resourceKind, [filter]);
  const known = prefixes.map(prefix => `${prefix}:`).join(', ');
  return l10n.t('{0} is searched for as text. You can use {1}.', first, known);
}

/** Examples of what a filter can be. @param resourceKind the kind that the list has; undefined for the whole view */
export function filterExamples(resourceKind: Kind | undefined): string {
  const states = Object.keys(resourceKind?.states ?? {});
  const state = states.find(name => resourceKind?.states?.[name] === 'running') ?? states[0] ?? 'RUNNING';
  const examples: readonly (readonly [Term['by'], string])[] = [
    ['text', l10n.t('part of a name, or an ARN')],
    ['state', `state:${state}`],
    ['image', 'image:windows-2022'],
    ['type', 'type:medium'],
    ['used', 'used:no'],
    ['tag', 'tag:env=prod'],
  ];
  const possible = examples.filter(([by]) => !resourceKind || supports(resourceKind, { by, value: '' }));
  return possible.map(([, example]) => example).join(' · ');
}

/** What a filter finds, below the box where it is typed. */
export function foundText({ isLoaded, found, loaded, unseen }: Count): string {
  if (!isLoaded) return l10n.t('Nothing is loaded yet: expand a list to see what matches');
  return unseen === 'more'
    ? l10n.t('{0} of {1} loaded match. More can be loaded', found, loaded)
    : l10n.t('{0} of {1} match', found, loaded);
}
