// A form in an editor tab.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { ApiError } from '../../api/core/errors';
import { toApiError } from '../../api/core/errors';
import type { Api, Operation } from '../../api/types';
import type { Outcome } from '../../explorer/acting/change';
import { formViewType } from '../../explorer/contributed';
import { readHelp } from '../../explorer/forms/formHelp';
import type { Stays } from '../../explorer/forms/formServer';
import { answerPage } from '../../explorer/forms/formServer';
import type { FormAddress, FormRequest, Opening } from '../../explorer/forms/pageForm';
import { newsOf, pageForm, requestOf } from '../../explorer/forms/pageForm';
import { pageHtml } from '../../explorer/forms/pageHtml';
import { problemPath } from '../../explorer/forms/problemPath';
import type { Updated } from '../../explorer/forms/undo';
import { sentence } from '../../explorer/show/messages';
import type { StoredText } from '../../explorer/show/stored';
import { createSuggester } from '../../explorer/suggest/suggest';
import type { Values } from '../../forms/field';
import { type Draft, type Form as Page, formElement, type Notice, type ToPage } from '../../forms/protocol';
import { hasSensitive, same } from '../../forms/values';
import type { Form } from '../../kinds/action';
import { ActionRefused } from '../../kinds/action';
import { showDialog, showErrorMessage } from '../base/door';

/** How a form is submitted. */
export interface Submission {
  /** Whether locked fields are unlocked: the resource is stopped first and started again. */
  readonly unlocked: boolean;
  /** Whether the request was sent before and its answer was lost. */
  readonly isRetry: boolean;
  /** To be called when the submission has failed because its outcome was not known, and a later check shows the outcome. */
  readonly later: (outcome: Outcome) => void;
  /** What an Undo needs, for an update. */
  readonly updated: Updated | undefined;
}

/** The form's resource as it is now. */
export interface Anew {
  readonly resource: unknown;
  readonly unlockable: boolean;
}

export interface FormPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly form: Form;
  /** The form's resource; undefined for a create form. */
  readonly resource: unknown;
  readonly place: FormAddress;
  /** The title of its tab, which VS Code saves. */
  readonly tab: StoredText;
  readonly opening: Opening;
  /** The tab to draw it in. Absent: a new one. */
  readonly panel?: vscode.WebviewPanel | undefined;
  readonly api: () => Promise<Api>;
  /**
   * For an update: describes the resource; undefined if it is gone. Absent for other forms.
   * @throws ApiError
   */
  readonly anew?: (() => Promise<Anew | undefined>) | undefined;
  /** Sends the request. @throws ApiError or ActionRefused, which the form shows. It keeps what the user entered */
  readonly submit: (input: Values, submission: Submission) => Promise<void>;
  /** Shows the request that a submit would send, or says that it would send nothing. */
  readonly preview: (operation: Operation, request: FormRequest) => Promise<void>;
  /** Keeps the draft for a reload of the window. Undefined forgets it. */
  readonly keep: (draft: Draft | undefined) => void;
  /** To be called when a permission is missing. The form shows the error itself. */
  readonly denied: (error: ApiError) => void;
  /** Opens the form again with its values, after it was closed during a request that failed. */
  readonly reopen: (draft: Draft) => void;
  /** The notice if another actor would act now; undefined if not. */
  readonly otherActor: () => Promise<Notice | undefined>;
  /** Opens the same form for the present actor. @returns whether it is open */
  readonly openForNow: (draft: Draft) => Promise<boolean>;
}

/** An open form. */
export interface OpenForm {
  /** Shows a notice if another actor would act now. */
  compareActor(): Promise<void>;
  readonly onClose: (listener: () => void) => void;
}

/** Opens a form. It closes when its request has succeeded. */
export async function openForm(options: FormPanelOptions): Promise<OpenForm> {
  const { extensionUri, form, place, tab } = options;
  let { resource, opening } = options;
  const inDist = (file: string): string => vscode.Uri.joinPath(extensionUri, 'dist', file).fsPath;
  const [help, script, style] = await Promise.all([
    readHelp(inDist('help.json')),
    readFile(inDist('webview.js'), 'utf8'),
    readFile(inDist('form.css'), 'utf8'),
  ]);
  let page = pageForm(form, resource, place, help, opening);
  const sensitive = hasSensitive(page.fields);
  const panel =
    options.panel ??
    // Drafts lack sensitive values, so the page must stay in memory while its tab is hidden.
    vscode.window.createWebviewPanel(formViewType, tab, vscode.ViewColumn.Active, {
      retainContextWhenHidden: sensitive,
    });
  panel.title = tab;
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [],
  };

  const closed = new AbortController();
  let draft: Draft = { values: {}, opened: {} };
  let dirty = false;
  // Another form may have a draft with the same key. This form only forgets its own draft.
  let isKept = opening.draft !== undefined;
  const keep = (now: Draft | undefined): void => {
    if (now || isKept) options.keep(now);
    isKept = now !== undefined;
  };
  let unlocked = opening.unlocked ?? false;
  let submitting = false;
  let submissions = 0;
  let lost = false; // a request was sent, and its outcome is not known
  let other: Notice | undefined; // another actor would act
  let known: Notice | undefined; // the outcome of an earlier submission
  const notice = (): Notice | undefined => other ?? known ?? page.notice;
  let embedded: Page = page; // what the page's HTML contains

  const explain = (error: unknown): string => {
    if (error instanceof ActionRefused) return error.message;
    const { message, nextStep } = toApiError(error, form.operation);
    return `${sentence(message)} ${nextStep}`;
  };
  const close = (): void => {
    dirty = false;
    keep(undefined);
    panel.dispose();
  };
  /**
   * Fills an update form with the values that AWS has now.
   * @returns why the form stays open, if it does: others have changed the resource, or the resource can't be described
   * @throws ApiError or ActionRefused
   */
  const broughtUpToDate = async (input: Values): Promise<Stays | undefined> => {
    let now: Anew | undefined;
    try {
      if (!options.anew) return undefined;
      now = await options.anew();
    } catch (error) {
      if (!isWorthSending(error)) throw error;
      return (await sendsUnchecked(place.title, explain(error)))
        ? undefined
        : { say: l10n.t('Nothing has been sent.') };
    }
    if (!now) {
      throw new ActionRefused(l10n.t('The resource no longer exists: it was deleted after you opened this form.'));
    }
    const fresh = pageForm(form, now.resource, place, help, { ...opening, unlocked, unlockable: now.unlockable });
    const news = newsOf(page, fresh, input);
    ({ resource } = now);
    opening = {
      ...opening,
      unlockable: now.unlockable,
      meanwhile: news?.stuck.length ? l10n.t("Some of your changes aren't possible in its current state.") : undefined,
    };
    page = { ...fresh, ...(opening.meanwhile !== undefined && { meanwhile: opening.meanwhile }) };
    return news && { form: page };
  };
  const filledWith = (answered: unknown): Page => pageForm(form, answered, place, help);
  const handlers: Parameters<typeof answerPage>[1] = {
    get form() {
      const shown = notice();
      return shown === page.notice || !shown ? page : { ...page, notice: shown };
    },
    get embedded() {
      return embedded;
    },
    unlock() {
      unlocked = true;
      page = pageForm(form, resource, place, help, { ...opening, unlocked });
    },
    async submit(input) {
      const request = requestOf(form, page, input);
      if ('problems' in request) return request.problems;
      if ('unchanged' in request) return { say: page.texts.noChanges };
      submitting = true;
      const sent = draft;
      const submission = ++submissions;
      const later = (outcome: Outcome): void => {
        if (closed.signal.aborted || submission !== submissions || outcome === 'uncheckable') return;
        lost = false;
        // Drafts lack sensitive values, so two that look equal may differ in those.
        const isUnchanged = sent === draft || (!sensitive && same(sent.values, draft.values));
        if (outcome === 'done' && isUnchanged) return close();
        setKnown({ text: laterText(outcome) });
      };
      if (known) setKnown(undefined);
      try {
        const stays = await broughtUpToDate(input);
        if (stays) return stays;
        // If somebody else made the same changes, there is nothing left to send.
        const rest = requestOf(form, page, input);
        await options.submit('input' in rest ? rest.input : request.input, {
          unlocked,
          isRetry: lost,
          later,
          updated: form.clears && { before: page, entered: input, formOf: filledWith },
        });
      } catch (error) {
        if (closed.signal.aborted) void failedUnseen(place.title, explain(error), () => options.reopen(draft));
        if (error instanceof ActionRefused && error.problems.length) {
          return [{ path: [], message: error.message }, ...error.problems];
        }
        const failure = toApiError(error, form.operation);
        if (failure.reason === 'otherActor') void compareActor();
        const path = problemPath(failure.message, page.fields, input);
        lost ||= failure.mayHaveHappened === true;
        if (failure.denied) options.denied(failure);
        return [{ path, message: explain(error) }];
      } finally {
        submitting = false;
      }
      close();
      return [];
    },
    async preview(input) {
      const request = requestOf(form, page, input);
      await options.preview(form.operation, request);
    },
    suggest: createSuggester({
      api: options.api,
      help,
      opened: () => page.values,
      signal: closed.signal,
    }),
    drafted(now, isDirty) {
      [draft, dirty] = [now, isDirty];
      keep(dirty ? draft : undefined);
      panel.title = dirty ? `${tab} ●` : tab;
    },
    cancel() {
      void (async () => {
        if (!dirty || (await discards(place.title, sensitive, lost))) close();
      })();
    },
    reopen() {
      void options.openForNow(draft).then(opened => opened && close());
    },
    explain,
  };
  const post = async (message: ToPage): Promise<void> => {
    if (!closed.signal.aborted) await panel.webview.postMessage(message);
  };
  const setKnown = (now: Notice | undefined): void => {
    known = now;
    void post({ kind: 'notice', notice: notice() });
  };
  const compareActor = async (): Promise<void> => {
    const before = other;
    other = await options.otherActor();
    if (other || before) await post({ kind: 'notice', notice: notice() });
  };
  panel.onDidDispose(() => {
    closed.abort();
    if (!submitting) keep(undefined);
    if (!dirty || submitting) return;
    // Extensions can't prevent closing such a tab. So the form opens again with its values.
    void discards(place.title, sensitive, lost).then(gone => {
      if (!gone) options.reopen(draft);
    });
  });
  panel.webview.onDidReceiveMessage(async (message: unknown) => {
    const answer = await answerPage(message, handlers);
    if (answer) await post(answer);
  });
  embedded = handlers.form;
  panel.webview.html = pageHtml({
    data: embedded,
    dataId: formElement,
    nonce: randomBytes(16).toString('base64url'),
    script,
    style,
    title: tab,
    lang: vscode.env.language,
  });
  return { compareActor: compareActor, onClose: listener => closed.signal.addEventListener('abort', listener) };
}

function laterText(outcome: 'done' | 'notDone'): string {
  return outcome === 'done'
    ? l10n.t("AWS carried out your request. Your later changes haven't been sent.")
    : l10n.t("AWS didn't carry out your request. You can submit again.");
}

/** Whether a change may be sent although its resource can't be described. Not without credentials, and not after Cancel. */
function isWorthSending(error: unknown): boolean {
  if (error instanceof ActionRefused) return false;
  const { reason, signIn } = toApiError(error, 'Describe');
  return !signIn && !['cancelled', 'expired', 'config', 'readOnly', 'otherActor'].includes(reason);
}

/** Asks whether to send a change although the resource can't be described. */
async function sendsUnchecked(title: string, why: string): Promise<boolean> {
  const send: vscode.MessageItem = { title: l10n.t('Send Anyway') };
  const message = l10n.t('Can\'t check whether somebody else has made changes since you opened "{0}".', title);
  const detail = [why, '', l10n.t('If you send your changes now, they can overwrite those of others.')];
  return (await showDialog({ kind: 'warning', message, detail }, send)) === send;
}

/** Asks before the user loses what was entered. */
async function discards(title: string, sensitive: boolean, lost: boolean): Promise<boolean> {
  const discard: vscode.MessageItem = { title: l10n.t('Discard') };
  const keep: vscode.MessageItem = { title: l10n.t('Keep Editing'), isCloseAffordance: true };
  const detail = [
    lost
      ? l10n.t("A request was sent, but it's not known whether AWS carried it out.")
      : l10n.t('Nothing has been sent to AWS.'),
    ...(sensitive ? [l10n.t("If the form has closed, you must enter passwords and people's names again.")] : []),
  ].join(' ');
  const message = l10n.t('Discard what you entered in "{0}"?', title);
  return (await showDialog({ kind: 'warning', message, detail: [detail] }, discard, keep)) === discard;
}

/** Shows as a message what a form would have shown, if it was closed during its request. */
async function failedUnseen(title: string, words: string, reopen: () => void): Promise<void> {
  const open = l10n.t('Open Form');
  if ((await showErrorMessage(l10n.t('{0}: {1}', title, words), open)) === open) reopen();
}
