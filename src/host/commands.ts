// All commands: those of the command table, whose handlers the files of src/host export, and those of the kinds.
import type { CommandName } from '../explorer/commands';
import { activityCommands, commands } from '../explorer/commands';
import { iamCommands } from './actions/iamStatement';
import { kindCommands } from './actions/kindCommands';
import type { Row } from './activity/activityView';
import type { LazyActivity } from './activity/lazyActivity';
import type { FollowedUnderWay } from './activity/underWay';
import type { Handler, Handlers } from './base/command';
import { oneOnly } from './base/command';
import type { LaterOptions } from './laterCommands';
import { laterCommands, laterKindHandlers, waitCommands } from './laterCommands';
import { sandboxCommands } from './sandbox/sandbox';
import type { Boards } from './sessions/boards';
import { boardCommands } from './sessions/lazyBoards';
import type { Filtering } from './view/filtering';
import { filterCommands } from './view/filtering';
import { loadingCommands } from './view/loading';

export interface CommandOptions extends LaterOptions {
  readonly boards: Boards;
  readonly filtering: Filtering;
  readonly shownActivity: LazyActivity;
  readonly shownUnderWay: Pick<FollowedUnderWay, 'open'>;
}

/** The handlers of all commands of the manifest, by command: `appstream.fleet.start`. */
export function commandHandlers(options: CommandOptions): ReadonlyMap<string, Handler> {
  const { explorer, sandbox, filtering, shownActivity, log } = options;
  const handlers: Handlers<CommandName> = {
    ...loadingCommands(explorer),
    ...filterCommands(filtering),
    ...boardCommands(options.boards),
    ...iamCommands(),
    ...sandboxCommands(sandbox),
    ...laterCommands(options),
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
    ...Object.entries(waitCommands(explorer)).map(([name, handler]) => [`appstream.${name}`, handler] as const),
    ...kindCommands(() => laterKindHandlers(options)).map(
      one => [`appstream.${one.name}`, oneOnly(one, one.handler)] as const,
    ),
  ]);
}
