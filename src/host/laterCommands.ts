// The commands that are not needed to look around: src/host/later.ts, which has their code, is loaded when one of them first runs.
import { waitNames } from '../explorer/commands';
import type { Explorer } from '../explorer/explorerTypes';
import type { KeptArrangements } from '../explorer/tree/arrangement';
import type { ActOptions } from './actions/act';
import type { KindHandlers } from './actions/kindCommands';
import type { MakingForms } from './actions/kindHandlers';
import { whenRun } from './base/command';
import type { LazyRuntime } from './base/runtime';
import type { Store } from './base/store';
import type { LazyDetails } from './details/lazyDetails';
import type { LazyPlans } from './plans/lazyPlans';
import type { FavoriteCommandsOptions } from './profiles/favorites';
import type { GoToOptions } from './profiles/goToResource';
import type { Sandbox } from './sandbox/sandbox';
import type { UsersPageOptions } from './users/usersPage';
import type { View } from './view/view';

export interface LaterOptions extends ActOptions, GoToOptions, FavoriteCommandsOptions, UsersPageOptions {
  readonly details: LazyDetails;
  readonly forms: MakingForms;
  readonly runtime: LazyRuntime;
  readonly sandbox: Sandbox;
  readonly plans: LazyPlans['get'];
  readonly unfold: View['unfold'];
  /** Keeps how lists are arranged. */
  readonly arranged: Store<KeptArrangements>;
}

const later = () => import('./later');

/** The handlers of the commands of the command table whose code is loaded later. */
export function laterCommands(options: LaterOptions) {
  const { explorer, runtime, sandbox, reveal, details } = options;
  return {
    ...whenRun(['signIn', 'signInWithMfa', 'signOut'], async () => (await later()).signInCommands(explorer, runtime)),
    ...whenRun(['viewDetails', 'viewJson'], async () => (await later()).detailsCommands(explorer, options.details)),
    ...whenRun(['retry'], async () => (await later()).retryCommands(options)),
    ...whenRun(['duplicate'], async () => (await later()).duplicateCommands(options, options.forms)),
    ...whenRun(['addProfile', 'addRegion', 'removeProfile', 'removeRegion'], async () =>
      (await later()).connectionCommands(explorer, runtime, { reveal, unfold: options.unfold }),
    ),
    ...whenRun(['markProfile', 'makeReadOnly', 'allowChanges'], async () => (await later()).markCommands(explorer)),
    ...whenRun(['copyName', 'copyArn', 'copyJson', 'copyCli', 'copySigned', 'openConsole'], async () =>
      (await later()).copyCommands(explorer, runtime),
    ),
    ...whenRun(['createImageFromBuilder'], async () => (await later()).sandboxImageCommands(explorer, sandbox)),
    ...whenRun(['advanceClock'], async () => (await later()).sandboxClockCommands(explorer, sandbox)),
    ...whenRun(['findInRegions'], async () => (await later()).findCommands(explorer, runtime, reveal)),
    ...whenRun(['goToResource'], async () => (await later()).goToCommands(options)),
    ...whenRun(['copyLink'], async () => (await later()).linkCommands(options)),
    ...whenRun(['addFavorite', 'removeFavorite', 'showFavorite', 'removeRecent', 'clearRecent'], async () =>
      (await later()).favoriteCommands(options),
    ),
    ...whenRun(['rollOut', 'rollOutNewest', 'rollBack'], async () =>
      (await later()).rollOutCommands(explorer, options.plans),
    ),
    ...whenRun(['startInOrder', 'stopInOrder'], async () => (await later()).inOrderCommands(explorer, options.plans)),
    ...whenRun(['moveStack'], async () => (await later()).moveCommands(explorer, options.plans)),
    ...whenRun(['usersFromCsv'], async () => (await later()).usersCommands(options)),
    ...whenRun(['showUses'], async () => (await later()).usesCommands(explorer, reveal)),
    ...whenRun(['explainError'], async () => (await later()).explainCommands(explorer)),
    ...whenRun(['compareWith', 'compareSelected', 'showAllMembers', 'hideChangingMembers'], async () =>
      (await later()).compareCommands(options, await details.inputs()),
    ),
    ...whenRun(['arrange'], async () => (await later()).arrangeCommands(explorer, options.arranged)),
  };
}

/** The handlers of the commands that wait for a state, by name, such as `waitForRunning`. */
export function waitCommands(explorer: Explorer) {
  return whenRun(waitNames, async () => (await later()).waitHandlers(explorer));
}

/** What the commands of the kinds do. */
export async function laterKindHandlers(options: LaterOptions): Promise<KindHandlers> {
  return (await later()).kindHandlers(options, options.forms);
}
