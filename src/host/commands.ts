// All commands: those of the command table, whose handlers the files of src/host export, and those of the kinds.
import type { CommandName } from '../explorer/commands';
import { activityCommands, commands, waitNames } from '../explorer/commands';
import type { KeptArrangements } from '../explorer/tree/arrangement';
import type { ActOptions } from './actions/act';
import { iamCommands } from './actions/iamStatement';
import type { MakingForms } from './actions/kindCommands';
import { duplicateCommands, kindCommands } from './actions/kindCommands';
import { retryCommands } from './actions/retry';
import type { Row } from './activity/activityView';
import type { LazyActivity } from './activity/lazyActivity';
import type { FollowedUnderWay } from './activity/underWay';
import type { Handler, Handlers } from './base/command';
import { oneOnly, whenRun } from './base/command';
import type { LazyRuntime } from './base/runtime';
import type { Store } from './base/store';
import type { LazyDetails } from './details/lazyDetails';
import { detailsCommands } from './details/lazyDetails';
import type { LazyPlans } from './plans/lazyPlans';
import type { FavoriteCommandsOptions } from './profiles/favorites';
import type { GoToOptions } from './profiles/goToResource';
import { signInCommands } from './profiles/signIn';
import type { Sandbox } from './sandbox/sandbox';
import { sandboxCommands } from './sandbox/sandbox';
import type { Boards } from './sessions/boards';
import { boardCommands } from './sessions/lazyBoards';
import type { Filtering } from './view/filtering';
import { filterCommands } from './view/filtering';
import { loadingCommands } from './view/loading';
import type { View } from './view/view';

export interface CommandOptions extends ActOptions, GoToOptions, FavoriteCommandsOptions {
  readonly runtime: LazyRuntime;
  readonly sandbox: Sandbox;
  readonly details: LazyDetails;
  readonly boards: Boards;
  readonly plans: LazyPlans['get'];
  readonly forms: MakingForms;
  readonly filtering: Filtering;
  readonly shownActivity: LazyActivity;
  readonly unfold: View['unfold'];
  readonly shownUnderWay: Pick<FollowedUnderWay, 'open'>;
  /** Keeps how lists are arranged. */
  readonly arranged: Store<KeptArrangements>;
}

/** The handlers of all commands of the manifest, by command: `appstream.fleet.start`. */
export function commandHandlers(options: CommandOptions): ReadonlyMap<string, Handler> {
  const { explorer, runtime, sandbox, details, forms, filtering, shownActivity, log, reveal } = options;
  const later = () => import('./later');
  const waits = whenRun(waitNames, async () => (await later()).waitHandlers(explorer));
  const handlers: Handlers<CommandName> = {
    ...signInCommands(explorer, runtime),
    ...loadingCommands(explorer),
    ...filterCommands(filtering),
    ...retryCommands(options),
    ...duplicateCommands(options, forms),
    ...detailsCommands(explorer, details),
    ...boardCommands(options.boards),
    ...iamCommands(),
    ...sandboxCommands(sandbox),
    ...whenRun(['addProfile', 'addRegion', 'removeProfile', 'removeRegion'], async () =>
      (await later()).connectionCommands(explorer, runtime, { reveal, unfold: options.unfold }),
    ),
    ...whenRun(['markProfile', 'makeReadOnly', 'allowChanges'], async () => (await later()).markCommands(explorer)),
    ...whenRun(['copyName', 'copyArn', 'copyJson', 'copyCli', 'copySigned', 'openConsole'], async () =>
      (await later()).copyCommands(explorer, runtime),
    ),
    ...whenRun(['createImageFromBuilder'], async () => (await later()).sandboxImageCommands(explorer, sandbox)),
    ...whenRun(['findInRegions'], async () => (await later()).findCommands(explorer, runtime, reveal)),
    ...whenRun(['goToResource'], async () => (await later()).goToCommands(options)),
    ...whenRun(['addFavorite', 'removeFavorite', 'showFavorite'], async () =>
      (await later()).favoriteCommands(options),
    ),
    ...whenRun(['rollOut', 'rollBack'], async () => (await later()).rollOutCommands(explorer, options.plans)),
    ...whenRun(['showUses'], async () => (await later()).usesCommands(explorer, reveal)),
    ...whenRun(['explainError'], async () => (await later()).explainCommands(explorer)),
    ...whenRun(['arrange'], async () => (await later()).arrangeCommands(explorer, options.arranged)),
    showLog: () => log.show(),
    showUnderWay: () => options.shownUnderWay.open(),
  };
  return new Map<string, Handler>([
    ...(Object.keys(handlers) as CommandName[]).map(
      name => [`appstream.${name}`, oneOnly(commands[name], handlers[name])] as const,
    ),
    // The rows of that view are not nodes.
    ...activityCommands.map(
      name => [`appstream.${name}`, (row: unknown) => shownActivity.run(name, row as Row | undefined)] as const,
    ),
    ...Object.entries(waits).map(([name, handler]) => [`appstream.${name}`, handler] as const),
    ...kindCommands(options, forms).map(one => [`appstream.${one.name}`, oneOnly(one, one.handler)] as const),
  ]);
}
