import * as l10n from '@vscode/l10n';

import type { ApiError } from '../../api/core/errors';
import { plainText } from '../../api/core/plainText';
import { asSent } from '../../api/core/raw';
import { regionLongName } from '../../aws/regions';
import type { Fact, ResourceError } from '../../kinds/kind';
import { meaningOf } from '../../kinds/kind';
import type { Icon } from '../../kinds/names';
import { availableActions, canCreate, token } from '../tree/actions';
import type { ShownFilters } from '../tree/filters';
import { countIn } from '../tree/filters';
import { waitToken } from '../tree/goal';
import { themeColor } from '../tree/mark';
import type {
  FailedPolls,
  GroupNode,
  MoreNode,
  Node,
  ProblemNode,
  ProfileNode,
  RegionNode,
  ResourceNode,
  UnmatchedNode,
} from '../tree/node';
import { assertNever, errorsOf, isFull, isReadOnly, isRowOfList, nameOf } from '../tree/node';
import { failingPolls, isTransient } from '../tree/presence';
import { ageOf } from '../tree/renew';
import type { RowToken } from '../tree/tokens';
import { rowTokens } from '../tree/tokens';
import { inConsole } from './consoleUrl';
import { countWords, neverWords, textOf } from './filterWords';
import { headline, plainTitle, sentence, timeOfDay } from './messages';
import { accountOf, placeFacts, profileFacts } from './place';
import type { StateIcon } from './stateIcon';
import { missingIcon, stateIcon } from './stateIcon';

/** How a node looks: everything for a tree item, as plain data. */
export interface Presentation {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: Icon;
  /** A theme colour for the icon. */
  readonly color?: string;
  readonly expandable: 'no' | 'collapsed' | 'expanded';
  /** The node's tokens, between semicolons: `;resource;fleet;fleet.start;`. Menus match on these. */
  readonly tokens: string;
  /** The tooltip's first line. It is plain text, like the facts, because names can contain anything. */
  readonly heading: string;
  /** At most eight known facts. The rest is in View Details. */
  readonly facts: readonly Fact[];
  /** Paragraphs before the facts: what is wrong and what to do. */
  readonly notes: readonly string[];
  /** The paragraph after the facts. */
  readonly footer?: string;
  /** The text for screen readers. */
  readonly accessibleLabel: string;
  /** A command that a click runs. */
  readonly command?: 'loadMore' | 'loadAll' | 'clearFilter' | 'signIn';
}

const noFilters: ShownFilters = { own: () => undefined, of: () => [] };

/**
 * How a node looks now. This does not throw, whatever a service answered.
 * @param now milliseconds since the epoch
 * @param filters the filters that are on
 */
export function present(node: Node, now = Date.now(), filters: ShownFilters = noFilters): Presentation {
  try {
    return plainLooks(looksOf(node, now, filters));
  } catch {
    // Kinds expect resources as in the service model. An unexpected one only affects its own row.
    return plainLooks(notUnderstood(node));
  }
}

function plainLooks(looks: Presentation): Presentation {
  return {
    ...looks,
    label: plainText(looks.label),
    ...(looks.description !== undefined && { description: plainText(looks.description) }),
    heading: plainText(looks.heading),
    facts: looks.facts.map(({ label, value }) => ({
      label,
      value: typeof value === 'string' ? plainText(value) : value,
    })),
    notes: looks.notes.map(plainText),
    accessibleLabel: plainText(looks.accessibleLabel),
  };
}

/** The maximum length of a text in a tooltip. */
const mostJson = 1_000;

function notUnderstood(node: Node): Presentation {
  if (node.kind !== 'resource') {
    return plain(node, ownName(node) ?? l10n.t('Unreadable entry'), {
      ...(ownName(node) !== undefined && { description: l10n.t('Unreadable entry') }),
      icon: 'question',
      color: 'list.warningForeground',
      expandable: isRowOfList(node) ? 'no' : 'collapsed',
      tokens: [node.kind],
      notes: [l10n.t("The extension can't show this row. Report it with the log.")],
    });
  }
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

/** The name of a row. */
function ownName(node: Exclude<Node, ResourceNode>): string | undefined {
  switch (node.kind) {
    case 'profile':
      return node.name;
    case 'region':
      return node.connection.region;
    case 'group':
      return node.title;
    default:
      return undefined;
  }
}

function looksOf(node: Node, now: number, filters: ShownFilters): Presentation {
  switch (node.kind) {
    case 'sandbox':
      return plain(node, l10n.t('Sandbox'), {
        description: l10n.t('simulated, on this computer'),
        icon: 'beaker',
        expandable: 'expanded',
        tokens: ['sandbox'],
      });
    case 'profile':
      return profile(node);
    case 'region':
      return region(node);
    case 'group':
      return group(node, now, filters);
    case 'resource':
      return node.resourceKind.id(node.resource) ? resource(node) : notUnderstood(node);
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

interface Looks {
  readonly description?: string;
  readonly icon: Icon;
  readonly color?: string;
  readonly expandable?: Presentation['expandable'];
  readonly tokens: readonly RowToken[];
  readonly facts?: readonly Fact[];
  readonly notes?: readonly string[];
}

function plain(
  { id }: Node,
  label: string,
  { expandable = 'no', tokens, facts = [], notes = [], ...looks }: Looks,
): Presentation {
  const accessibleLabel = [label, looks.description].filter(Boolean).join(', ');
  return {
    id,
    label,
    ...looks,
    expandable,
    tokens: `;${tokens.join(';')};`,
    heading: label,
    facts,
    notes,
    accessibleLabel,
  };
}

function profile(node: ProfileNode): Presentation {
  const { mark, identity } = node;
  const readOnly = isReadOnly(node);
  const description = [
    mark?.word,
    identity?.account,
    identity?.alias,
    readOnly ? l10n.t('read-only') : undefined,
    node.regions.length ? undefined : l10n.t('no Region selected'),
  ].filter(word => word !== undefined);
  return plain(node, node.name, {
    ...(description.length && { description: description.join(' · ') }),
    icon: node.sandbox ? 'beaker' : readOnly ? 'lock' : 'account',
    ...markColor(node),
    expandable: 'expanded',
    tokens: rowTokens(
      'profile',
      node.sandbox ? 'simulated' : 'aws',
      readOnly ? 'readOnly' : 'changeable',
      node.offersMfa && 'mfa',
    ),
    facts: [
      ...profileFacts(node, accountOf(node)),
      { label: l10n.t('Regions'), value: node.regions.map(region => region.connection.region).join(', ') || undefined },
    ],
  });
}

function region(node: RegionNode): Presentation {
  const { region } = node.connection;
  const description = [node.parent.mark?.word, regionLongName(region)].filter(word => word !== undefined);
  return plain(node, region, {
    ...(description.length && { description: description.join(' · ') }),
    icon: 'globe',
    ...markColor(node.parent),
    expandable: 'collapsed',
    tokens: rowTokens('region', node.parent.sandbox ? 'simulated' : 'aws', inConsole(node) && 'console'),
    facts: placeFacts(node),
  });
}

function markColor({ mark }: ProfileNode): { readonly color?: string } {
  return mark?.color ? { color: themeColor(mark.color) } : {};
}

function more(node: MoreNode): Presentation {
  if (node.filtered === undefined) {
    return { ...plain(node, l10n.t('Load more…'), { icon: 'ellipsis', tokens: ['more'] }), command: 'loadMore' };
  }
  const description = l10n.t('the filter sees only the {0} loaded', node.filtered);
  return {
    ...plain(node, l10n.t('Load all…'), { description, icon: 'ellipsis', tokens: ['more'] }),
    command: 'loadAll',
  };
}

function unmatched(node: UnmatchedNode): Presentation {
  const { filters, parent } = node;
  const never = neverWords(parent.resourceKind, filters);
  return {
    ...plain(node, l10n.t('Nothing matches'), {
      description: [l10n.t('Clear Filter'), never ?? textOf(filters)].join(' · '),
      icon: 'filter',
      tokens: ['unmatched'],
    }),
    command: 'clearFilter',
  };
}

function group(node: GroupNode, now: number, filters: ShownFilters): Presentation {
  const { list } = node;
  const own = filters.own(node);
  const applied = node.sections ? [] : filters.of(node);
  const description = [
    applied.length && list?.nodes.size ? countWords(countIn([list], filters)) : undefined,
    own?.text,
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
      own && 'filtered',
      inConsole(node) && 'console',
    ),
  });
}

// Whether a list, or its row when empty, offers to create a resource.
function offersCreate(group: GroupNode): boolean {
  return isFor(group) && canCreate(group);
}

// Resources are created in one section: of images, in the private ones.
function isFor({ id, resourceKind: of, sections }: GroupNode): boolean {
  const section = of.create?.section;
  return section === undefined || sections !== undefined || id.endsWith(`:${section}`);
}

function resource(node: ResourceNode): Presentation {
  const { resourceKind: of, resource, failure, activity } = node;
  const name = nameOf(node);
  const state = of.state?.(resource);
  const errors = errorsOf(node);
  const settling = isTransient(node);
  const failedPolls = failingPolls(node);
  const isMissing = node.missingSince !== undefined;
  const error = failure?.error ?? failedPolls?.error;
  const icon: StateIcon | undefined =
    activity !== undefined ? { icon: 'loading~spin' } : isMissing ? missingIcon : stateIcon(meaningOf(of, state));
  // A narrow side bar shows only the first words: the problem, then the state.
  const description = [
    activity,
    isMissing ? l10n.t('no longer listed, checking again') : undefined,
    trouble(error, errors),
    state,
    failure ? failedWords(failure) : undefined,
    failedPolls ? l10n.t('not checked since {0}', timeOfDay(failedPolls.since)) : undefined,
    of.detail?.(resource) || undefined,
  ].filter(word => word !== undefined);
  const tokens = rowTokens(
    'resource',
    of.name,
    Boolean(of.arn?.(resource)) && 'arn',
    of.duplicate && canCreate(node) && 'duplicate',
    inConsole(node) && 'console',
    error && 'failed',
    settling && waitToken(node),
    node.connection.sandbox && state !== undefined && !isReadOnly(node) && `sandbox.${of.name}.${state}`,
    ...availableActions(node).map(action => token(of, action)),
  );
  return {
    id: node.id,
    label: name,
    ...(description.length && { description: description.join(' · ') }),
    icon: error || (errors.length && !settling) ? 'warning' : (icon?.icon ?? of.icon),
    ...(error || errors.length
      ? { color: 'list.warningForeground' }
      : icon?.color !== undefined && { color: icon.color }),
    expandable: node.groups.length ? 'collapsed' : 'no',
    tokens: `;${tokens.join(';')};`,
    heading: l10n.t('{0} {1}', l10n.t(of.title), name),
    ...shownFacts([{ label: l10n.t('State'), value: state }], factsOf(node), placeFacts(node)),
    notes: [
      ...(isMissing
        ? [l10n.t('AWS no longer lists this resource. The extension checks again before it removes the row.')]
        : []),
      ...(failedPolls ? failedPollsNotes(failedPolls) : []),
      ...(failure
        ? [
            sentence(l10n.t('{0}: {1}', plainTitle(failure.title), failure.error.message)),
            ...(failure.error.details ?? []),
            ...errorNotes(failure.error),
          ]
        : []),
      ...errors.map(({ code, message }) => [code, message].filter(Boolean).join(': ')),
    ],
    accessibleLabel: [l10n.t(of.title), name, ...description].join(', '),
  };
}

// An action that AWS may have carried out has not failed.
function failedWords({ title, error }: NonNullable<ResourceNode['failure']>): string {
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

function factsOf({ resourceKind: of, resource }: ResourceNode): readonly Fact[] {
  return (of.facts?.(resource) ?? []).map(({ label, value }) => ({ label: l10n.t(label), value }));
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
      tokens: ['problem', `problem.${error.reason}`, error.signIn ? 'problem.signIn' : 'problem.retry'],
      notes: [sentence(error.message), ...errorNotes(error)],
    }),
    ...(error.signIn && { command: 'signIn' as const }),
  };
}

function errorNotes({ nextStep, requestId, operation }: ApiError): string[] {
  return [nextStep, requestId === undefined ? operation : l10n.t('{0}, request ID {1}', operation, requestId)];
}
