// A resource's page: what it shows, and what each of its buttons and links does.
import * as l10n from '@vscode/l10n';

import type { ApiError } from '../../api/core/errors';
import { plainText } from '../../api/core/plainText';
import type { Notice, PageTexts, Press, Related, RelatedItem, ResourcePage, Status } from '../../details/page';
import { kindNamed } from '../../kinds/all';
import type { CommandDescription, MenuGroup } from '../commands';
import { commandTable, menuOrder } from '../commands';
import { explained, stepsFor } from '../show/explain';
import { errorText, headline, sentence } from '../show/messages';
import { markWord, placeLine } from '../show/place';
import { present, troubleNotes } from '../show/present';
import { availableActions, canCreate } from '../tree/actions';
import { themeColor } from '../tree/mark';
import type { GroupNode, Node, ResourceNode } from '../tree/node';
import { createGroup, errorsOf, isFull, isShown, profileOf, regionOf } from '../tree/node';
import { memberSections } from './members';
import type { Reference } from './references';
import { isNamed, listsNaming, namedBy, referencesOf, standsFor } from './references';

/** What a button or link of a page does. */
export type Effect =
  /** Runs a command, after `appstream.`: `fleet.start`. */
  | { readonly kind: 'command'; readonly command: string; readonly node: ResourceNode | GroupNode }
  /** Opens the page of a resource. */
  | { readonly kind: 'open'; readonly node: ResourceNode }
  | { readonly kind: 'follow'; readonly reference: Reference; readonly from: ResourceNode }
  /** Shows a row in the view. */
  | { readonly kind: 'reveal'; readonly node: Node }
  | { readonly kind: 'browse'; readonly address: string }
  /** Looks for the resource again. */
  | { readonly kind: 'again' };

export interface Drawn {
  readonly page: ResourcePage;
  /** What is done, by the key of what is pressed. */
  readonly effects: ReadonlyMap<string, Effect>;
}

export interface PageOptions {
  /** Why the resource could not be described when the page was opened. */
  readonly stale?: ApiError | undefined;
}

/**
 * The page of a resource, from what is known of it now. This does not throw, whatever a service answered.
 * @param node the resource as it was last known. It may be gone, or the view may have dropped it
 */
export function resourcePage(node: ResourceNode, { stale }: PageOptions = {}): Drawn {
  const effects = new Map<string, Effect>();
  const press = (key: string, text: string, effect: Effect): Press => {
    effects.set(key, effect);
    return { key, text };
  };
  const looks = present(node);
  const isThere = isShown(node);
  const linkTo = (path: string, value: string): string | undefined => {
    const kind = isThere && referencesOf(node.resourceKind).find(([member]) => member === path)?.[1];
    return kind ? follow(press, node, { kind, value }).key : undefined;
  };
  const { mark } = profileOf(node) ?? {};
  const word = markWord(node);
  const status = partOf(() => statusOf(node, looks));
  return {
    page: {
      id: node.id,
      kind: l10n.t(node.resourceKind.title),
      name: looks.label,
      ...(word !== undefined && { mark: { word, ...(mark?.color && { color: themeColor(mark.color) }) } }),
      place: plainText(placeLine(node)),
      ...(status && { status }),
      notices: partOf(() => noticesOf(node, isThere, stale, press)) ?? [],
      ...(isThere ? offers(node, looks.tokens, press) : { actions: [], tools: [] }),
      sections: partOf(() => memberSections(node, linkTo)) ?? [],
      related: isThere ? [...listsBelow(node, press), ...listsUsing(node, press)] : [],
      texts: pageTexts(),
    },
    effects,
  };
}

/**
 * A page without a resource: it is being looked for, or was not found.
 * @param name the title of its tab
 * @param failed why it is not there. Absent: it is being looked for
 */
export function emptyPage(
  id: string,
  name: string,
  failed?: { readonly title: string; readonly lines: readonly string[] },
): Drawn {
  const key = 'again';
  const presses = failed ? [{ key, text: l10n.t('Try Again') }] : [];
  const notice = failed ?? { title: l10n.t('Loading…'), lines: [] };
  return {
    page: {
      ...{ id, name, kind: '', place: '', actions: [], tools: [], sections: [], related: [], texts: pageTexts() },
      notices: [{ ...notice, presses }],
    },
    effects: new Map([[key, { kind: 'again' }]]),
  };
}

type MakePress = (key: string, text: string, effect: Effect) => Press;

function follow(press: MakePress, from: ResourceNode, reference: Reference): Press {
  const { kind, value } = reference;
  return press(`follow:${kind} ${value}`, plainText(value), { kind: 'follow', reference, from });
}

function run(press: MakePress, command: string, title: string, node: ResourceNode | GroupNode): Press {
  return press(`command:${command} ${node.id}`, l10n.t(title), { kind: 'command', command, node });
}

function pageTexts(): PageTexts {
  return {
    actions: l10n.t('Actions'),
    tools: l10n.t('More about this resource'),
    problems: l10n.t('Problems'),
    timeAndAge: l10n.t('{0} ({1})'),
    secondsAndDuration: l10n.t('{0} ({1})'),
  };
}

function statusOf(
  { activity, resourceKind, resource }: ResourceNode,
  { icon, color }: { readonly icon: string; readonly color?: string },
): Status | undefined {
  const text = activity ?? resourceKind.state?.(resource);
  const detail = resourceKind.detail?.(resource);
  if (!text) return undefined;
  return {
    ...{ text: plainText(text), icon },
    ...(color !== undefined && { color }),
    ...(detail && { detail: plainText(detail) }),
  };
}

/** A part of a page. An answer in an unexpected format affects only that part, and can be seen as JSON. */
function partOf<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function noticesOf(
  node: ResourceNode,
  isThere: boolean,
  stale: ApiError | undefined,
  press: MakePress,
): readonly Notice[] {
  const notices: Notice[] = [];
  if (!isThere) notices.push(absence(node, press));
  else if (stale) notices.push(staleness(stale, node, press));
  for (const line of troubleNotes(node)) notices.push({ title: plainText(line), lines: [], presses: [] });
  for (const error of errorsOf(node)) {
    const known = explained(error);
    const lines = [known?.cause, known?.check, known?.remedy].filter(line => line !== undefined);
    const steps = isThere ? stepsFor(node, known?.helps ?? []) : [];
    const address = known?.address;
    notices.push({
      title: plainText(errorText(error)),
      lines,
      presses: [
        ...steps.map(({ command, title }) => run(press, command, title, node)),
        ...(address === undefined
          ? []
          : [press(`browse:${address}`, l10n.t('Open AWS Documentation'), { kind: 'browse', address })]),
      ],
    });
  }
  return notices;
}

function absence(node: ResourceNode, press: MakePress): Notice {
  const known = l10n.t('This page shows what AWS last said about it.');
  if (node.gone) return { title: l10n.t('This resource no longer exists in AWS.'), lines: [known], presses: [] };
  const isInView = regionOf(node)?.parent.regions.some(({ id }) => id === regionOf(node)?.id);
  const title = isInView
    ? l10n.t('This resource is not loaded now.')
    : l10n.t('The AppStream view no longer shows the Region of this resource.');
  const presses = isInView ? [press('again', l10n.t('Try Again'), { kind: 'again' })] : [];
  return { title, lines: [known], presses };
}

function staleness(error: ApiError, node: ResourceNode, press: MakePress): Notice {
  return {
    title: l10n.t("Can't bring this page up to date: {0}.", headline(error)),
    lines: [
      plainText(sentence(error.message)),
      plainText(error.nextStep),
      l10n.t('This page shows what AWS said before.'),
    ].filter(Boolean),
    presses: [run(press, 'refresh', 'Refresh', node)],
  };
}

/** What the row's menu offers, from the same tokens. */
function offers(node: ResourceNode, tokens: string, press: MakePress): Pick<ResourcePage, 'actions' | 'tools'> {
  const { resourceKind } = node;
  const ofKind = availableActions(node).map(({ name, title, group, confirm }) => {
    // An action that asks first may interrupt people. Its button does not stand out.
    return { command: `${resourceKind.name}.${name}`, title, group, isPrimary: group === 'state' && !confirm };
  });
  const others = Object.entries(commandTable)
    .filter(([name, { on = [], view }]) => name !== here && !view && on.some(token => tokens.includes(`;${token};`)))
    .map(([command, { title, group = 'view' }]: [string, CommandDescription]) => {
      return { command, title, group, isPrimary: false };
    });
  const offersIn = (...groups: readonly MenuGroup[]): readonly Press[] =>
    groups.flatMap(group =>
      [...ofKind, ...others]
        .filter(offer => offer.group === group)
        .map(({ command, title, isPrimary }) => ({
          ...run(press, command, title, node),
          ...(isPrimary && { isPrimary }),
        })),
    );
  const itself = standsFor(node);
  const open = itself && follow(press, node, itself);
  return {
    actions: offersIn(...menuOrder.filter(group => !['view', 'copy', 'profile'].includes(group))),
    tools: [
      ...(open && itself
        ? [{ ...open, text: l10n.t('Open {0} "{1}"', l10n.t(kindNamed(itself.kind).title), open.text) }]
        : []),
      ...offersIn('view'),
      press('reveal', l10n.t('Reveal in Resources'), { kind: 'reveal', node }),
    ],
  };
}

/** The command that opens the page itself. */
const here = 'viewDetails';

/** The items of a list that a page shows at most. The view has them all. */
const mostItems = 50;

/** The lists below a resource. */
function listsBelow(node: ResourceNode, press: MakePress): readonly Related[] {
  return node.groups
    .flatMap(group => group.sections ?? [group])
    .map(group => {
      const { resourceKind } = group;
      const create = canCreate(group) && !isFull(group) ? resourceKind.create : undefined;
      const nodes = group.list?.sorted ?? [];
      return {
        ...shownList(group, nodes, l10n.t(group.title), l10n.t(resourceKind.none), press),
        presses: [
          ...(create ? [run(press, `${resourceKind.name}.create`, create.title, createGroup(group))] : []),
          ...allOf(group, nodes.length, press),
        ],
      };
    });
}

/** The resources that name this one: the fleets of an image. */
function listsUsing(node: ResourceNode, press: MakePress): readonly Related[] {
  return listsNaming(node).flatMap(group => {
    const nodes = group.list?.sorted.filter(other => namedBy(other).some(named => isNamed(node, named))) ?? [];
    const isUnknown = !group.list?.loaded || group.list.problem !== undefined;
    // A list that is complete and doesn't name the resource is left out.
    if (!nodes.length && !isUnknown && !group.list?.hasMore) return [];
    const title = l10n.t('Used in: {0}', l10n.t(group.title));
    const none = l10n.t('None of the {0} that are loaded', group.list?.nodes.size ?? 0);
    return [{ ...shownList(group, nodes, title, none, press), presses: allOf(group, nodes.length, press) }];
  });
}

function shownList(
  { list, title: plural }: GroupNode,
  nodes: readonly ResourceNode[],
  title: string,
  none: string,
  press: MakePress,
): Omit<Related, 'presses'> {
  const problem = list?.problem;
  const note = problem
    ? [sentence(l10n.t("Can't list {0}: {1}", l10n.t(plural), headline(problem))), problem.nextStep].join(' ').trim()
    : !list?.loaded
      ? l10n.t('Loading…')
      : nodes.length > mostItems
        ? l10n.t('{0} of {1} shown', mostItems, nodes.length)
        : nodes.length
          ? undefined
          : none;
  return {
    title,
    items: nodes.slice(0, mostItems).map(node => itemOf(node, press)),
    ...(note !== undefined && { note: plainText(note) }),
  };
}

function allOf(group: GroupNode, count: number, press: MakePress): readonly Press[] {
  if (count <= mostItems && !group.list?.hasMore) return [];
  return [press(`reveal:${group.id}`, l10n.t('Show the List in Resources'), { kind: 'reveal', node: group })];
}

function itemOf(node: ResourceNode, press: MakePress): RelatedItem {
  const { label, description } = present(node);
  const reference = standsFor(node);
  const link = reference ? follow(press, node, reference) : press(`open:${node.id}`, label, { kind: 'open', node });
  return { key: link.key, text: label, ...(description !== undefined && { detail: description }) };
}
