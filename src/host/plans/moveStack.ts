// Move Stack to Another Fleet…: asks for the fleet, shows the steps, and begins the plan.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { noAbort } from '../../api/core/abortable';
import type { Shown } from '../../explorer/acting/change';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Destination, Moving } from '../../explorer/plan/moving';
import { movingOf, movingSteps } from '../../explorer/plan/moving';
import { runsText, stepLines } from '../../explorer/plan/presentPlan';
import { quotedName, shownName } from '../../explorer/show/messages';
import { storedName } from '../../explorer/show/stored';
import { actionNamed, availableActions } from '../../explorer/tree/actions';
import type { ResourceNode } from '../../explorer/tree/node';
import { kindNamed } from '../../kinds/all';
import type { Handlers } from '../base/command';
import { showQuickPick, showWarningMessage } from '../base/door';
import { confirmed } from '../prompts/confirm';
import { pickSelected } from '../prompts/pick';
import type { HostPlans } from './hostPlans';
import { busyText, sayBegun } from './hostPlans';
import { looking } from './rollOut';
import { sessionsText } from './sessionsText';

/** @param plans the plans of this window */
export function moveCommands(explorer: Explorer, plans: () => Promise<HostPlans>): Handlers<'moveStack'> {
  return {
    async moveStack(node, selected) {
      const [stack] = await pickSelected(explorer, node, selected, {
        title: commands.moveStack.title,
        has: ({ name }) => name === 'stack',
        changes: true,
        suits: canMove,
      });
      if (stack) await moveStack(explorer, await plans(), stack);
    },
  };
}

/** Whether a stack's fleet can be changed now. */
function canMove(node: ResourceNode): boolean {
  return availableActions(node).some(({ name }) => name === 'disassociate');
}

async function moveStack(explorer: Explorer, { plans }: HostPlans, stack: ResourceNode): Promise<void> {
  const verb = l10n.t('Move Stack');
  const title = l10n.t('{0}: {1}', verb, shownName(stack));
  const actor = await explorer.identify(stack);
  // If AWS refuses the look, the user learns it before anything is changed.
  const moving = await looking(title, () => movingOf(explorer, { node: stack, actor }, noAbort()));
  if (!moving) return;
  const refused = refusedText(stack, moving);
  if (refused !== undefined) return void showWarningMessage(refused);
  const to = await pickFleet(title, moving);
  const starts = to && (await pickStart(title, to));
  if (!to || starts === undefined) return;
  const busy = busyText(plans, [stack, to.node]);
  if (busy !== undefined) return void showWarningMessage(busy);
  const steps = await plans.timed(movingSteps(stack, moving.from, to.node, starts));
  const lines = [...stepLines(steps), ...(await openSessions(explorer, { node: stack, actor })), '', runsText(steps)];
  const question = l10n.t('Move stack {0} from fleet {1} to fleet {2}?');
  const confirm = {
    ...{ verb, question, questionAll: question },
    names: () => [moving.from.join(', '), shownName(to.node)],
    consequence: consequenceOf(to, starts),
  };
  const action = actionNamed(stack, 'disassociate');
  if (!action || !(await confirmed({ ...action, confirm }, [{ node: stack, actor }], {}, { steps: lines }))) return;
  const planTitle = l10n.t('{0}: {1}', verb, `${storedName(stack)} → ${storedName(to.node)}`);
  void plans.begin({ title: planTitle, actor, steps });
  await sayBegun(steps);
}

/** Why a stack can't be moved; undefined if it can. */
function refusedText(stack: ResourceNode, { from, to }: Moving): string | undefined {
  if (!from.length) return l10n.t('Stack "{0}" has no fleet. Associate one with it first.', shownName(stack));
  return to.length ? undefined : l10n.t('This Region has no other fleet.');
}

async function pickFleet(title: string, { to }: Moving): Promise<Destination | undefined> {
  const items = to.map(destination => ({
    label: shownName(destination.node),
    description: [destination.state, destination.isAlike && l10n.t('same platform')].filter(Boolean).join(' · '),
    iconPath: new vscode.ThemeIcon(kindNamed('fleet').icon),
    destination,
  }));
  const placeHolder = l10n.t('Fleet to associate');
  // The list of fleets was loaded anew. The tree takes the focus when it draws them.
  const options = { title, placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  return (await showQuickPick(items, options))?.destination;
}

/** Whether the new fleet is started first: asked for one that is stopped. @returns undefined if the user cancels */
async function pickStart(title: string, { node, state }: Destination): Promise<boolean | undefined> {
  // A fleet that starts already is waited for.
  if (state !== 'STOPPED') return state === 'STARTING';
  const items = [
    { label: l10n.t('Start the fleet first'), starts: true },
    { label: l10n.t('Leave the fleet stopped'), starts: false },
  ];
  const placeHolder = l10n.t('{0} is {1}.', quotedName(node), state);
  return (await showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.starts;
}

/** What users notice, in sentences. */
function consequenceOf({ node, state = '?' }: Destination, starts: boolean): string {
  const name = shownName(node);
  return [
    l10n.t('New sessions then start on fleet {0}. While the stack has no fleet, nobody can start a session.', name),
    l10n.t(
      "AWS doesn't document what happens to open sessions. It may refuse to disassociate the fleet while there are some. Then the plan stops.",
    ),
    ...(starts || state === 'RUNNING'
      ? []
      : [
          l10n.t('{0} is {1}.', quotedName(node), state),
          l10n.t('Nobody can stream from the stack until the fleet runs.'),
        ]),
  ].join('\n');
}

/** The open sessions of the stack, as lines of the dialog. */
async function openSessions(explorer: Explorer, stack: Shown): Promise<readonly string[]> {
  const text = await sessionsText(explorer, stack, count => l10n.t('Open sessions of the stack: {0}', count));
  return text === undefined ? [] : ['', ...text.split('\n')];
}
