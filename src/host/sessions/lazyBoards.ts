import { lazy } from '../../api/core/lazy';
import type { Handlers } from '../base/command';
import type { Boards, BoardsOptions } from './boards';

/** Boards whose code is loaded with the first one. */
export function lazyBoards(options: BoardsOptions): Boards {
  const boards = lazy(async () => (await import('../later')).createBoards(options));
  return {
    open: async nodes => (await boards.get()).open(nodes),
    openOfUser: async () => (await boards.get()).openOfUser(),
    restore: async (...args) => (await boards.get()).restore(...args),
    changed: () => boards.loaded?.changed(),
    isPageShown: () => boards.loaded?.isPageShown() ?? false,
  };
}

/** Show All Sessions, of Regions that the user chooses, or of the selected rows; and those of one user. */
export function boardCommands(boards: Boards): Handlers<'showSessions' | 'showSessionsHere' | 'showSessionsOfUser'> {
  return {
    showSessions: () => boards.open([]),
    showSessionsOfUser: () => boards.openOfUser(),
    showSessionsHere: (_node, selected) => boards.open(selected),
  };
}
