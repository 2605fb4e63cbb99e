// What keeps a process busy: timers, servers, connections, watchers and processes that code has opened and not closed.
import { createHook } from 'node:async_hooks';

/** The names that Node has for them. */
const kinds: Readonly<Record<string, string>> = {
  Timeout: 'timer',
  TCPSERVERWRAP: 'server',
  TCPWRAP: 'connection',
  TLSWRAP: 'connection',
  PIPESERVERWRAP: 'server',
  PIPEWRAP: 'pipe',
  PROCESSWRAP: 'process',
  WORKER: 'worker',
  FSEVENTWRAP: 'watcher',
  STATWATCHER: 'watcher',
};

export interface Handles {
  /** The ones that are open now: `timer`, and where it was made. */
  readonly open: () => readonly string[];
  /** All kinds that were opened at any time. */
  readonly seen: () => readonly string[];
  readonly end: () => void;
}

/**
 * Watches what is opened from now on.
 * @param isOwn tells whether the code in question has opened it, from the frames of the stack outside Node, the nearest first
 */
export function watchHandles(isOwn: (kind: string, frames: readonly string[]) => boolean): Handles {
  const live = new Map<number, string>();
  const seen = new Set<string>();
  const hook = createHook({
    init(id, type) {
      const kind = kinds[type];
      if (kind === undefined) return;
      const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 60;
      const { stack = '' } = new Error();
      Error.stackTraceLimit = stackTraceLimit;
      // The first frame is this function.
      const frames = stack
        .split('\n')
        .filter(line => /^\s+at .*[\\/]/.test(line) && !/\(?node:/.test(line))
        .slice(1);
      if (!isOwn(kind, frames)) return;
      seen.add(kind);
      live.set(id, [kind, ...frames].join('\n'));
    },
    destroy: id => void live.delete(id),
  }).enable();
  return { open: () => [...live.values()], seen: () => [...seen].sort(), end: () => void hook.disable() };
}
