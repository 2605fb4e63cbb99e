// Builds the parts and connects them, nothing else.
import type * as vscode from 'vscode';

import type { Actor } from '../api/core/actor';
import { lazy } from '../api/core/lazy';
import type { ActingApi, Api, OpenApi } from '../api/types';
import type { Connection } from '../aws/connection';
import type { Prompts } from '../aws/prompts';
import { createExplorer } from '../explorer/explorer';
import type { Pins, TopRows, TreeRow } from '../explorer/tree/favorite';
import { markKey } from '../explorer/tree/mark';
import type { Roots } from '../explorer/tree/roots';
import { saltPseudonyms } from '../kinds/parts/pseudonym';
import type { ActOptions } from './actions/act';
import type { Row } from './activity/activityView';
import type { LazyActivity } from './activity/lazyActivity';
import { createLazyActivity } from './activity/lazyActivity';
import { followUnderWay } from './activity/underWay';
import type { Run } from './base/command';
import { createRun, sayFailure } from './base/command';
import { setContext } from './base/context';
import { createLog } from './base/log';
import type { LazyRuntime } from './base/runtime';
import { lazyRuntime } from './base/runtime';
import { installationSalt } from './base/salt';
import { openStores, planFolder } from './base/saved';
import { marks } from './base/settings';
import { limits, onDidChangeChoice, onDidChangeRecentShown, pageSize } from './base/settingsLater';
import { commandHandlers } from './commands';
import type { LazyDetails } from './details/lazyDetails';
import { lazyDetails } from './details/lazyDetails';
import { createDrafts } from './forms/drafts';
import type { LazyForms } from './forms/lazyForms';
import { lazyForms } from './forms/lazyForms';
import type { HostPlans } from './plans/hostPlans';
import type { LazyPlans } from './plans/lazyPlans';
import { createLazyPlans } from './plans/lazyPlans';
import { tellFileProblems } from './profiles/fileProblems';
import type { LastAnswers } from './prompts/askAll';
import { createSandbox } from './sandbox/sandbox';
import type { Boards } from './sessions/boards';
import { lazyBoards } from './sessions/lazyBoards';
import { chosenRoots } from './view/chosenRoots';
import { followFavorites } from './view/favorites';
import { createFiltering } from './view/filtering';
import { followMixed } from './view/mixed';
import { rowDecoration } from './view/rowDecoration';
import { createRows } from './view/rows';
import type { Rows } from './view/tree';
import { followView } from './view/view';

const later = () => import('./later');

/** What `activate` has registered and this connects. */
export interface Registered {
  readonly context: vscode.ExtensionContext;
  readonly view: vscode.TreeView<TreeRow>;
  readonly activityView: vscode.TreeView<Row>;
  readonly roots: Roots;
  readonly pins: Pins;
  readonly recent: TopRows;
  /** Fires with the row to draw again, with all rows below it; undefined for the whole tree. */
  readonly rowChanged: vscode.EventEmitter<TreeRow | undefined>;
  /** The same for the Activity view. */
  readonly activityChanged: vscode.EventEmitter<Row | undefined>;
  /** Fires with the address of a document whose text has changed. */
  readonly documentChanged: vscode.EventEmitter<vscode.Uri>;
}

/** What answers VS Code. */
export interface Main extends vscode.Disposable, Rows {
  /** Loads the AWS SDK, if it isn't loaded. The user doesn't wait for it yet. */
  readonly prepare: () => void;
  readonly decoration: (row: vscode.Uri) => vscode.FileDecoration;
  readonly details: LazyDetails;
  readonly boards: Boards;
  readonly forms: LazyForms;
  readonly activity: LazyActivity;
  readonly run: Run;
  /** Reveals what a link leads to. */
  readonly openLink: (link: vscode.Uri) => Promise<void>;
}

/** @throws Error if a part can't be created. The parts that were created before are disposed of then */
export function start(registered: Registered): Main {
  const parts: vscode.Disposable[] = [];
  // The last comes first, because it uses the others.
  const dispose = (): void => {
    for (const part of parts.splice(0).reverse()) part.dispose();
  };
  const own = <Part extends vscode.Disposable>(part: Part): Part => {
    parts.push(part);
    return part;
  };
  try {
    return { ...connect(registered, own), dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** @param own disposes of a part when the extension ends */
function connect(
  {
    context,
    view: treeView,
    activityView,
    roots,
    pins,
    recent,
    rowChanged,
    activityChanged,
    documentChanged,
  }: Registered,
  own: <Part extends vscode.Disposable>(part: Part) => Part,
): Omit<Main, 'dispose'> {
  const log = own(createLog());
  const sandbox = own(createSandbox());
  const stopped = (connection: Connection): boolean => sandbox.stopped(connection);
  const runtime = own(
    lazyRuntime({
      log: entry => log.request(entry),
      limits,
      prompts: lazyPrompts(),
      fileProblems: problems => void tellFileProblems(problems),
      readOnly: ({ profile, sandbox }) =>
        marks().get(markKey({ name: profile, sandbox: sandbox !== undefined }))?.readOnly ?? false,
      stopped,
    }),
  );

  const stores = openStores(context);
  saltPseudonyms(installationSalt(stores.salt));
  const shownActivity: LazyActivity = own(
    createLazyActivity(activityView, activityChanged, () => ({
      explorer,
      reveal: view.reveal,
      plans: (): HostPlans | undefined => plans.loaded,
      async again(action, failed) {
        const { actAgain, doAgain } = await later();
        await doAgain(acting, action, failed, (name, shown) => actAgain(acting, name, shown));
      },
    })),
  );
  const { activity } = shownActivity;
  const folder = planFolder(context);
  const plans: LazyPlans = own(
    createLazyPlans(folder, treeView, async () =>
      (await later()).createHostPlans({
        ...{ explorer, folder, changed: shownActivity.planChanged },
        openForm: (action, node, entered) => forms.ofAction(action, node, { entered }),
      }),
    ),
  );
  const explorer = createExplorer({
    api: openApi(runtime),
    background: async connection => (await runtime.get()).background(connection),
    identity: async connection => (await runtime.get()).identity(connection),
    offersSignIn: async connection => (await runtime.get()).offersSignIn(connection),
    offersMfa: async connection => (await runtime.get()).offersMfa(connection),
    fingerprint: async connection => (await runtime.get()).fingerprint(connection),
    tagReader: async () => (await later()).createTagReader,
    pageSize,
    filters: stores.filters.get(),
    recent: {
      get: stores.recent.get,
      set(all) {
        stores.recent.set(all);
        favorites.recentChanged();
      },
    },
    arrangements: stores.arrangements.get(),
    roots,
    decided(requested, outcome) {
      activity.decided(requested.node, requested.action, outcome);
      void later().then(({ sayDecided }) => sayDecided(requested, outcome));
    },
    waiting: () => shownUnderWay.changed(),
    refreshing: node => favorites.refresh(node),
    changed(node, isAlike) {
      if (!isAlike) rows.forget();
      rowChanged.fire(node);
      favorites.changed(node);
    },
  });
  own({ dispose: () => explorer.dispose() });
  const rows = createRows(explorer, pins, () => favorites);
  const favorites = own(
    followFavorites({
      ...{ explorer, pins, recent, view: treeView },
      draw: row => rowChanged.fire(row),
      load: async () => (await later()).createFavorites,
    }),
  );
  const setRoots = (): void => {
    explorer.setRoots(chosenRoots(sandbox.roots()));
    const isShown = explorer.roots.some(root => root.kind === 'profile' && root.regions.length > 0);
    void setContext('appstream.regionShown', isShown);
  };

  const { extensionUri } = context;
  const details = lazyDetails({
    ...{ extensionUri, explorer, documentChanged },
    reveal: node => view.reveal(node),
    sandboxAhead: () => (sandbox.simulator?.now() ?? Date.now()) - Date.now(),
    pagesChanged: () => view.pagesChanged(),
  });
  const boards = lazyBoards({ extensionUri, explorer, pagesChanged: () => view.pagesChanged() });
  const isPageShown = (): boolean => details.isPageShown() || boards.isPageShown();
  const view = own(followView(treeView, explorer, isPageShown, favorites.rowFor));
  const shownUnderWay = own(
    followUnderWay({
      ...{ explorer, activity, reveal: view.reveal },
      plans: () => plans.loaded?.underWay() ?? [],
      isPolled: () => treeView.visible || isPageShown(),
    }),
  );
  own(treeView.onDidChangeVisibility(shownUnderWay.changed));
  own(activityChanged.event(shownUnderWay.changed));
  own(followMixed(treeView, explorer, rows.item, rowChanged.event));
  const filtering = own(
    createFiltering({
      ...{ explorer, view: treeView, saved: stores.filters },
      box: async () => (await later()).openFilterBox,
      viewFiltered: favorites.filtered,
    }),
  );
  const lastAnswers: LastAnswers = new Map();
  const acting: ActOptions = {
    explorer,
    activity,
    log,
    reveal: view.reveal,
    offer: async (url, title, connection) => {
      const endpoint = await runtime.get().then(loaded => loaded.endpoint(connection));
      await (await later()).offerStreamingUrl(url, title, endpoint);
    },
    signIn: async connection => (await later()).signIn(runtime, connection),
    plan: async (...args) => (await later()).actAsPlans(acting, await plans.get(), ...args),
    ask: async (...args) => (await later()).askAll(...args, lastAnswers),
    started: async node => {
      const { act, offerStream } = await later();
      await offerStream({ explorer, changed: rowChanged.event }, node, name => act(acting, name, [node]));
    },
  };
  const forms = lazyForms({
    extensionUri,
    explorer,
    activity,
    api: explorer.open,
    details,
    drafts: createDrafts(stores.drafts),
    reveal: view.reveal,
    changed: rowChanged.event,
    addToView: async (...args) => (await later()).addToView(...args),
    stopped,
    plans,
    offer: acting.offer,
  });
  const run = createRun(
    commandHandlers({
      ...{
        ...acting,
        openForm: forms.ofAction,
        extensionUri,
        runtime,
        sandbox,
        details,
        boards,
        plans: plans.get,
        forms,
        filtering,
        shownActivity,
        shownUnderWay,
      },
      arranged: stores.arrangements,
      unfold: view.unfold,
      pins,
      favorites: {
        pinned(nodes) {
          rows.forget();
          favorites.pinned(nodes);
        },
      },
    }),
    log,
  );
  own(
    rowChanged.event(() => {
      details.changed();
      boards.changed();
      shownUnderWay.changed();
      filtering.nodesChanged();
    }),
  );
  own(
    runtime.onDidChange(({ kind, profiles }) => {
      if (kind === 'settings') explorer.forget(profiles);
      else void explorer.recover(profiles);
      forms.changed();
    }),
  );
  own(
    sandbox.onDidChange(() => {
      setRoots();
      forms.changed();
    }),
  );
  own(onDidChangeChoice(setRoots));
  own(onDidChangeRecentShown(() => favorites.recentChanged(true)));
  // Last, because it may have VS Code ask for the rows: if the start failed after that, VS Code would start it again and again.
  setRoots();
  filtering.nodesChanged(); // a kept filter may be of a Region that is gone
  return {
    decoration: rowDecoration,
    ...{ details, boards, forms, run, activity: shownActivity, ...rows },
    openLink: link => sayFailure(log, async () => (await later()).openLink(acting, link)),
    // If it fails, expanding a row tries again and says why.
    prepare: () => void runtime.get().catch(() => undefined),
  };
}

/** Opens the APIs of connections. The runtime is loaded when the first one is opened. */
function openApi(runtime: LazyRuntime): OpenApi {
  function open(connection: Connection): Promise<Api>;
  function open(connection: Connection, actor: Actor): Promise<ActingApi>;
  async function open(connection: Connection, actor?: Actor): Promise<Api> {
    const loaded = await runtime.get();
    return actor ? loaded.open(connection, actor) : loaded.open(connection);
  }
  return open;
}

/** The prompts for signing in, whose code is loaded with the first one. */
function lazyPrompts(): Prompts {
  const prompts = lazy(async () => (await later()).createPrompts());
  return {
    mfaCode: async question => (await prompts.get()).mfaCode(question),
    authorizeDevice: async (...args) => (await prompts.get()).authorizeDevice(...args),
  };
}
