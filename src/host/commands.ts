// All commands: those of the command table, whose handlers the files of src/host export, and those of the kinds.
import * as l10n from '@vscode/l10n';

import { lazy } from '../api/core/lazy';
import type { ActivityRow } from '../explorer/activity/presentActivity';
import type { CommandDescription, CommandName } from '../explorer/commands';
import { activityCommands, commands } from '../explorer/commands';
import { plainTitle } from '../explorer/show/messages';
import type { KeptArrangements } from '../explorer/tree/arrangement';
import type { ActOptions } from './actions/act';
import { copyCommands } from './actions/copy';
import { explainCommands } from './actions/explain';
import { iamCommands } from './actions/iamStatement';
import type { MakingForms } from './actions/kindCommands';
import { duplicateCommands, kindCommands } from './actions/kindCommands';
import { retryCommands } from './actions/retry';
import { waitHandlers } from './actions/wait';
import type { LazyActivity } from './activity/lazyActivity';
import type { Handler, Handlers } from './base/command';
import { showInformationMessage } from './base/door';
import type { LazyRuntime } from './base/runtime';
import type { Store } from './base/saved';
import type { LazyDetails } from './details/lazyDetails';
import { detailsCommands } from './details/lazyDetails';
import { connectionCommands } from './profiles/connections';
import type { GoToOptions } from './profiles/goToResource';
import { markCommands } from './profiles/marks';
import { signInCommands } from './profiles/signIn';
import type { Sandbox } from './sandbox/sandbox';
import { sandboxCommands } from './sandbox/sandbox';
import { sandboxImageCommands } from './sandbox/sandboxImage';
import type { Filtering } from './view/filtering';
import { filterCommands } from './view/filtering';
import { loadingCommands } from './view/loading';

export interface CommandOptions extends ActOptions, GoToOptions {
  readonly runtime: LazyRuntime;
  readonly sandbox: Sandbox;
  readonly details: LazyDetails;
  readonly forms: MakingForms;
  readonly filtering: Filtering;
  readonly shownActivity: LazyActivity;
  /** Keeps how lists are arranged. */
  readonly arranged: Store<KeptArrangements>;
}

/** The handlers of all commands of the manifest, by command: `appstream.fleet.start`. */
export function commandHandlers(options: CommandOptions): ReadonlyMap<string, Handler> {
  const { explorer, runtime, sandbox, details, forms, filtering, shownActivity, log, reveal } = options;
  const goTo = lazy(async () => (await import('./later')).goToCommands(options));
  const arranging = lazy(async () => (await import('./later')).arrangeCommands(explorer, options.arranged));
  const find = lazy(async () => (await import('./later')).findCommands(explorer, runtime, reveal));
  const handlers: Handlers<CommandName> = {
    ...connectionCommands(explorer, runtime),
    ...signInCommands(explorer, runtime),
    ...markCommands(explorer),
    findInRegions: async (...args) => (await find.get()).findInRegions(...args),
    goToResource: async (...args) => (await goTo.get()).goToResource(...args),
    ...loadingCommands(explorer),
    ...filterCommands(filtering),
    arrange: async (...args) => (await arranging.get()).arrange(...args),
    ...retryCommands(options),
    ...duplicateCommands(options, forms),
    ...detailsCommands(explorer, details),
    ...copyCommands(explorer, runtime),
    ...explainCommands(explorer),
    ...iamCommands(),
    ...sandboxCommands(sandbox),
    ...sandboxImageCommands(explorer, sandbox),
    showLog: () => log.show(),
  };
  return new Map<string, Handler>([
    ...(Object.keys(handlers) as CommandName[]).map(
      name => [`appstream.${name}`, oneOnly(commands[name], handlers[name])] as const,
    ),
    // The rows of that view are not nodes.
    ...activityCommands.map(
      name => [`appstream.${name}`, (row: unknown) => shownActivity.run(name, row as ActivityRow | undefined)] as const,
    ),
    ...waitHandlers(explorer).map(({ name, handler }) => [`appstream.${name}`, handler] as const),
    ...kindCommands(options, forms).map(one => [`appstream.${one.name}`, oneOnly(one, one.handler)] as const),
  ]);
}

/** Wraps a command for single items: run on several, as from a keyboard shortcut, it shows a message instead. */
function oneOnly({ title, single }: Pick<CommandDescription, 'title' | 'single'>, handler: Handler): Handler {
  return (node, selected) => {
    if (!single || selected.length < 2) return handler(node, selected);
    void showInformationMessage(
      l10n.t('{0} works on one item at a time. Select one and try again.', plainTitle(title)),
    );
  };
}
