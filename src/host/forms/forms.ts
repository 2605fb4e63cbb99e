// Opens the forms of kinds: create forms, and those of actions with more than a few questions.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';

import { noAbort } from '../../api/core/abortable';
import type { Actor } from '../../api/core/actor';
import { actorText } from '../../api/core/actor';
import { toApiError } from '../../api/core/errors';
import type { OpenApi } from '../../api/types';
import type { Connection } from '../../aws/connection';
import type { Outcome, Shown } from '../../explorer/acting/change';
import type { Activity } from '../../explorer/activity/activity';
import { recordAction, recordCreation } from '../../explorer/activity/record';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Opening } from '../../explorer/forms/pageForm';
import { duplicateValues, formKey } from '../../explorer/forms/pageForm';
import { unlockingFor, updateStep } from '../../explorer/plan/unlocking';
import { actionTitle, headline, plainTitle, quotedName, sentence, shownName } from '../../explorer/show/messages';
import { placeLine } from '../../explorer/show/place';
import type { StoredText } from '../../explorer/show/stored';
import { actionTab, createTab, duplicateTab, requestTitle } from '../../explorer/show/stored';
import { findNode } from '../../explorer/tree/findNode';
import type { GroupNode, Node, ResourceNode } from '../../explorer/tree/node';
import type { Values } from '../../forms/field';
import type { Draft } from '../../forms/protocol';
import type { Action, Form } from '../../kinds/action';
import { ActionRefused, wholeInput } from '../../kinds/action';
import type { Kind } from '../../kinds/kind';
import type { FollowOptions } from '../actions/follow';
import { followMade } from '../actions/follow';
import { offerIamStatement } from '../actions/iamStatement';
import { sayDone } from '../actions/outcome';
import { showErrorMessage, showInformationMessage, showWarningMessage } from '../base/door';
import type { Details } from '../details/details';
import type { LazyPlans } from '../plans/lazyPlans';
import { offerNext } from '../plans/startNew';
import { stopUpdateStart } from '../plans/stopUpdateStart';
import { confirmedAt } from '../prompts/confirm';
import type { OfferUrl } from '../prompts/streaming';
import type { View } from '../view/view';
import type { Drafts } from './drafts';
import { noticeFor, refuseDraftOfAnother, WrittenForAnother } from './formActor';
import type { Anew, OpenForm, Submission } from './formPanel';
import { openForm } from './formPanel';
import { noRequestText, requestText } from './requestText';
import { reopenLost, restoreForm } from './restoreForm';
import { sayUpdated } from './undo';

export interface Forms {
  /** Opens the form of an action. @param entered what an update is filled in with, and what the resource had then */
  readonly ofAction: (action: Action, node: ResourceNode, entered?: Pick<FormTarget, 'entered'>) => Promise<void>;
  /** Opens the create form of a group's kind. The new resource is revealed. */
  ofCreate(group: GroupNode): Promise<void>;
  /** The same, filled in from an existing resource. */
  ofDuplicate(node: ResourceNode): Promise<void>;
  /** Profiles changed, or a sandbox was opened or stopped. The forms concerned say so. */
  changed(): void;
  /** Draws a form again in the tab that VS Code has restored. @param state what its page has kept */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Opens the forms again that have a draft and whose tabs VS Code has not restored. */
  reopenLost(): Promise<void>;
}

export interface FormsOptions {
  readonly extensionUri: vscode.Uri;
  readonly explorer: Explorer;
  readonly activity: Activity;
  readonly api: OpenApi;
  readonly details: Pick<Details, 'showText'>;
  readonly drafts: Drafts;
  /** Reveals a node in the tree. */
  readonly reveal: View['reveal'];
  /** Fires after each change of the tree. */
  readonly changed: vscode.Event<unknown>;
  /** Adds Regions of a profile to the view. */
  readonly addToView: FollowOptions['addToView'];
  /** Whether a connection is to a stopped sandbox. */
  readonly stopped: (connection: Connection) => boolean;
  readonly offer: OfferUrl;
  /** The plans of this window. */
  readonly plans: LazyPlans;
}

/** Where a form is drawn, and its draft. */
interface FormTarget {
  readonly panel?: vscode.WebviewPanel;
  readonly draft?: Draft;
  /** The actor of the draft. For another actor, the form asks before it uses the draft. */
  readonly writtenFor?: Actor | undefined;
  readonly entered?: Opening['entered'];
}

/** A form for a node. */
interface Subject {
  /** With the node's id, this is the form's key. */
  readonly does: string;
  readonly node: ResourceNode | GroupNode;
  readonly form: Form;
  readonly title: string;
  readonly tab: StoredText;
  readonly opening?: Opening;
  readonly anew?: ((actor: Actor) => Promise<Anew | undefined>) | undefined;
  readonly submit: (input: Values, submission: Submission, actor: Actor) => Promise<void>;
  /** Opens it again. */
  readonly again: (place: FormTarget) => Promise<void>;
}

/** Makes the forms, with none open. If the same form is opened twice, only the first has the draft. */
export function createForms(options: FormsOptions): Forms {
  const { extensionUri, explorer, activity, api, details, drafts, reveal, offer, plans, stopped } = options;
  const openForms = new Set<OpenForm>();
  /** The keys of open forms, so that none takes another's draft. */
  const openKeys = new Set<string>();

  const open = async (subject: Subject, { panel, draft, writtenFor, entered }: FormTarget): Promise<void> => {
    const { does, node, form, title, tab, opening, anew, submit, again } = subject;
    const { connection } = node;
    // A create form has no resource of its own: neither the group's parent nor the duplicated one.
    const [resource, scope] =
      node.kind === 'resource' && does !== duplicate ? [node.resource, node.parent.scope] : [undefined, scopeOf(node)];
    const key = formKey(does, node.id);
    const actor = await explorer.identify(node);
    refuseDraftOfAnother(writtenFor, actor, connection);
    const prepared =
      node.kind === 'resource' && (await form.prepare?.(await explorer.target({ node, actor }, noAbort())));
    const opened = await openForm({
      extensionUri,
      form,
      resource,
      place: { title, line: placeLine(node, actor), key, actor: actorText(actor) },
      opening: {
        ...opening,
        entered,
        draft: draft ?? (openKeys.has(key) ? undefined : drafts.kept(key, actor)),
        ...(prepared && { values: { ...opening?.values, ...prepared } }),
      },
      tab,
      panel,
      api: () => api(connection, actor),
      anew: anew && (() => anew(actor)),
      submit: (input, submission) => submit(input, submission, actor),
      preview: (operation, request) =>
        details.showText(
          requestTitle(operation),
          'input' in request
            ? requestText(
                { operation, input: wholeInput(form, resource, scope, request.input) },
                connection,
                placeLine(node, actor),
              )
            : noRequestText(operation, request, placeLine(node, actor)),
        ),
      keep: now => drafts.keep(key, tab, now && { ...now, actor: actorText(actor) }),
      denied: error => {
        const own = node.kind === 'resource' && does !== duplicate ? node : undefined;
        void offerIamStatement({ node: own, error }, title);
      },
      reopen: kept => void openedAgain(written => again({ draft: kept, writtenFor: written }), actor),
      otherActor: () => noticeFor(explorer, stopped, node, actor),
      openForNow: now => openForNow(does, node, now),
    });
    openForms.add(opened);
    openKeys.add(key);
    opened.onClose(() => {
      openForms.delete(opened);
      openKeys.delete(key);
    });
  };

  const ofAction = async (action: Action, node: ResourceNode, place: FormTarget = {}): Promise<void> => {
    const { form } = action;
    if (!form) return;
    const perform = async (input: Values, { unlocked, updated }: Submission, actor: Actor): Promise<void> => {
      const shown: Shown = { node, actor };
      const unlocking = unlocked ? unlockingFor(node, action) : undefined;
      if (unlocking) {
        return stopUpdateStart(explorer, await plans.get(), shown, unlocking, input, updated);
      }
      const watching = { following: recordAction(activity, action, [shown]) };
      const { url, afterLoss } = await explorer.perform(shown, action, {}, noAbort(), input, watching);
      if (afterLoss) sayDone(action, node);
      void followMade(options, action, shown, input);
      if (updated) void plans.loaded?.updated(updateStep(node, action, input, updated));
      if (updated) void sayUpdated({ explorer, activity, openForm: ofAction }, action, shown, updated);
      if (url) void offer(url, actionTitle(action, node, actor), node.connection);
    };
    const anew = async (actor: Actor): Promise<Anew | undefined> => {
      const resource = await explorer.describeAgain({ node, actor }, noAbort());
      return resource === undefined ? undefined : { resource, unlockable: unlockingFor(node, action) !== undefined };
    };
    await open(
      {
        does: `${node.resourceKind.name}.${action.name}`,
        node,
        form,
        title: l10n.t('{0}: {1}', plainTitle(action.title), shownName(node)),
        tab: actionTab(action, node),
        opening: { unlockable: unlockingFor(node, action) !== undefined },
        anew: form.clears && anew,
        submit: perform,
        again: next => ofAction(action, node, next),
      },
      place,
    );
  };

  /** Creates a form's resource in a group. */
  const maker =
    (group: GroupNode) =>
    async (input: Values, { isRetry, later }: Pick<Submission, 'isRetry' | 'later'>, actor: Actor): Promise<void> => {
      const { create } = group.resourceKind;
      if (!create) return;
      const recording = recordCreation(activity, create, group, actor, ownName(group.resourceKind, input));
      const known = (outcome: Outcome): void => {
        later(outcome);
        if (outcome !== 'uncheckable') recording.decided(group, outcome);
        sayLater(group.resourceKind, input, outcome);
      };
      const { node, afterLoss } = await explorer
        .create(group, actor, input, noAbort(), isRetry, known, recording)
        .catch((error: unknown) => {
          recording.ended(group, error);
          throw error;
        });
      recording.ended(group, undefined);
      if (node) recording.created(group, node);
      if (node) explorer.recent.add(node);
      if (node) await reveal(node);
      if (afterLoss) sayCreated(group.resourceKind, input, node);
      if (node) void offerNext(plans, { node, actor });
    };

  const ofCreate = async (group: GroupNode, place: FormTarget = {}): Promise<void> => {
    const { create } = group.resourceKind;
    if (!create) return;
    const submit = maker(group);
    if (create.confirm) {
      const actor = await explorer.identify(group);
      if (await confirmedAt(create.confirm, group, actor)) {
        await submit({}, { isRetry: false, later: () => undefined }, actor);
      }
      return;
    }
    const again = (next: FormTarget): Promise<void> => ofCreate(group, next);
    await open(
      {
        does: `${group.resourceKind.name}.create`,
        node: group,
        form: create.form,
        title: plainTitle(create.title),
        tab: createTab(create),
        submit,
        again,
      },
      place,
    );
  };

  const ofDuplicate = async (node: ResourceNode, place: FormTarget = {}): Promise<void> => {
    const { create } = node.resourceKind;
    const values = duplicateValues(node.resourceKind, node.resource);
    if (!create || !values) return;
    await open(
      {
        does: duplicate,
        node,
        form: create.form,
        title: l10n.t('Duplicate {0}', shownName(node)),
        tab: duplicateTab(node),
        opening: { values: { ...values, ...(await tagsOf(explorer, node)) } },
        submit: maker(node.parent),
        again: next => ofDuplicate(node, next),
      },
      place,
    );
  };

  /** Opens a form whose node was found by its id. @returns whether this version has the form */
  const openAgain = async (does: string, node: Node | undefined, place: FormTarget): Promise<boolean> => {
    if (node?.kind === 'group' && does === `${node.resourceKind.name}.create`) {
      await ofCreate(node, place);
    } else if (node?.kind === 'resource' && does === duplicate) {
      await ofDuplicate(node, place);
    } else if (node?.kind === 'resource') {
      const action = node.resourceKind.actions.find(
        ({ name, form }) => form && does === `${node.resourceKind.name}.${name}`,
      );
      if (!action) return false;
      await ofAction(action, node, place);
    } else {
      return false;
    }
    return true;
  };

  // Finds the resource again, because in another account the same name is another resource.
  const openForNow = async (does: string, node: ResourceNode | GroupNode, draft: Draft): Promise<boolean> => {
    try {
      if (await openAgain(does, await findNode(explorer, node.id), { draft })) return true;
      const what = node.kind === 'resource' ? quotedName(node) : l10n.t(node.title);
      void showWarningMessage(l10n.t("{0} wasn't found in this account.", what));
    } catch (error) {
      const words = error instanceof ActionRefused ? error.message : sentence(toApiError(error, 'Open form').message);
      void showErrorMessage(words);
    }
    return false;
  };

  return {
    ofAction,
    ofCreate,
    ofDuplicate,
    changed: () => openForms.forEach(form => void form.compareActor()),
    restore: (panel, state) => restoreForm(panel, state, explorer, openAgain),
    reopenLost: () => reopenLost(drafts, explorer, key => openKeys.has(key), openAgain),
  };
}

const duplicate = 'duplicate';

function scopeOf(node: ResourceNode | GroupNode): GroupNode['scope'] {
  return node.kind === 'resource' ? node.parent.scope : node.scope;
}

// Keeps the draft until the form is open again, because its resource may not be available now.
async function openedAgain(
  open: (writtenFor: Actor | undefined) => Promise<void>,
  writtenFor: Actor | undefined,
): Promise<void> {
  try {
    await open(writtenFor);
  } catch (error) {
    const isAnothers = error instanceof WrittenForAnother;
    const retry = isAnothers ? error.button : l10n.t('Retry');
    const words = error instanceof ActionRefused ? error.message : sentence(toApiError(error, 'Open form').message);
    const pressed = await showErrorMessage(words, retry);
    if (pressed === retry) await openedAgain(open, isAnothers ? undefined : writtenFor);
  }
}

/** Says that an earlier request created a resource. @param node the new resource, if it is loaded */
function sayCreated(kind: Kind, input: Values, node: ResourceNode | undefined): void {
  const what = node ? quotedName(node) : requestedName(kind, input);
  void showInformationMessage(l10n.t("{0}: AWS's answer was lost, but a check shows that it was created.", what));
}

/** Says the outcome of a request that was not known for a while. */
function sayLater(kind: Kind, input: Values, outcome: Outcome): void {
  const what = requestedName(kind, input);
  if (outcome === 'done') {
    void showInformationMessage(l10n.t('{0}: a check now shows that it was created.', what));
  } else if (outcome === 'notDone') {
    void showWarningMessage(l10n.t('{0}: a check shows that it was not created.', what));
  } else {
    void showWarningMessage(
      l10n.t('{0} exists, but differs from your request. Somebody else may have created it.', what),
    );
  }
}

/** The name that a request gives its resource, if it does. Where the label names a person, the id is a hash that nobody knows. */
function ownName(kind: Kind, input: Values): string | undefined {
  return kind.privateLabel ? kind.label?.(input) : kind.create?.id(input);
}

/** The kind and the name of a requested resource, as people see them. */
function requestedName(kind: Kind, input: Values): string {
  const name = ownName(kind, input);
  const title = l10n.t(kind.title);
  return name === undefined ? title : l10n.t('{0} "{1}"', title, name);
}

// If the tags can't be read, the copy has none, and a message says so.
async function tagsOf(explorer: Explorer, node: ResourceNode): Promise<Values> {
  const ResourceArn = node.resourceKind.arn?.(node.resource);
  if (ResourceArn === undefined) return {};
  try {
    const { api, signal } = await explorer.target({ node, actor: await explorer.actor(node) }, noAbort());
    const { Tags } = await api.call('ListTagsForResource', { ResourceArn }, signal);
    // AWS's own tags can't be set on another resource.
    return { Tags: Object.fromEntries(Object.entries(Tags ?? {}).filter(([key]) => !key.startsWith('aws:'))) };
  } catch (error) {
    const reason = headline(toApiError(error, 'ListTagsForResource'));
    void showWarningMessage(l10n.t("Can't read the tags of {0}: {1}.", quotedName(node), reason));
    return {};
  }
}
