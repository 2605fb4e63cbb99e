// What must not grow in the long run: the heap, what keeps the process alive, and who listens to an AbortSignal.
import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** At one moment, after a garbage collection. */
export interface Sample {
  /** Megabytes in use. */
  readonly heap: number;
  /** Sockets, timers and the like. */
  readonly handles: number;
  /** Listeners of all signals that are still held. */
  readonly listeners: number;
}

export const measured: readonly (keyof Sample)[] = ['heap', 'handles', 'listeners'];

/**
 * How much more there may be in the last fifth than in the first. The heap has the simulator's things in it, too, and the code
 * that V8 compiles and gives up in the first minutes.
 */
export const allowed: Sample = { heap: 12, handles: 20, listeners: 50 };

export interface Measures {
  take(): Promise<Sample>;
  readonly samples: readonly Sample[];
  /** The least of the first and of the last fifth: what is under way passes, what leaks stays. */
  ends(): { readonly first: Sample; readonly last: Sample };
  stop(): void;
}

// What `node --expose-gc` would give, in any process.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Begins to take down who listens to signals. */
export function createMeasures(): Measures {
  const signals = new Set<WeakRef<AbortSignal>>();
  const known = new WeakSet<AbortSignal>();
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its signal below
  const { addEventListener } = AbortSignal.prototype;
  AbortSignal.prototype.addEventListener = function (this: AbortSignal, ...args: Parameters<typeof addEventListener>) {
    if (!known.has(this)) {
      known.add(this);
      signals.add(new WeakRef(this));
    }
    return addEventListener.apply(this, args);
  };
  const samples: Sample[] = [];

  async function take(): Promise<Sample> {
    collect();
    await new Promise(resolve => setImmediate(resolve));
    collect();
    let listeners = 0;
    for (const held of signals) {
      const signal = held.deref();
      if (signal) listeners += getEventListeners(signal, 'abort').length;
      else signals.delete(held);
    }
    const heap = process.memoryUsage().heapUsed / 2 ** 20;
    const sample = { heap, handles: process.getActiveResourcesInfo().length, listeners };
    samples.push(sample);
    return sample;
  }

  return {
    take,
    samples,
    ends() {
      const fifth = Math.max(Math.floor(samples.length / 5), 1);
      return { first: least(samples.slice(0, fifth)), last: least(samples.slice(-fifth)) };
    },
    stop: () => void (AbortSignal.prototype.addEventListener = addEventListener),
  };
}

function least(samples: readonly Sample[]): Sample {
  const of = (name: keyof Sample): number => Math.min(...samples.map(sample => sample[name]));
  return { heap: of('heap'), handles: of('handles'), listeners: of('listeners') };
}
