// The page of Users from CSV, in an editor tab. VS Code does not restore it after a reload: it names people.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Actor } from '../../api/core/actor';
import { toApiError } from '../../api/core/errors';
import { readOnlyError } from '../../api/core/readOnly';
import { createDoubts } from '../../explorer/acting/doubts';
import type { Activity, Recording } from '../../explorer/activity/activity';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import { pageHtml } from '../../explorer/forms/pageHtml';
import { sentence } from '../../explorer/show/messages';
import { placeLine, placeTitle } from '../../explorer/show/place';
import { createTab } from '../../explorer/show/stored';
import { isAllowed } from '../../explorer/tree/actions';
import type { GroupNode } from '../../explorer/tree/node';
import { drawPage } from '../../explorer/users/drawPage';
import { createImport } from '../../explorer/users/import';
import { runConfirm, runOutcome } from '../../explorer/users/question';
import type { Task } from '../../explorer/users/run';
import { stepOperations } from '../../explorer/users/steps';
import type { Table } from '../../explorer/users/table';
import { messageFromUsers, type Press, type ToUsers, usersElement } from '../../users/page';
import { showErrorMessage, showInformationMessage } from '../base/door';
import type { LazyRuntime } from '../base/runtime';
import { confirmedAt, typed } from '../prompts/confirm';
import { saveCsvFile } from '../prompts/saveFile';

export interface UsersPageOptions {
  readonly extensionUri: vscode.Uri;
  readonly explorer: Explorer;
  readonly activity: Activity;
  readonly runtime: LazyRuntime;
}

/** How long changes are collected before the page shows them: milliseconds. */
const pause = 150;

/**
 * The shortest time between two changes: milliseconds. AWS doesn't document how many it takes in a second. Other servers, such as the
 * sandbox, have no such limit.
 */
const paceOfAws = 500;

/**
 * Opens the page, compares the rows with the user pool, and does them when the user wants it.
 * @param source where the rows come from, as a sentence
 * @throws ApiError if nobody knows who would act
 */
export async function openUsersPage(
  { extensionUri, explorer, activity, runtime }: UsersPageOptions,
  group: GroupNode,
  table: Table,
  source: string,
): Promise<void> {
  const inDist = (file: string): Promise<string> =>
    readFile(vscode.Uri.joinPath(extensionUri, 'dist', file).fsPath, 'utf8');
  const files = ['users.js', 'sessions.css', 'users.css'].map(inDist);
  const [actor, script = '', ...styles] = await Promise.all([explorer.identify(group), ...files]);
  const title = createTab(commands.usersFromCsv);
  const panel = vscode.window.createWebviewPanel('appstream.users', title, vscode.ViewColumn.Active);
  const end = new AbortController();
  const doubts = createDoubts({ now: Date.now });
  let timer: NodeJS.Timeout | undefined;
  let recording: Recording | undefined;
  let isAsking = false;
  let isClosed = false;

  const csv = createImport({
    table,
    api: () => explorer.open(group.connection),
    signal: end.signal,
    changed: update,
    wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
  });
  const draw = () => drawPage(csv, title, placeLine(group, actor), source);

  function post(): void {
    timer = undefined;
    if (isClosed || !panel.visible) return;
    const message: ToUsers = { kind: 'users', page: draw() };
    void panel.webview.postMessage(message);
  }
  function update(): void {
    if (!isClosed) timer ??= setTimeout(post, pause);
  }

  async function start(): Promise<void> {
    const tasks = csv.tasks();
    if (isAsking || !tasks.length) return;
    if (!isAllowed(group, { operations: stepOperations })) throw readOnlyError(group.connection, stepOperations[0]);
    isAsking = true;
    try {
      if (await agreed(tasks)) await run(tasks, actor);
    } finally {
      isAsking = false;
    }
  }

  async function agreed(tasks: readonly Task[]): Promise<boolean> {
    const { confirm, deleted } = runConfirm(csv, tasks);
    if (!(await confirmedAt(confirm, group, actor))) return false;
    return !deleted || typed(`${title} – ${placeTitle(group, actor)}`, String(deleted));
  }

  async function run(tasks: readonly Task[], by: Actor): Promise<void> {
    if (isClosed || csv.state !== 'compared') return;
    const [api, endpoint] = await Promise.all([
      explorer.open(group.connection, by),
      runtime.get().then(loaded => loaded.endpoint(group.connection)),
    ]);
    const following = activity.begin({ title }, [{ subject: group, name: undefined, actor: by }]);
    recording = following;
    await csv.run(tasks, {
      ...{ api, actor: by, doubts, following, life: end.signal },
      pace: endpoint === undefined ? paceOfAws : 0,
    });
    recording = undefined;
    following.ended(group, runOutcome(csv, tasks, following.unsent.aborted));
    update();
    void explorer.refresh(group);
    if (isClosed) sayClosed();
  }

  function sayClosed(): void {
    end.abort();
    doubts.dispose();
    const done = [...csv.results.values()].filter(({ kind }) => kind === 'done').length;
    void showInformationMessage(l10n.t('The page was closed, so {0} has ended. {1} rows are done.', title, done));
  }

  async function perform(press: Press): Promise<void> {
    if (press === 'start') return start();
    if (press === 'cancel') return recording?.cancel();
    if (press === 'compare') return csv.state === 'running' ? undefined : csv.compare();
    if (csv.failedCsv() === undefined) return;
    await saveCsvFile({
      question: l10n.t('Save the rows that failed?'),
      detail: l10n.t('The file will have personal data: e-mail addresses and names of users.'),
      name: 'users-failed.csv',
      text: () => csv.failedCsv() ?? '',
    });
  }

  async function say(task: Promise<void>): Promise<void> {
    try {
      await task;
    } catch (error) {
      const { message, nextStep } = toApiError(error, stepOperations[0]);
      void showErrorMessage([sentence(message), nextStep].filter(Boolean).join(' '));
    }
  }

  panel.onDidDispose(() => {
    isClosed = true;
    clearTimeout(timer);
    // What has been sent is awaited.
    if (recording) return recording.cancel();
    end.abort();
    doubts.dispose();
  });
  panel.onDidChangeViewState(update);
  panel.webview.onDidReceiveMessage((received: unknown) => {
    const said = messageFromUsers(received);
    if (said?.kind === 'ready') post();
    if (said?.kind === 'set') void say(csv.set(said.settings));
    if (said?.kind === 'press') void say(perform(said.press));
  });
  panel.webview.options = { enableScripts: true, localResourceRoots: [] };
  panel.webview.html = pageHtml({
    ...{
      script,
      style: styles.join('\n'),
      title,
      nonce: randomBytes(16).toString('base64url'),
      lang: vscode.env.language,
    },
    ...{ data: draw(), dataId: usersElement },
  });
  await say(csv.compare());
}
