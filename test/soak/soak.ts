// Lets two users and bad luck at the explorer for a while, and then looks whether all is well.
import { setTimeout as delay } from 'node:timers/promises';

import { isApiError } from '../../src/api/core/errors';
import type { Explorer } from '../../src/explorer/explorerTypes';
import type { Deed } from './deed';
import type { Sample } from './measures';
import { createMeasures } from './measures';
import type { OtherClient } from './otherClient';
import { createOtherClient } from './otherClient';
import type { Random } from './random';
import { createRandom } from './random';
import { everything, surroundings } from './surroundings';
import type { Counts } from './trace';
import { createTrace } from './trace';
import { differences, isAtRest, notFollowed } from './tree';
import { randomFaults } from './troubles';
import { beginSettling, userDeeds } from './user';
import type { SoakWorld } from './world';
import { createSoakWorld, profiles } from './world';

/** What came of it. Lists of words are empty when all is well. */
export interface Report {
  /** What must never be, each told once. */
  readonly broken: readonly string[];
  /** What is followed, and still not as the server has it. */
  readonly notFollowed: readonly string[];
  /** What differs from the server after one refresh. */
  readonly differences: readonly string[];
  /** What goes on after all has ended. */
  readonly left: readonly string[];
  /** What was measured at first and at last. */
  readonly first: Sample;
  readonly last: Sample;
  readonly counts: Counts;
  readonly requests: SoakWorld['counted'];
  /** What was done last before the first thing broke, or else before the end. */
  readonly trace: readonly string[];
}

/** Nothing takes so many milliseconds: what does never ends. */
const never = 90_000;
/** What is not counted at the beginning, in milliseconds: much is loaded then for the first time. */
const warmUp = 20_000;

/** For so long half of all goes wrong at the end: milliseconds. */
const badEnd = 3_000;
/** By then all on the server has settled: milliseconds. */
const settling = 8_000;
/** What is followed after failures may be looked at so late, in milliseconds. */
const seldom = 40_000;

/** Waits until nothing is followed any more, but not for ever. */
async function rest(explorer: Explorer): Promise<void> {
  const end = Date.now() + seldom;
  while (!isAtRest(explorer) && Date.now() < end) await delay(100);
}

/** @param told told how it goes, once a minute, and what breaks at once */
export async function soak(minutes: number, seed: number, told: (line: string) => void): Promise<Report> {
  await delay(0); // whoever called has set its own timers by then
  const before = process.getActiveResourcesInfo();
  const broken = new Set<string>();
  let atFirst: readonly string[] | undefined;
  const trace = createTrace(found);
  function found(words: string): void {
    if (broken.size >= 100 || broken.has(words)) return;
    broken.add(words);
    atFirst ??= trace.lines();
    told(`${new Date().toISOString()} ${words}`);
  }
  const guard = guardProcess(found);
  const measures = createMeasures();
  const world = await createSoakWorld(found);
  const other = createOtherClient(world);
  const { simulator } = world;
  world.show(everything);
  for (const fault of randomFaults(seed, name => trace.fault(name))) simulator.faults.add(fault);

  const end = Date.now() + minutes * 60_000;
  const under = new Set<Promise<unknown>>();
  const keep = (promise: Promise<unknown>): void => {
    under.add(promise);
    void promise.finally(() => under.delete(promise));
  };

  function doOne<T>(who: string, deeds: readonly Deed<T>[], to: T, random: Random): void {
    const deed = random.weighted(deeds);
    const begun = deed.begin(to, random);
    if (begun) keep(trace.follow(who, deed.says, begun, never));
  }

  /** Does one thing after another until the end, several at a time. */
  async function live(pause: number, most: number, act: () => void): Promise<void> {
    while (Date.now() < end) {
      if (under.size < most) act();
      await delay(pause);
    }
  }

  async function watch(): Promise<void> {
    const pause = Math.max((minutes * 60_000) / 100, 500);
    let line = Date.now() + 60_000;
    await delay(Math.min(warmUp, minutes * 15_000));
    while (Date.now() < end) {
      const { heap, handles, listeners } = await measures.take();
      if (Date.now() >= line) {
        line += 60_000;
        const { deeds, faults } = trace.totals();
        told(
          `${new Date().toISOString()} ${deeds} actions, ${world.counted.answered} answers, ${faults} faults, ` +
            `${heap.toFixed(1)} MB, ${handles} handles, ${listeners} listeners, ${broken.size} broken`,
        );
      }
      await delay(pause);
    }
  }

  const chance = [1, 2, 3].map(place => createRandom(seed * 10 + place)) as [Random, Random, Random];
  await Promise.all([
    live(25, 8, () => doOne('user', userDeeds, world.explorer, chance[0])),
    live(60, 10, () => keep(trace.follow('other', 'does', { about: 'something', done: other.act(chance[1]) }, never))),
    live(1_500, 100, () => doOne('world', surroundings, world, chance[2])),
    watch(),
  ]);

  // Nobody does anything any more. At first still more goes wrong than before: what is followed must get over it by itself.
  await Promise.all(under);
  const ends = measures.ends();
  world.write(profiles);
  await world.runtime.reload();
  world.show(everything);
  const { explorer } = world;
  explorer.poller.resume();
  simulator.faults.add({ probability: 0.5, seed, outcome: { kind: 'error', type: 'AccessDeniedException' } });
  await Promise.all(beginSettling(explorer));
  await delay(badEnd);
  simulator.faults.clear();
  world.takeTime();
  await delay(settling);
  await rest(explorer);
  const unfollowed = await notFollowed(explorer, connection => other.truth(connection));
  await explorer.refresh();
  await rest(explorer);
  const different = await differences(explorer, connection => other.truth(connection));

  world.leave();
  const left = await afterTheEnd(world, other, before);
  measures.stop();
  guard.stop();
  return {
    broken: [...broken],
    notFollowed: unfollowed,
    differences: different,
    left,
    ...ends,
    counts: trace.counts(),
    requests: world.counted,
    trace: atFirst ?? trace.lines(),
  };
}

/** What is requested, or keeps the process alive, a while after nobody has anything to do. */
async function afterTheEnd(world: SoakWorld, other: OtherClient, before: readonly string[]): Promise<string[]> {
  const { answered } = world.counted;
  await delay(1_500);
  const later = world.counted.answered - answered;
  other.close();
  await world.close();
  const left = (): string[] => {
    const rest = [...before];
    return process
      .getActiveResourcesInfo()
      .filter(name => !(rest.includes(name) && rest.splice(rest.indexOf(name), 1)));
  };
  const since = Date.now();
  while (left().length && Date.now() - since < 10_000) await delay(100);
  return [...(later ? [`${later} requests after the end`] : []), ...left()];
}

/** Nothing may warn, and no promise may fail unseen. */
function guardProcess(found: (words: string) => void): { stop(): void } {
  const warned = (warning: Error): void => {
    // The AWS SDK's words about a version of Node that it will take no more.
    if (!warning.message.startsWith('NodeVersionSupportWarning')) {
      found(`a warning: ${warning.stack ?? warning.message}`);
    }
  };
  const rejected = (reason: unknown): void =>
    found(
      `nobody heard of ${reason instanceof Error ? `${isApiError(reason) ? reason.reason : ''} ${reason.stack}` : String(reason)}`,
    );
  process.on('warning', warned);
  process.on('unhandledRejection', rejected);
  return {
    stop() {
      process.off('warning', warned);
      process.off('unhandledRejection', rejected);
    },
  };
}
