// Moves the clock of the sandbox forward, or makes it stand still. It dates all that the sandbox simulates.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import { sandboxStopped } from '../../api/core/actor';
import { commands } from '../../explorer/commands';
import { viewId } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import { leaps, momentOf, momentProblem, momentText, nextMorning } from '../../explorer/show/sandboxClock';
import type { Simulator } from '../../simulator/simulator';
import type { Handlers } from '../base/command';
import { showInformationMessage, showQuickPick, withProgress } from '../base/door';
import { askText } from '../prompts/askText';
import type { Sandbox } from './sandbox';

const title = () => l10n.t(commands.advanceClock.title);

/** Asks how far the clock moves, moves it, refreshes what the view shows of the sandbox, and says what time it now is. */
async function advanceClock(explorer: Explorer, sandbox: Sandbox): Promise<void> {
  const clock = runningClock(sandbox);
  const change = await pickChange(clock);
  // The sandbox may have been stopped meanwhile, and another one begun.
  if (!change || runningClock(sandbox) !== clock) return;
  change();
  const root = explorer.roots.find(({ kind }) => kind === 'sandbox');
  await withProgress({ location: { viewId }, title: l10n.t('Refreshing…') }, () => explorer.refresh(root));
  const now = momentText(clock.now());
  void showInformationMessage(
    clock.isPaused()
      ? l10n.t("The sandbox's clock is paused at {0}.", now)
      : l10n.t('In the sandbox, it is now {0}.', now),
  );
}

/** @throws ApiError if the sandbox does not run */
function runningClock({ simulator }: Sandbox): Simulator {
  if (!simulator) throw sandboxStopped('AdvanceClock');
  return simulator;
}

/** @returns what changes the clock; undefined if the user cancels */
async function pickChange(clock: Simulator): Promise<(() => void) | undefined> {
  const now = clock.now();
  const paused = clock.isPaused();
  const items: (vscode.QuickPickItem & { change: () => unknown })[] = [
    ...leaps().map(({ label, ms }) => ({
      label,
      description: l10n.t('until {0}', momentText(now + ms)),
      change: () => () => clock.advance(ms),
    })),
    { label: l10n.t('Until a time…'), change: () => askMoment(clock) },
    paused
      ? { label: l10n.t('Resume the clock'), change: () => () => clock.pause(false) }
      : {
          label: l10n.t('Pause the clock'),
          description: l10n.t('Nothing goes on until you resume it or move it forward'),
          change: () => () => clock.pause(true),
        },
  ];
  const says = paused
    ? l10n.t("The sandbox's clock is paused at {0}. How far do you want to move it forward?", momentText(now))
    : l10n.t('In the sandbox, it is {0}. How far do you want to move its clock forward?', momentText(now));
  const picked = await showQuickPick(items, { title: title(), placeHolder: says });
  return (await picked?.change()) as (() => void) | undefined;
}

/** Asks for a time, and for a date where it is not the next such time. */
async function askMoment(clock: Simulator): Promise<(() => void) | undefined> {
  const prompt = l10n.t('Enter the time to move the clock to. Without a date, it is the next such time.');
  const box = { title: title(), prompt, value: nextMorning(clock.now()) };
  const asked = await askText(box, text => momentProblem(text, clock.now()));
  if (asked.kind !== 'answer') return undefined;
  // It has run on meanwhile, and not passed the moment: the text was checked just now.
  const until = momentOf(asked.text, clock.now()) ?? 0;
  return () => clock.advance(Math.max(until - clock.now(), 1));
}

/** The commands of the sandbox's clock. */
export function sandboxClockCommands(explorer: Explorer, sandbox: Sandbox): Handlers<'advanceClock'> {
  return { advanceClock: () => advanceClock(explorer, sandbox) };
}
