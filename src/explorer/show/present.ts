import * as l10n from '@vscode/l10n';

import type { ApiError } from '../../api/core/errors';
import { asSent } from '../../api/core/raw';
import type { Fact, ResourceError } from '../../kinds/kind';
import { meaningOf } from '../../kinds/kind';
import { availableActions, canCreate, isAllowed, token } from '../tree/actions';
import type { Arrangement, ShownArrangements } from '../tree/arrangement';
import { bucketOf, isArrangeable, runningIn, tagKeyOf, unknownTags, usual } from '../tree/arrangement';
import type { Pinned } from '../tree/favorite';
import { nonePinned } from '../tree/favorite';
import { isPinnable } from '../tree/favoriteRows';
import type { ShownFilters } from '../tree/filters';
import { countIn } from '../tree/filters';
import { waitToken } from '../tree/goal';
import type {
  BucketNode,
  FailedPolls,
  GroupNode,
  MoreNode,
  Node,
  ProblemNode,
  ResourceList,
  ResourceNode,
  UnmatchedNode,
} from '../tree/node';
import { assertNever, errorsOf, isFull, isReadOnly, nameOf } from '../tree/node';
import { failingPolls, isTransient } from '../tree/presence';
import { ageOf } from '../tree/renew';
import { rowTokens } from '../tree/tokens';
import { groupText, sortText } from './arrangementTexts';
import { inConsole } from './consoleUrl';
import { explainedNotes } from './explain';
import { countText, textOf, whyNone } from './filterTexts';
import { refusedOf } from './iamStatement';
import { headline, plainTitle, sentence, timeOfDay } from './messages';
import { placeFacts } from './place';
import type { Decoration, Presentation } from './presentation';
import { plain, unreadable, withPlainTexts } from './presentation';
import { presentRoot } from './presentRoot';
import type { StateIcon } from './stateIcon';
import { missingIcon, stateIcon, unusedIcon } from './stateIcon';

const noFilters: ShownFilters = { own: () => undefined, filtersOf: () => [], shown: ({ sorted }) => sorted };
const asUsual: ShownArrangements = { arrangementOf: () => usual };

/**
 * How a node looks now. This does not throw, whatever a service answered.
 * @param now milliseconds since the epoch
 * @param filters the filters that are on
 * @param pinned the favorites
 */
export function present(
  node: Node,
  now = Date.now(),
  filters: ShownFilters = noFilters,
  arrangements: ShownArrangements = asUsual,
  pinned: Pinned = nonePinned,
): Presentation {
  try {
    return withPlainTexts(looksOf(node, now, filters, arrangements, pinned));
  } catch {
    // Kinds expect resources as in the service model. An unexpected one only affects its own row.
    return withPlainTexts(notUnderstood(node));
  }
}

/** The maximum length of a text in a tooltip. */
const mostJson = 1_000;

function notUnderstood(node: Node): Presentation {
  if (node.kind !== 'resource') return unreadable(node);
  const json = JSON.stringify(asSent(node.resource)) ?? '';
  return plain(node, l10n.t('Unreadable entry'), {
    description: l10n.t(node.resourceKind.title),
    icon: 'question',
    color: 'list.warningForeground',
    tokens: ['resource'],
    notes: [
      l10n.t("This entry of AWS's answer has no name or an unexpected format."),
      json.length > mostJson ? `${json.slice(0, mostJson)}…` : json,
    ],
  });
}

function looksOf(
  node: Node,
  now: number,
  filters: ShownFilters,
  arrangements: ShownArrangements,
  pinned: Pinned,
): Presentation {
  switch (node.kind) {
    case 'sandbox':
    case 'profile':
    case 'region':
      return presentRoot(node, pinned);
    case 'group':
      return group(node, now, filters, arrangements.arrangementOf(node));
    case 'bucket':
      return bucket(node, filters);
    case 'resource':
      return node.resourceKind.id(node.resource) ? resource(node, now, pinned) : notUnderstood(node);
    case 'more':
      return more(node);
    case 'unmatched':
      return unmatched(node);
    case 'loading':
      return plain(node, l10n.t('Loading…'), { icon: 'loading~spin', tokens: ['loading'] });
    case 'problem':
      return problem(node);
    case 'empty':
      return plain(node, l10n.t(node.parent.resourceKind.none), {
        icon: 'circle-slash',
        tokens: rowTokens('empty', offersCreate(node.parent) && `empty.${node.parent.resourceKind.name}`),
      });
    default:
      return assertNever(node);
  }
}

function more(node: MoreNode): Presentation {
  if (node.filtered === undefined) {
    return { ...plain(node, l10n.t('Load More'), { icon: 'ellipsis', tokens: ['more'] }), command: 'loadMore' };
  }
  const description = l10n.t('only the {0} loaded are searched', node.filtered);
  return {
    ...plain(node, l10n.t('Load All'), { description, icon: 'ellipsis', tokens: ['more'] }),
    command: 'loadAll',
  };
}

function unmatched(node: UnmatchedNode): Presentation {
  const { filters, parent } = node;
  const never = whyNone(parent.resourceKind, filters);
  return {
    ...plain(node, l10n.t('Nothing matches'), {
      description: [l10n.t('Clear Filter'), never ?? textOf(filters)].join(' · '),
      icon: 'filter',
      tokens: ['unmatched'],
    }),
    command: 'clearFilter',
  };
}

function group(node: GroupNode, now: number, filters: ShownFilters, { sort, group }: Arrangement): Presentation {
  const { list } = node;
  const own = filters.own(node);
  const applied = node.sections ? [] : filters.filtersOf(node);
  const description = [
    list?.nodes.size ? (applied.length ? countText(countIn([list], filters)) : sizeText(list)) : undefined,
    own?.text,
    sort === 'name' ? undefined : sortText(sort),
    group && groupText(group),
    ageOf(node, now),
  ].filter(word => word !== undefined);
  return plain(node, l10n.t(node.title), {
    ...(description.length && { description: description.join(' · ') }),
    icon: node.parent.kind === 'region' ? node.resourceKind.icon : 'folder',
    expandable: 'collapsed',
    tokens: rowTokens(
      'group',
      !isFull(node) && offersCreate(node) && `group.${node.resourceKind.name}`,
      node.sections ? 'sections' : 'list',
      isArrangeable(node) && 'arrangeable',
      own && 'filtered',
      inConsole(node) && 'console',
    ),
  });
}

/** How many resources are loaded, and how many of them run: `9 · 6 RUNNING`. */
function sizeText({ nodes, hasMore }: ResourceList): string {
  const running = runningIn(nodes.values());
  const size = hasMore ? l10n.t('{0}+', nodes.size) : String(nodes.size);
  return running ? `${size} · ${running.count} ${running.state}` : size;
}

function bucket(node: BucketNode, filters: ShownFilters): Presentation {
  const { parent, by, value } = node;
  const resources = parent.list ? filters.shown(parent.list).filter(one => bucketOf(one, by) === value) : [];
  const looks = stateIcon(by === 'state' ? meaningOf(parent.resourceKind, value) : undefined);
  const icon = by === 'state' ? (looks?.icon ?? 'folder') : by === 'image' ? 'device-desktop' : 'tag';
  return plain(node, bucketText(node), {
    description: String(resources.length),
    icon,
    ...(looks?.color !== undefined && { color: looks.color }),
    expandable: 'expanded',
    tokens: ['bucket'],
  });
}

function bucketText({ by, value }: BucketNode): string {
  const key = tagKeyOf(by);
  if (key === undefined) return value || (by === 'state' ? l10n.t('No state') : l10n.t('No image'));
  if (value === unknownTags) return l10n.t('Tags not known');
  return value ? value.slice(1) || l10n.t('{0} has no value', key) : l10n.t('No tag {0}', key);
}

// Whether a list, or its row when empty, offers to create a resource.
function offersCreate(group: GroupNode): boolean {
  return isFor(group) && canCreate(group);
}

// Resources are created in one section: of images, in the private ones.
function isFor({ id, resourceKind, sections }: GroupNode): boolean {
  const section = resourceKind.create?.section;
  return section === undefined || sections !== undefined || id.endsWith(`:${section}`);
}

function resource(node: ResourceNode, now: number, pinned: Pinned): Presentation {
  const { resourceKind, resource, failure, activity } = node;
  const name = nameOf(node);
  const state = resourceKind.state?.(resource);
  const meaning = meaningOf(resourceKind, state);
  const errors = errorsOf(node);
  const settling = isTransient(node);
  const failedPolls = failingPolls(node);
  const isMissing = node.missingSince !== undefined;
  const error = failure?.error ?? failedPolls?.error;
  const icon: StateIcon | undefined =
    activity !== undefined
      ? { icon: 'loading~spin' }
      : isMissing
        ? missingIcon
        : meaning === 'running' && resourceKind.unused?.(resource)
          ? unusedIcon
          : stateIcon(meaning);
  // A narrow side bar cuts off the last words. The state is one word, and the icon and the color tell of a problem anyway. Of what is
  // used by others, the icon tells that all is well, too: who uses it says more.
  const isLast = resourceKind.usedBy && meaning === 'done';
  const description = [
    activity,
    isMissing ? l10n.t('no longer listed, checking again') : undefined,
    isLast ? undefined : state,
    trouble(error, errors),
    failure ? failedText(failure) : undefined,
    failedPolls ? l10n.t('not checked since {0}', timeOfDay(failedPolls.since)) : undefined,
    resourceKind.detail?.(resource, { users: node.users, now }) || undefined,
    isLast ? state : undefined,
  ].filter(word => word !== undefined);
  const tokens = rowTokens(
    'resource',
    resourceKind.name,
    Boolean(resourceKind.arn?.(resource)) && 'arn',
    resourceKind.rollsOut?.(resource) && isAllowed(node, { operations: ['UpdateFleet'] }) && 'rollsOut',
    resourceKind.duplicate && canCreate(node) && 'duplicate',
    resourceKind.compares === resourceKind.name && resourceKind.namedBy && 'comparable',
    inConsole(node) && 'console',
    error && 'failed',
    refusedOf(node).length > 0 && 'denied',
    errors.length > 0 && 'errors',
    pinned.has(node.id) ? 'pinned' : isPinnable(node) && 'pinnable',
    settling && waitToken(node),
    node.connection.sandbox && state !== undefined && !isReadOnly(node) && `sandbox.${resourceKind.name}.${state}`,
    ...availableActions(node).map(action => token(resourceKind, action)),
  );
  return {
    id: node.id,
    label: name,
    ...(description.length && { description: description.join(' · ') }),
    icon: error || (errors.length && !settling) ? 'warning' : (icon?.icon ?? resourceKind.icon),
    ...(error || errors.length
      ? { color: 'list.warningForeground' }
      : icon?.color !== undefined && { color: icon.color }),
    ...(trouble(error, errors) !== undefined && { decoration: troubleDecoration(failure, error) }),
    expandable: node.groups.length ? 'collapsed' : 'no',
    tokens: `;${tokens.join(';')};`,
    heading: l10n.t('{0} {1}', l10n.t(resourceKind.title), name),
    ...shownFacts([{ label: l10n.t('State'), value: state }], factsOf(node), placeFacts(node)),
    notes: [...troubleNotes(node), ...errors.flatMap(explainedNotes)],
    accessibleLabel: [l10n.t(resourceKind.title), name, ...description].join(', '),
  };
}

/** What is wrong apart from the errors that the API reports inside a resource: it is missing, checks fail, or an action has failed. */
export function troubleNotes(node: ResourceNode): readonly string[] {
  const { failure, missingSince } = node;
  const failedPolls = failingPolls(node);
  return [
    ...(missingSince === undefined
      ? []
      : [l10n.t('AWS no longer lists this resource. The extension checks again before it removes the row.')]),
    ...(failedPolls ? failedPollsNotes(failedPolls) : []),
    ...(failure
      ? [
          sentence(l10n.t('{0}: {1}', plainTitle(failure.title), failure.error.message)),
          ...(failure.error.details ?? []),
          ...errorNotes(failure.error),
        ]
      : []),
  ];
}

// An action that AWS may have carried out has not failed.
function failedText({ title, error }: NonNullable<ResourceNode['failure']>): string {
  const what = plainTitle(title);
  return error.mayHaveHappened ? l10n.t('{0}: outcome not known', what) : l10n.t('{0} failed', what);
}

function failedPollsNotes({ since, error }: FailedPolls): readonly string[] {
  return [
    l10n.t('Checks have failed since {0}: {1}', timeOfDay(since), sentence(error.message)),
    l10n.t('The extension keeps trying, at longer and longer intervals. Refresh to try now.'),
    ...errorNotes(error),
  ];
}

/** The problem in a few words, `⚠ No answer`: the last failure, or the first error that the API reports. */
function trouble(failed: ApiError | undefined, errors: readonly ResourceError[]): string | undefined {
  const [first, ...others] = errors;
  if (failed) return l10n.t('⚠ {0}', headline(failed));
  if (!first) return undefined;
  const reason = first.code || first.message || '?';
  return others.length ? l10n.t('⚠ {0} and {1} more', reason, others.length) : l10n.t('⚠ {0}', reason);
}

function troubleDecoration(failure: ResourceNode['failure'], failed: ApiError | undefined): Decoration {
  if (failure) return { trouble: failedText(failure) };
  return { trouble: failed ? l10n.t('Checks have failed') : l10n.t('AWS reports errors of this resource') };
}

function factsOf({ resourceKind, resource }: ResourceNode): readonly Fact[] {
  return (resourceKind.facts?.(resource) ?? []).map(({ label, value }) => ({ label: l10n.t(label), value }));
}

/** Facts that a tooltip shows at most, with those about state, account and place. */
const mostFacts = 8;

/** The facts that a tooltip shows. The account and Region are never left out. */
function shownFacts(
  first: readonly Fact[],
  own: readonly Fact[],
  place: readonly Fact[],
): Pick<Presentation, 'facts' | 'footer'> {
  const known = (facts: readonly Fact[]): Fact[] => facts.filter(({ value }) => value !== undefined && value !== '');
  const around = known(first).length + known(place).length;
  const facts = known(own);
  const shown = facts.slice(0, Math.max(mostFacts - around, 0));
  return {
    facts: [...known(first), ...shown, ...known(place)],
    ...(shown.length < facts.length && { footer: l10n.t('Choose View Details to see the rest.') }),
  };
}

function problem(node: ProblemNode): Presentation {
  const { error, parent } = node;
  const list = l10n.t(parent.parent.kind === 'group' ? parent.resourceKind.plural : parent.title);
  const label = error.signIn
    ? l10n.t('Sign in to list {0}', list)
    : error.reason === 'cancelled'
      ? l10n.t('Loading {0} was cancelled', list)
      : l10n.t("Can't list {0}: {1}", list, headline(error));
  return {
    ...plain(node, label, {
      description: error.signIn ? error.message : error.nextStep,
      icon: error.signIn ? 'sign-in' : 'warning',
      color: 'list.warningForeground',
      tokens: rowTokens(
        'problem',
        `problem.${error.reason}`,
        error.signIn ? 'problem.signIn' : 'problem.retry',
        refusedOf(node).length > 0 && 'denied',
      ),
      notes: [sentence(error.message), ...errorNotes(error)],
    }),
    ...(error.signIn && { command: 'signIn' as const }),
  };
}

function errorNotes({ nextStep, requestId, operation }: ApiError): string[] {
  return [nextStep, requestId === undefined ? operation : l10n.t('{0}, request ID {1}', operation, requestId)];
}
