// Waits for a resource to reach a state, when the user asks for it. The wait continues while the view is hidden. Like the
// SDK's waiters FleetStarted and FleetStopped, but for every kind, it ends when the resource goes to another lasting state.
import type { ApiError } from '../../api/core/errors';
import type { Connection } from '../../aws/connection';
import type { ResourceError } from '../../kinds/kind';
import type { Goal } from '../tree/goal';
import { goalOf } from '../tree/goal';
import type { FailedPolls, ResourceNode } from '../tree/node';
import { errorsOf } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import { createPoller } from '../tree/poller';
import { failingPolls } from '../tree/presence';

/** How a wait ended. */
export type WaitResult =
  | { readonly kind: 'reached' }
  /** The resource is in another state or no longer exists. It will not reach the goal by itself. */
  | { readonly kind: 'elsewhere'; readonly state: string | undefined }
  | { readonly kind: 'failed'; readonly error: ApiError }
  | { readonly kind: 'cancelled' };

/** The progress of a wait: reported when it begins, and after each poll that does not end it. */
export interface WaitNews {
  readonly state: string;
  /** The errors that AWS reports now, although the resource is still on its way. */
  readonly errors: readonly ResourceError[];
  /** Those of them that this wait has not reported before. */
  readonly newErrors: readonly ResourceError[];
  /** The usual minutes, once the wait takes longer. */
  readonly longerThan: number | undefined;
  /** Since when polls fail, and why. The extension goes on polling, at growing intervals. */
  readonly failedPolls: FailedPolls | undefined;
  /** Whether the last answer did not have the resource. Another poll comes before it counts as gone. */
  readonly isMissing: boolean;
}

export interface WaitOptions {
  readonly told?: (news: WaitNews) => void;
  /** Errors that the user already knows. They are not reported as new. */
  readonly known?: readonly ResourceError[];
}

export interface Waiter {
  /**
   * Waits until a resource has reached its goal, or will not reach it.
   * @throws Error when the resource is not in a transient state. The command is not offered then, so this is a programming error
   */
  readonly wait: (node: ResourceNode, signal: AbortSignal, options?: WaitOptions) => Promise<WaitResult>;
  /** Whether a wait for the resource is under way. The waiter polls it then, so the tree need not. */
  readonly has: (node: ResourceNode) => boolean;
  /** Ends the waits for some nodes, because they can no longer be polled. */
  giveUp(concerned: (node: ResourceNode) => boolean, why: (connection: Connection) => ApiError): void;
  dispose(): void;
}

interface Wait {
  readonly node: ResourceNode;
  readonly goal: Goal;
  readonly told: (news: WaitNews) => void;
  /** When it began: milliseconds since the epoch. */
  readonly since: number;
  /** The errors that have been reported. */
  readonly seen: Set<string>;
  readonly done: (waited: WaitResult) => void;
}

export interface WaiterOptions extends Pick<PollerOptions, 'lane' | 'poll' | 'schedule'> {
  /** Called when a wait has begun. */
  readonly began?: (() => void) | undefined;
  /** Called when a wait has ended. The tree polls the resource again if it is still on its way. */
  readonly ended: () => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Makes what waits for goals. All waits of one `lane` share their polls. Without waits, there is no timer. */
export function createWaiter({ lane, poll, schedule, began, ended, now = Date.now }: WaiterOptions): Waiter {
  const waits = new Set<Wait>();
  const poller = createPoller({
    pending: () => [...new Set([...waits].map(({ node }) => node))],
    lane,
    async poll(nodes, signal) {
      const error = await poll(nodes, signal);
      if (!signal.aborted) for (const wait of [...waits]) if (nodes.includes(wait.node)) checkGoal(wait);
      return error;
    },
    ...(schedule && { schedule }),
  });

  function checkGoal(wait: Wait): void {
    const { node, goal } = wait;
    const state = node.gone ? undefined : node.resourceKind.state?.(node.resource);
    const next = goalOf(node);
    if (node.gone ? goal.kind === 'gone' : goal.kind === 'state' && state === goal.state) {
      end(wait, { kind: 'reached' });
    } else if (node.gone) {
      end(wait, { kind: 'elsewhere', state });
    } else if (next && sameGoal(next, goal)) {
      tell(wait);
    } else {
      end(wait, { kind: 'elsewhere', state });
    }
  }

  function tell({ node, told, since, seen }: Wait): void {
    const errors = errorsOf(node);
    const newErrors = errors.filter(error => !seen.has(keyOf(error)));
    for (const error of newErrors) seen.add(keyOf(error));
    const usual = node.resourceKind.usualMinutes?.(node.resource);
    const isLong = usual !== undefined && now() - since > usual * 60_000;
    told({
      state: node.resourceKind.state?.(node.resource) ?? '?',
      errors,
      newErrors,
      longerThan: isLong ? usual : undefined,
      failedPolls: failingPolls(node),
      isMissing: node.missingSince !== undefined,
    });
  }

  function end(wait: Wait, waited: WaitResult): void {
    if (!waits.delete(wait)) return;
    wait.done(waited);
    poller.wake(); // for this there is nothing to be called back any more
    ended();
  }

  return {
    wait(node, signal, { told = () => undefined, known = [] } = {}) {
      const goal = goalOf(node);
      if (!goal) throw new Error(`${node.id} is not on its way anywhere`);
      return new Promise<WaitResult>(done => {
        const wait: Wait = { node, goal, told, since: now(), seen: new Set(known.map(keyOf)), done };
        const cancel = (): void => end(wait, { kind: 'cancelled' });
        if (signal.aborted) return done({ kind: 'cancelled' });
        signal.addEventListener('abort', cancel, { once: true });
        waits.add(wait);
        tell(wait);
        poller.wake();
        began?.();
      });
    },
    giveUp(concerned, why) {
      for (const wait of [...waits]) {
        if (concerned(wait.node)) end(wait, { kind: 'failed', error: why(wait.node.connection) });
      }
    },
    has: node => [...waits].some(wait => wait.node === node),
    dispose() {
      poller.dispose();
      for (const wait of waits) end(wait, { kind: 'cancelled' });
    },
  };
}

function keyOf({ code, message }: ResourceError): string {
  return JSON.stringify([code, message]);
}

function sameGoal(a: Goal, b: Goal): boolean {
  return a.kind === 'state' && b.kind === 'state' ? a.state === b.state : a.kind === b.kind;
}
