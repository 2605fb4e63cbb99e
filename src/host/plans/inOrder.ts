// Start in Order… and Stop in Order…: asks for the order, shows the steps, and begins the plan.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { toApiError } from '../../api/core/errors';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Turn } from '../../explorer/plan/inOrder';
import { inOrderSteps, turning } from '../../explorer/plan/inOrder';
import { allInRegion } from '../../explorer/plan/locate';
import { runsText, stepLines } from '../../explorer/plan/presentPlan';
import { headline, plainTitle, shownName } from '../../explorer/show/messages';
import { storedName } from '../../explorer/show/stored';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { kindNamed, kinds } from '../../kinds/all';
import type { Handler, Handlers } from '../base/command';
import { showQuickPick, showQuickPickMany, showWarningMessage, withProgress } from '../base/door';
import { confirmed } from '../prompts/confirm';
import { pickRegion } from '../prompts/pick';
import type { HostPlans } from './hostPlans';
import { busyText, sayBegun } from './hostPlans';
import { sessionLines } from './sessionsText';

/** @param plans the plans of this window */
export function inOrderCommands(
  explorer: Explorer,
  plans: () => Promise<HostPlans>,
): Handlers<'startInOrder' | 'stopInOrder'> {
  const handler =
    (turn: Turn): Handler =>
    async (node, selected) => {
      const nodes = node ? selected.filter(one => one.kind === 'resource') : await pickNodes(explorer, turn);
      if (nodes) await inOrder(explorer, await plans(), turn, nodes);
    };
  return { startInOrder: handler('start'), stopInOrder: handler('stop') };
}

/** The states that they are started and stopped in. */
const from: Readonly<Record<Turn, string>> = { start: 'STOPPED', stop: 'RUNNING' };

const titleOf = (turn: Turn): string => plainTitle(commands[`${turn}InOrder`].title);

async function inOrder(
  explorer: Explorer,
  { plans }: HostPlans,
  turn: Turn,
  nodes: readonly ResourceNode[],
): Promise<void> {
  const suited = nodes.filter(node => turning(node, turn));
  const refused = refusedText(turn, suited) ?? busyText(plans, suited);
  if (refused !== undefined) return void showWarningMessage(refused);
  const title = titleOf(turn);
  const ordered = await pickOrder(title, suited);
  const [first] = ordered ?? [];
  const action = first && turning(first, turn);
  if (!ordered || !action) return;
  const actor = await explorer.identify(first);
  const shown = ordered.map(node => ({ node, actor }));
  const steps = await plans.timed(inOrderSteps(ordered, turn));
  const lines = [
    ...stepLines(steps),
    ...(turn === 'stop' ? await sessionLines(explorer, shown) : []),
    ...['', runsText(steps)],
  ];
  const besides = { steps: lines, unsuited: nodes.filter(node => !suited.includes(node)) };
  if (!(await confirmed({ ...action, confirm: confirmOf(turn, title, ordered) }, shown, {}, besides))) return;
  void plans.begin({ title: l10n.t('{0}: {1}', title, ordered.map(storedName).join(', ')), actor, steps });
  await sayBegun(steps);
}

/** Why a selection can't be started or stopped in order; undefined if it can. */
function refusedText(turn: Turn, suited: readonly ResourceNode[]): string | undefined {
  if (suited.length < 2) return l10n.t('Select two or more resources that are {0}.', from[turn]);
  const places = new Set(suited.map(({ connection }) => connection.key));
  return places.size > 1 ? l10n.t('Select resources of one profile and Region.') : undefined;
}

function confirmOf(turn: Turn, verb: string, nodes: readonly ResourceNode[]): NonNullable<Action['confirm']> {
  const question =
    turn === 'start'
      ? l10n.t('Start {0} resources one after the other?')
      : l10n.t('Stop {0} resources one after the other?');
  const actions = nodes.flatMap(node => turning(node, turn) ?? []);
  const caused = new Set(actions.flatMap(({ confirm }) => (confirm ? [l10n.t(confirm.consequence)] : [])));
  const waits = l10n.t('Each waits until the one before it is {0}.', actions[0]?.leadsTo ?? '?');
  return { verb, question, questionAll: question, consequence: [waits, ...caused].join('\n') };
}

/** Lets the user choose the order. What is chosen comes next, until the user takes the rest as it is. */
async function pickOrder(title: string, nodes: readonly ResourceNode[]): Promise<readonly ResourceNode[] | undefined> {
  const ordered: ResourceNode[] = [];
  let rest = nodes;
  while (rest.length > 1) {
    const all = [...ordered, ...rest];
    const items = [
      { label: l10n.t('Use This Order'), detail: all.map(shownName).join(' → ') },
      ...rest.map(node => ({
        ...{ label: shownName(node), description: l10n.t(node.resourceKind.title), node },
        iconPath: new vscode.ThemeIcon(node.resourceKind.icon),
      })),
    ];
    const placeHolder = l10n.t('Use this order, or choose what comes next');
    const picked = await showQuickPick<NodeItem>(items, { title, placeHolder, ignoreFocusOut: true });
    if (!picked) return undefined;
    if (!picked.node) return all;
    const { node } = picked;
    ordered.push(node);
    rest = rest.filter(other => other !== node);
  }
  return [...ordered, ...rest];
}

type NodeItem = vscode.QuickPickItem & { readonly node?: ResourceNode };

/** Lets the user choose among all that can be started or stopped in a Region. */
async function pickNodes(explorer: Explorer, turn: Turn): Promise<readonly ResourceNode[] | undefined> {
  const title = titleOf(turn);
  const region = await pickRegion(explorer, { title, changes: true });
  if (!region) return undefined;
  const turned = kinds.filter(({ actions }) => actions.some(({ name, leadsTo }) => name === turn && leadsTo));
  const listed = await withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    Promise.allSettled(turned.map(({ name }) => allInRegion(explorer, region, name))),
  );
  const items = listed.flatMap((one, place): NodeItem[] => {
    const { name, plural, icon } = turned[place] ?? kindNamed('fleet');
    const all = one.status === 'fulfilled' ? one.value.filter(node => turning(node, turn)) : [];
    const why = one.status === 'rejected' ? headline(toApiError(one.reason, name)) : undefined;
    const label = why === undefined ? l10n.t(plural) : l10n.t('{0}: {1}', l10n.t(plural), why);
    if (!all.length && why === undefined) return [];
    const iconPath = new vscode.ThemeIcon(icon);
    return [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...all.map(node => ({ label: shownName(node), iconPath, node })),
    ];
  });
  if (!items.length) return [];
  const picked = await showQuickPickMany(items, {
    ...{ title, ignoreFocusOut: true },
    placeHolder: l10n.t('Choose two or more. The order comes next.'),
  });
  return picked?.flatMap(({ node }) => node ?? []);
}
