// The waves of a rollout: after a wave, its resources have to be well before the plan goes on.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { ActionRefused } from '../../kinds/action';
import type { Explorer } from '../explorerTypes';
import { explainedText } from '../show/explain';
import { quotedName } from '../show/messages';
import type { ResourceNode } from '../tree/node';
import { errorsOf } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import { pause } from '../tree/poller';
import { actorAt, locate } from './locate';
import { patiently, Paused } from './looking';
import type { Step } from './steps';

/** How long to wait between two looks at a resource: milliseconds. */
const lookEvery = 10_000;

/**
 * How many looks in a row have to find enough instances. The first look may come before AWS has begun to replace them. AWS does not
 * tell which image an instance has.
 */
const looks = 3;

/** Notes what a resource is like before its step, so that only what is worse counts. */
export function noteBefore(step: Step, node: ResourceNode): void {
  const ran = node.resourceKind.capacity?.(node.resource)?.runs;
  step.known = errorsOf(node).map(({ code }) => code ?? '');
  if (ran !== undefined) step.ran = ran;
}

/**
 * Waits until the resource of a step is well: as many instances run as before, or as are wanted.
 * @param options `minutes`: the longest time; `steady`: a clock that is never set, in milliseconds
 * @throws ActionRefused if it has errors that it did not have before, is gone, or is not well in time; Paused after an abort
 */
export async function untilWell(
  explorer: Explorer,
  step: Step,
  options: {
    readonly actor: Actor;
    readonly signal: AbortSignal;
    readonly minutes: number;
    readonly steady: () => number;
    readonly schedule: PollerOptions['schedule'] | undefined;
  },
): Promise<void> {
  const { actor, signal, minutes, steady, schedule } = options;
  const look = <T>(looking: () => Promise<T>): Promise<T> => patiently(looking, signal, schedule);
  const began = steady();
  for (let found = 0; ;) {
    const node = await look(() => locate(explorer, step.nodeId));
    const shown = node && { node, actor: actorAt(actor, node) };
    const resource = shown && (await look(() => explorer.describeAgain(shown, signal)));
    if (!node || resource === undefined) throw new ActionRefused(l10n.t('{0} no longer exists.', step.name));
    if (!step.known) noteBefore(step, node); // it was as wanted before the plan
    const errors = errorsOf(node).filter(({ code }) => !step.known?.includes(code ?? ''));
    if (errors.length) {
      const words = l10n.t('{0} has new errors.', quotedName(node));
      throw new ActionRefused([words, ...errors.map(explainedText)].join(' '));
    }
    const capacity = node.resourceKind.capacity?.(resource);
    if (!capacity) return;
    found = capacity.runs >= Math.min(capacity.wanted, step.ran ?? capacity.wanted) ? found + 1 : 0;
    if (found === looks) return;
    if (steady() - began >= minutes * 60_000) {
      throw new ActionRefused(l10n.t('{0} still runs too few instances after {1} minutes.', quotedName(node), minutes));
    }
    try {
      await pause(lookEvery, signal, schedule);
    } catch {
      throw new Paused();
    }
  }
}
