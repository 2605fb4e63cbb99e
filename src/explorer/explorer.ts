// The tree's behaviour: what stands below what, what is loaded, what is followed. Knows kinds, no vscode.
import type { ActingApi, Api, OpenApi } from '../api/appstream/types';
import { abortable, withEither } from '../api/core/abortable';
import type { Actor } from '../api/core/actor';
import { actorOf, settingsChanged } from '../api/core/actor';
import type { Connection } from '../aws/connection';
import type { Target } from '../kinds/kind';
import type { Acting } from './acting/acting';
import { createActing } from './acting/acting';
import { createClaims } from './acting/claims';
import type { Waiter } from './acting/wait';
import { createWaiter } from './acting/wait';
import type { Asked, Shown } from './acting/wish';
import type { Describer } from './tree/describe';
import { createDescriber, laneOf, lookAnew } from './tree/describe';
import type { Follower, FollowerOptions } from './tree/follow';
import { createFollower, timeout } from './tree/follow';
import type { Identifier, IdentifierOptions } from './tree/identify';
import { createIdentifier } from './tree/identify';
import { boundTo, createLives, notShown } from './tree/life';
import { createLists } from './tree/lists';
import { listedNodes, profileNode } from './tree/makeNodes';
import type { GroupNode, Node, ProfileNode, ResourceList, ResourceNode, Root, SandboxNode } from './tree/node';
import { assertNever, isBelow, isFull, makingPlace, profileOf } from './tree/node';
import { dueIn, isPending } from './tree/presence';
import type { Renewer } from './tree/renew';
import { createRenewer } from './tree/renew';

export interface ExplorerOptions {
  /** The API of a connection; loads the AWS SDK when first asked. */
  readonly api: OpenApi;
  /** The same for what nobody waits for: all else goes first. */
  readonly background?: (connection: Connection) => Promise<Api>;
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
  readonly perform: Acting['perform'];
  readonly performAll: Acting['performAll'];
  readonly create: Acting['create'];
  #roots: (ProfileNode | SandboxNode)[] = [];
  readonly #sandbox: SandboxNode = { kind: 'sandbox', id: 'sandbox', profiles: [] };
  readonly #lives = createLives();
  readonly #lists;
  #disposed = false;
  readonly #describer: Describer;
  readonly #acting: Acting;
  readonly #identifier: Identifier;

  constructor(private readonly options: ExplorerOptions) {
    const { changed, identity, offersMfa, schedule, portion, now } = options;
    const time = now ?? Date.now;
    const background = (connection: Connection): Promise<Api> =>
      this.#bound(connection, this.options.background ?? this.options.api);
    this.#lists = createLists({
      api: group => this.open(group.connection),
      background: group => background(group.connection),
      ...{ portion, now: time },
    });
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
      api: this.open,
      background,
      relist: async group => {
        await this.list(group).relook();
        changed(group);
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
    this.#acting = createActing({
      open: this.open,
      target: (shown, signal) => this.target(shown, signal),
      life: connection => this.#lives.of(connection),
      list: group => this.list(group),
      lists: () => this.#lists.all(),
      describe: (nodes, actor, signal) => this.#describer.describe(nodes, signal, actor),
      changed,
      retry: () => this.follower.retry(),
      decided: options.decided,
      ...{ schedule, now: time },
    });
    ({ perform: this.perform, performAll: this.performAll, create: this.create } = this.#acting);
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
    this.#acting.prune();
    this.waiter.giveUp(({ connection }) => this.#lives.of(connection).aborted, notShown);
    this.follower.wake();
    this.options.changed(undefined);
  }

  /** Opens the API of a connection for as long as the tree shows it: afterwards it asks nothing any more. */
  readonly open = ((connection: Connection, actor?: Actor) =>
    this.#bound(connection, (of: Connection) =>
      actor ? this.options.api(of, actor) : this.options.api(of),
    )) as OpenApi;

  async #bound(connection: Connection, api: (connection: Connection) => Promise<Api>): Promise<Api> {
    const life = this.#lives.of(connection);
    life.throwIfAborted();
    // It acts where it was opened with an actor.
    return boundTo(life, (await abortable(api(connection), life)) as ActingApi);
  }

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
        return this.#opened(node);
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

  async #opened(group: GroupNode): Promise<readonly Node[]> {
    const wasLoaded = this.list(group).loaded;
    await this.#lookPatiently(group);
    // A row that is only drawn anew is no news.
    if (!wasLoaded) this.follower.wake();
    return this.shown(group);
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
    if (node && 'parent' in node && ['more', 'problem', 'empty', 'loading'].includes(node.kind)) {
      return this.refresh(node.parent);
    }
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
    this.#acting.prune();
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

  dispose(): void {
    this.#acting.dispose();
    this.waiter.dispose();
    this.follower.dispose();
    this.setRoots([]);
    this.#disposed = true;
  }

  #changedList(group: GroupNode): void {
    this.options.changed(group);
    this.follower.wake();
  }
}
