// The plans that this window has locked. As long as it has some, it shows other windows that it is alive.
import type { PlanLocks } from './planLocks';
import { beatEvery } from './planLocks';

/** The plans of a window that no other window takes. */
export interface Holding {
  readonly has: (id: string) => boolean;
  /** The window has locked a plan. */
  readonly add: (id: string) => void;
  /** The window no longer needs the lock of a plan. */
  readonly drop: (id: string) => void;
  /** Gives all plans back. From then on, none is added. */
  readonly dispose: () => void;
}

/** Makes the holding of a window, without plans. */
export function createHolding({ beat, release }: Pick<PlanLocks, 'beat' | 'release'>): Holding {
  const held = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  function keepAlive(): void {
    if (!held.size) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    timer ??= setInterval(() => {
      for (const id of held) void beat(id).catch(() => false);
    }, beatEvery);
    timer.unref();
  }
  return {
    has: id => held.has(id),
    add(id) {
      if (!isOver) held.add(id);
      keepAlive();
    },
    drop(id) {
      held.delete(id);
      keepAlive();
    },
    dispose() {
      isOver = true;
      for (const id of held) void release(id).catch(() => undefined);
      held.clear();
      keepAlive();
    },
  };
}
