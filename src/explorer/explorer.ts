// The tree's behaviour: what stands below what, what is loaded, what is followed. Knows kinds, no vscode.
import * as l10n from '@vscode/l10n';

import { abortable, withEither } from '../api/abortable';
import { actorOf, settingsChanged } from '../api/actor';
import type { Actor } from '../api/actor';
import { isApiError } from '../api/errors';
import { readOnlyError } from '../api/readOnly';
import type { ActingApi, Api } from '../api/types';
import type { Connection } from '../aws/connection';
import type { Values } from '../forms/field';
import type { Action, Answers, StreamingUrl, Target } from '../kinds/kind';
import { ActionRefused, wholeInput } from '../kinds/kind';
import { isAllowed, takesAway } from './actions';
import { createClaims } from './claims';
import { createDescriber, laneOf, lookAnew } from './describe';
import type { Describer } from './describe';
import { createDoubts } from './doubts';
import type { Doubt, Doubts } from './doubts';
import { createFollower } from './follow';
import { timeout } from './follow';
import type { Follower, FollowerOptions } from './follow';
import { createIdentifier } from './identify';
import type { Identifier, IdentifierOptions } from './identify';
import type { Mark } from './mark';
import { createLives, boundTo, notShown } from './life';
import { createLists } from './lists';
import { listedNodes, profileNode } from './makeNodes';
import type { GroupNode, Node, ProfileNode, ResourceNode, SandboxNode } from './node';
import { assertNever, isBelow, isFull, makingPlace, profileOf, regionOf, update } from './node';
import { isNamed, isThere, makeOnce } from './makeOnce';
import type { Asked } from './outcome';
import { dueIn, isPending } from './presence';
import { createRenewer } from './renew';
import type { Renewer } from './renew';
import type { ResourceList } from './resourceList';
import { createWaiter } from './wait';
import type { Waiter } from './wait';
import { shownName } from './words';

/** A profile, or an account of the sandbox, with its connections. */
export interface Root {
  readonly name: string;
  readonly sandbox: boolean;
  readonly connections: readonly Connection[];
  readonly mark?: Mark | undefined;
}

/** A resource, and who is to act on it, as both were shown. */
export interface Shown {
  readonly node: ResourceNode;
  readonly actor: Actor;
}

/** Opens the API of a connection: to read from, or to act with as the actor that was shown. */
export interface OpenApi {
  (connection: Connection): Promise<Api>;
  (connection: Connection, actor: Actor): Promise<ActingApi>;
}

/** What an action was done to in vain, and why. */
export interface Failed {
  readonly node: ResourceNode;
  readonly actor: Actor;
  readonly error: unknown;
}

/** What came of an action. */
export interface Performed {
  /** What it is for, where it makes a streaming URL. */
  readonly url?: StreamingUrl;
  /** Whether its answer was lost, and a look has shown that it was done. */
  readonly afterLoss?: boolean;
}

/** What came of making a resource. */
export interface Made {
  readonly node: ResourceNode | undefined;
  /** Whether an earlier request, whose answer was lost, had made it. */
  readonly already: boolean;
}

export interface ExplorerOptions {
  /** The API of a connection; loads the AWS SDK when first asked. */
  readonly api: OpenApi;
  readonly identity?: IdentifierOptions['identity'];
  readonly offersMfa?: IdentifierOptions['offersMfa'];
  /** Stands for all that the AWS files say about a connection's profile. */
  readonly fingerprint?: (connection: Connection) => Promise<string>;
  /** Resources in the first portion of a list, and in each Load More. */
  readonly portion: () => number;
  /** Told what became of an action of which it was not known for a while. */
  readonly decided?: (asked: Asked, outcome: 'done' | 'notDone') => void;
  /** Told which node to draw anew, with all below it; undefined for the whole tree. */
  readonly changed: (node: Node | undefined) => void;
  readonly schedule?: FollowerOptions['schedule'];
  /** Milliseconds since the epoch, for how long somebody has waited. */
  readonly now?: () => number;
}

/** Milliseconds that a list may take before its row says that it is being loaded. */
const patience = 1_000;

export class Explorer {
  readonly follower: Follower;
  /** Asks again for old lists when the user comes back. */
  readonly renewer: Renewer;
  /** For the user's own word to wait: goes on while nobody looks. */
  readonly waiter: Waiter;
  /** What the user's commands are doing now, so that none does the same twice at once. */
  readonly claims = createClaims();
  #roots: (ProfileNode | SandboxNode)[] = [];
  readonly #sandbox: SandboxNode = { kind: 'sandbox', id: 'sandbox', profiles: [] };
  readonly #lives = createLives();
  readonly #lists;
  #disposed = false;
  readonly #describer: Describer;
  readonly #doubts: Doubts;
  readonly #identifier: Identifier;

  constructor(private readonly options: ExplorerOptions) {
    const { changed, identity, offersMfa, schedule, portion, now } = options;
    const time = now ?? Date.now;
    this.#lists = createLists({ api: group => this.open(group.connection), portion, now: time });
    this.#identifier = createIdentifier({
      ...{ identity, offersMfa, schedule, life: connection => this.#lives.of(connection) },
      changed: (profile, before) => {
        // Other credentials without other files, as a credential_process may give: what was listed is another account's.
        const after = profile.identity;
        if (before && after && before.account !== after.account) this.#forgetBelow(profile);
        changed(profile);
      },
    });
    this.#describer = createDescriber({
      api: connection => this.open(connection),
      relist: async group => {
        await this.list(group).reload();
        this.#changedList(group);
        return this.list(group).problem;
      },
      now: time,
      changed,
      gone: node => {
        node.parent.list?.remove(node);
        this.#changedList(node.parent);
      },
    });
    this.renewer = createRenewer({
      list: group => this.list(group),
      now: time,
      changed,
      renewed: () => this.follower.wake(),
    });
    this.#doubts = createDoubts({ ...(schedule && { schedule }) });
    const poll: FollowerOptions['poll'] = (nodes, signal) => this.#describer.look(nodes, signal);
    const asking = { poll, lane: laneOf, ...(schedule && { schedule }) };
    this.waiter = createWaiter({ ...asking, ended: () => this.follower.wake(), now: time });
    this.follower = createFollower({
      pending: () => [...this.resources()].filter(node => isPending(node) && !this.waiter.has(node)),
      dueIn: node => dueIn(node, time()),
      ...asking,
    });
  }

  get roots(): readonly (ProfileNode | SandboxNode)[] {
    return this.#roots;
  }

  /** Sets what the user chose to see. What stays keeps its nodes, and with them what is loaded. */
  setRoots(roots: readonly Root[]): void {
    if (this.#disposed) return;
    const known = new Map(this.#profiles().map(node => [node.id, node]));
    const nodes = roots.map(root => profileNode(root, root.sandbox ? this.#sandbox : undefined, known));
    this.#sandbox.profiles = nodes.filter(node => node.sandbox);
    this.#roots = [...nodes.filter(node => !node.sandbox), ...(this.#sandbox.profiles.length ? [this.#sandbox] : [])];
    for (const node of known.values()) if (!nodes.includes(node)) node.regions = [];
    this.#lives.keep(nodes.flatMap(({ regions }) => regions.map(({ connection }) => connection)));
    this.#lists.drop();
    this.#doubts.prune();
    this.waiter.giveUp(({ connection }) => this.#lives.of(connection).aborted, notShown);
    this.follower.wake();
    this.options.changed(undefined);
  }

  /** Opens the API of a connection for as long as the tree shows it: afterwards it asks nothing any more. */
  readonly open = (async (connection: Connection, actor?: Actor) => {
    const life = this.#lives.of(connection);
    life.throwIfAborted();
    const { api } = this.options;
    return boundTo(
      life,
      await abortable(actor ? api(connection, actor) : (api(connection) as Promise<ActingApi>), life),
    );
  }) as OpenApi;

  #profiles(): readonly ProfileNode[] {
    return this.#roots.flatMap(node => (node.kind === 'sandbox' ? node.profiles : [node]));
  }

  /** What stands below a node. A failure to list is itself a node: this does not throw. */
  async children(node: Node): Promise<readonly Node[]> {
    switch (node.kind) {
      case 'sandbox':
        return node.profiles;
      case 'profile':
        return node.regions;
      case 'region':
        void this.#identifier.offer(node);
        return node.groups;
      case 'group':
        if (node.sections) return node.sections;
        await this.#lookPatiently(node);
        this.follower.wake();
        return this.shown(node);
      case 'resource':
        return node.groups;
      case 'more':
      case 'problem':
      case 'empty':
      case 'loading':
        return [];
      default:
        return assertNever(node);
    }
  }

  /** What is loaded of a group, in the order of the names, with what stands for the rest. */
  shown(group: GroupNode): readonly Node[] {
    return listedNodes(group, this.list(group));
  }

  // VS Code draws nothing of a row while it waits for what is below it. A load that takes longer gets a row of its own,
  // where it can be cancelled.
  async #lookPatiently(group: GroupNode): Promise<void> {
    const looked = this.#look(group);
    if (this.list(group).loading !== 'rows') return looked;
    let late = false;
    let cancel: (() => void) | undefined;
    const patient = new Promise<void>(resolve => {
      cancel = (this.options.schedule ?? timeout)(() => {
        late = true;
        resolve();
      }, patience);
    });
    await Promise.race([looked, patient]);
    cancel?.();
    if (late) void looked.then(() => this.#changedList(group));
  }

  /** Gives up what is being loaded of a list. */
  async cancel(group: GroupNode): Promise<void> {
    await this.list(group).cancel();
    this.#changedList(group);
  }

  // What was looked into may turn out to be full: then the group is drawn anew, and does not offer to make another.
  async #look(group: GroupNode): Promise<void> {
    const { loaded, problem } = this.list(group);
    // Beside the list, which never waits for it. Where the list has failed, nobody is asked: the client that this would make
    // anew, with what is wrong now, would be in the way of the next try.
    if (!problem) void this.#identifier.ask(group);
    // A list that was dropped meanwhile has nothing to show: its successor has.
    for (let list; list !== this.list(group);) await (list = this.list(group)).ensure();
    if (!loaded && isFull(group)) this.options.changed(group.parent.kind === 'group' ? group.parent : group);
  }

  /** Whether a group holds as many as there can be; asks if it was not looked into. */
  async isFull(group: GroupNode): Promise<boolean> {
    if (group.of.create?.most === undefined) return false;
    await this.#look(makingPlace(group));
    return isFull(group);
  }

  /** The loaded part of a group's resources. */
  list(group: GroupNode): ResourceList {
    return this.#lists.of(group);
  }

  /** All resources that are loaded. */
  resources(): Iterable<ResourceNode> {
    return this.#lists.resources();
  }

  async loadMore(group: GroupNode): Promise<void> {
    const loaded = this.list(group).more();
    this.options.changed(group); // the row says that it is being loaded
    await loaded;
    this.#changedList(group);
  }

  async loadAll(group: GroupNode, signal: AbortSignal): Promise<void> {
    await this.list(group).all(signal);
    this.#changedList(group);
  }

  /** Asks anew for a node and all that is loaded below it; for everything without one. Nothing shown is taken away meanwhile. */
  async refresh(node?: Node): Promise<void> {
    if (node && 'parent' in node && ['more', 'problem', 'empty', 'loading'].includes(node.kind))
      return this.refresh(node.parent);
    if (node?.kind === 'resource') {
      delete node.failure;
      await this.#describer.describe([node], this.#lives.of(node.connection));
    }
    const below = this.#lists
      .all()
      .filter(
        ({ group: { id }, loaded, problem }) => (loaded || problem) && (!node || id === node.id || isBelow(id, node)),
      );
    // Who refreshes asks how things are, not what went wrong before.
    for (const list of below) for (const one of list.nodes.values()) delete one.failure;
    const reloaded = below.map(list => list.reload());
    // Where nothing is shown yet, a row says that it is being loaded.
    if (below.some(list => list.loading === 'rows')) this.options.changed(node);
    await Promise.all(reloaded);
    this.options.changed(node);
    this.follower.retry();
  }

  /** Drops all that was loaded with profiles, for when they are not what they were. Their siblings keep everything. */
  forget(profiles: readonly string[]): void {
    for (const root of this.#own(profiles)) {
      this.#forgetBelow(root);
      delete root.identity;
      this.options.changed(root);
    }
  }

  // What is waited for there may be another thing of the same name now.
  #forgetBelow(root: ProfileNode): void {
    const reason = settingsChanged(root.name);
    this.#lists.drop(root);
    for (const { connection } of root.regions) this.#lives.renew(connection, reason);
    this.#doubts.prune();
    this.waiter.giveUp(
      node => isBelow(node.id, root),
      () => reason,
    );
    this.follower.wake();
  }

  /** Asks anew for what could not be had from profiles, for when they have been signed in. */
  async recover(profiles: readonly string[]): Promise<void> {
    for (const root of this.#own(profiles)) {
      const unseen = [...this.resources()].filter(node => node.unseen && isBelow(node.id, root));
      const looked = root.regions.map(({ connection }) => {
        const there = unseen.filter(node => node.connection.key === connection.key);
        return this.#describer.describe(there, this.#lives.of(connection));
      });
      const failed = this.#lists.all().filter(({ group, problem }) => problem && isBelow(group.id, root));
      await Promise.all([...looked, ...failed.map(list => list.reload())]);
      this.options.changed(root);
    }
    this.follower.retry();
  }

  #own(names: readonly string[]): ProfileNode[] {
    return this.#roots.filter(root => root.kind === 'profile').filter(({ name }) => names.includes(name));
  }

  /**
   * Who acts on a node, for what names the account before it acts: a dialog, a form. Asks whose credentials its profile
   * has, and waits for that, but not for long.
   */
  async identify(node: GroupNode | ResourceNode): Promise<Actor> {
    const fingerprint = await this.#fingerprint(node);
    await this.#identifier.wait(node);
    return actorOf(node.connection, fingerprint, profileOf(node)?.identity);
  }

  /** Who acts on a node as the tree shows it now, for what is done at a click. */
  async actor(node: GroupNode | ResourceNode): Promise<Actor> {
    const identity = profileOf(node)?.identity;
    return actorOf(node.connection, await this.#fingerprint(node), identity);
  }

  // Before whose they are: files that change meanwhile then make a difference, not none.
  async #fingerprint({ connection }: GroupNode | ResourceNode): Promise<string> {
    return (await this.options.fingerprint?.(connection).catch(() => undefined)) ?? 'unknown';
  }

  /**
   * Asks anew for what a form is about, just before it is changed.
   * @returns the resource as it is now; undefined when it is gone, which may take some seconds to prove @throws ApiError
   */
  async anew({ node, actor }: Shown, signal: AbortSignal): Promise<unknown> {
    const { connection } = node;
    const api = await this.open(connection, actor);
    const resource = await withEither(this.#lives.of(connection), signal, either =>
      lookAnew(node, api, either, this.options.schedule),
    );
    if (resource === undefined) return undefined;
    node.resource = resource;
    this.options.changed(node);
    return resource;
  }

  /** What an action works on. */
  async target({ node, actor }: Shown, signal: AbortSignal): Promise<Target<unknown>> {
    const { connection, resource, parent } = node;
    return { api: await this.open(connection, actor), resource, scope: parent.scope, signal };
  }

  /**
   * Does an action, with its progress and its failure shown at the node, and brings what it changes up to date. Where the
   * answer is lost, a look shows whether it was done.
   * @param untilKnown whether to wait until that is known, however long it takes
   * @throws ApiError when the action fails, its profile is read-only, or somebody else would act than was shown;
   *   ActionRefused when it can't be done as things stand
   */
  async perform(
    shown: Shown,
    action: Action,
    answers: Answers,
    signal: AbortSignal,
    input: Values = {},
    untilKnown = false,
  ): Promise<Performed> {
    const { node } = shown;
    const refusal = refusalOf(node, action);
    if (refusal) throw refusal;
    const life = this.#lives.of(node.connection);
    const doubt = this.#doubtOf(shown, { node, action, answers, input, before: node.resource });
    let isDone = false;
    this.#begin(node, action);
    try {
      if (await this.#wasDone(doubt, signal)) return { afterLoss: (isDone = true) };
      const url = await action.perform(await this.target(shown, signal), answers, input);
      isDone = true;
      this.#succeeded(node, action);
      if (url) return { url };
      await this.#describer.describe([node], life);
      return {};
    } catch (thrown) {
      // While there still is a doubt, nothing was sent.
      const error = this.#doubts.of(doubt.key)
        ? (thrown as Error)
        : await this.#settle(thrown, doubt, signal, untilKnown);
      isDone = error === undefined;
      if (error === undefined) {
        this.#succeeded(node, action);
        return { afterLoss: true };
      }
      this.#failed(node, action, error);
      throw error;
    } finally {
      delete node.activity;
      this.options.changed(node);
      await this.#reloadTouched(node, action.touches, action.alsoIn?.(input), isDone && takesAway(action));
      this.follower.retry();
    }
  }

  #doubtOf(shown: Shown, asked: Asked): Doubt & { readonly asked: Asked } {
    const { node, action, input } = asked;
    const { proof } = action;
    return {
      key: `${action.name} ${node.id}`,
      asked,
      life: this.#lives.of(node.connection),
      unseen: typeof proof === 'object' && 'unseen' in proof ? proof.unseen : undefined,
      look: async signal => {
        const { lookForOutcome } = await import('./outcome');
        return lookForOutcome(asked, await this.target(shown, signal), resource => {
          update(node, resource);
          this.options.changed(node);
        });
      },
      known: async outcome => {
        if (node.failure?.action === action.name) delete node.failure;
        if (outcome !== 'unseen') this.options.decided?.(asked, outcome);
        if (outcome === 'done') this.#succeeded(node, action);
        await this.#describer.describe([node], this.#lives.of(node.connection));
        this.options.changed(node);
        const isGone = outcome === 'done' && takesAway(action);
        await this.#reloadTouched(node, action.touches, action.alsoIn?.(input), isGone);
        this.follower.wake();
      },
    };
  }

  // Before the same is asked for again, it is seen whether it was done before: never twice because an answer was lost.
  async #wasDone({ key, asked }: Doubt & { readonly asked: Asked }, signal: AbortSignal): Promise<boolean> {
    const earlier = this.#doubts.of(key);
    if (!earlier?.asked) return false;
    const { isSameWish, notSent } = await import('./outcome');
    try {
      const outcome = await earlier.look(signal);
      this.#doubts.forget(key);
      return outcome === 'done' && isSameWish(earlier.asked, asked);
    } catch (error) {
      // Who may not look can't be told: then it is the user's to decide.
      if (isApiError(error) && error.reason !== 'denied') throw notSent(error);
      return false;
    }
  }

  async #settle(thrown: unknown, doubt: Doubt, signal: AbortSignal, untilKnown: boolean): Promise<Error | undefined> {
    const node = doubt.asked?.node;
    if (node && isApiError(thrown) && thrown.mayHaveHappened) {
      node.activity = 'Looking whether it was done…';
      this.options.changed(node);
    }
    const error = await this.#doubts.settle(thrown, doubt, signal, untilKnown);
    // It is not as it was shown: else AWS would have done it.
    if (node && isApiError(error) && ['conflict', 'notFound', 'exists', 'cancelled'].includes(error.reason))
      await this.#describer.describe([node], this.#lives.of(node.connection));
    return error;
  }

  /**
   * Does an action to several resources, in one go where the API can, else side by side; one failure does not stop the
   * others. Progress and failures are shown as by `perform`.
   * @returns those it failed for
   */
  async performAll(
    all: readonly Shown[],
    action: Action,
    answers: Answers,
    signal: AbortSignal,
  ): Promise<readonly Failed[]> {
    const refused: Failed[] = [];
    const groups = new Map<string, Shown[]>();
    for (const shown of all) {
      const { node } = shown;
      const error = refusalOf(node, action);
      if (error) {
        refused.push({ ...shown, error });
        continue;
      }
      const key = action.together ? node.connection.key : node.id;
      groups.set(key, [...(groups.get(key) ?? []), shown]);
    }
    const failed = [...groups.values()].map(async group => {
      const errors = await this.#together(group, action, answers, signal);
      return group.map((shown, place) => ({ ...shown, error: errors[place] }));
    });
    return [...refused, ...(await Promise.all(failed)).flat().filter(({ error }) => error !== undefined)];
  }

  async #together(
    group: readonly Shown[],
    action: Action,
    answers: Answers,
    signal: AbortSignal,
  ): Promise<readonly unknown[]> {
    const [one] = group;
    if (!one) return [];
    const nodes = group.map(({ node }) => node);
    const { node: first } = one;
    const life = this.#lives.of(first.connection);
    if (!action.together)
      return this.perform(one, action, answers, signal).then(
        () => [],
        (error: unknown) => [error],
      );
    let errors: readonly unknown[];
    try {
      for (const node of nodes) this.#begin(node, action);
      errors = await action.together(await Promise.all(group.map(shown => this.target(shown, signal))), answers);
    } catch (error) {
      errors = nodes.map(() => error);
    }
    const settled = group.map(async (one, place) => {
      const asked: Asked = { node: one.node, action, answers, input: {}, before: one.node.resource };
      const error = errors[place];
      return error === undefined ? undefined : this.#settle(error, this.#doubtOf(one, asked), signal, false);
    });
    errors = await Promise.all(settled);
    for (const [place, node] of nodes.entries()) {
      if (errors[place] === undefined) this.#succeeded(node, action);
      else this.#failed(node, action, errors[place]);
      delete node.activity;
      this.options.changed(node);
    }
    await this.#describer.describe(
      nodes.filter(node => !node.failure),
      life,
    );
    const isGone = takesAway(action) && errors.every(error => error === undefined);
    await this.#reloadTouched(first, action.touches, undefined, isGone);
    this.follower.retry();
    return errors;
  }

  #begin(node: ResourceNode, action: Action): void {
    node.activity = action.progress;
    delete node.failure;
    this.options.changed(node);
  }

  // What is done to the thing itself in this group takes it away.
  #succeeded(node: ResourceNode, action: Action): void {
    if (action.group === 'delete' && takesAway(action)) node.leaving = true;
  }

  #failed(node: ResourceNode, action: Action, error: unknown): void {
    if (isApiError(error) && !['cancelled', 'readOnly', 'otherActor'].includes(error.reason))
      node.failure = { action: action.name, state: node.of.state?.(node.resource), title: action.title, error };
  }

  /**
   * Makes a resource and brings its list up to date.
   * @param actor who is to make it, as it was shown
   * @param again whether it was asked for before and the answer was lost: then it is first looked whether it is there
   * @returns the new resource, if its list is loaded that far, and whether it had been made before
   * @throws ApiError; ActionRefused when the service would refuse it
   */
  async create(place: GroupNode, actor: Actor, input: Values, signal: AbortSignal, again = false): Promise<Made> {
    const { create } = place.of;
    if (!create) throw new Error(`Nobody makes a ${place.of.name}`);
    const group = makingPlace(place);
    const { operation } = create.form;
    if (!isAllowed(group, { operations: [operation] })) throw readOnlyError(group.connection, operation);
    const api = await this.open(group.connection, actor);
    const whole = wholeInput(create.form, undefined, group.scope, input);
    const key = `create ${group.id} ${create.id(input) ?? ''}`;
    let already = true;
    try {
      already = await makeOnce(api, group, create, whole, again, signal);
      this.#doubts.forget(key);
    } catch (thrown) {
      const error = await this.#doubts.settle(
        thrown,
        {
          key,
          life: this.#lives.of(group.connection),
          look: async until => ((await isThere(api, group, create, whole, until)) ? 'done' : 'notDone'),
          known: () => this.#reloadMade(group, create.touches),
        },
        signal,
      );
      if (error !== undefined) {
        const shown = this.#reloadMade(group, create.touches);
        if (!this.#doubts.of(key)) await shown;
        throw error;
      }
    }
    await this.#reloadMade(group, create.touches);
    const node = [...this.list(group).nodes.values()].find(({ resource }) =>
      isNamed(group.of, resource, create.id(input)),
    );
    return { node, already };
  }

  async #reloadMade(group: GroupNode, touches: readonly string[] | undefined): Promise<void> {
    const list = this.list(group);
    await (list.loaded ? list.reload() : list.ensure());
    this.#changedList(group);
    await this.#reloadTouched(group, touches);
  }

  dispose(): void {
    this.#doubts.dispose();
    this.waiter.dispose();
    this.follower.dispose();
    this.setRoots([]);
    this.#disposed = true;
  }

  async #reloadTouched(
    node: ResourceNode | GroupNode,
    touches: readonly string[] = [],
    region = node.connection.region,
    expected = false,
  ): Promise<void> {
    const { key } = node.connection;
    const prefixes = [`${key}/`, `${key.slice(0, key.lastIndexOf('/'))}/${region}/`];
    const touched = this.#lists
      .all()
      .filter(
        ({ group: { id, of }, loaded }) =>
          loaded && prefixes.some(prefix => id.startsWith(prefix)) && touches.includes(of.name),
      );
    await Promise.all(touched.map(list => list.reload(expected)));
    if (touched.length) this.options.changed(region === node.connection.region ? regionOf(node) : undefined);
  }

  #changedList(group: GroupNode): void {
    this.options.changed(group);
    this.follower.wake();
  }
}

// Between this and the mark that it is busy nothing is awaited: of two requests at once, the second is refused.
function refusalOf(node: ResourceNode, action: Action): Error | undefined {
  if (!isAllowed(node, action)) return readOnlyError(node.connection, action.operations[0]);
  if (node.activity === undefined) return undefined;
  return new ActionRefused(
    l10n.t('{0} is busy: {1} Try again when that is done.', shownName(node), l10n.t(node.activity)),
  );
}
