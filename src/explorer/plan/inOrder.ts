// Start or stop in order: one resource after the other, each followed until it runs or has stopped.
import type { Action } from '../../kinds/action';
import { actionNamed, availableActions } from '../tree/actions';
import type { ResourceNode } from '../tree/node';
import type { StepPlan } from './steps';
import { stepOf } from './steps';

/** Whether resources are started or stopped. */
export type Turn = 'start' | 'stop';

/** The action that starts or stops a resource. @returns undefined if its state or its profile doesn't allow it now */
export function turning(node: ResourceNode, turn: Turn): Action | undefined {
  return availableActions(node).find(({ name, leadsTo }) => name === turn && leadsTo !== undefined);
}

/** The steps that start or stop resources, in this order. A step begins when the one before it is done. */
export function inOrderSteps(nodes: readonly ResourceNode[], turn: Turn): readonly StepPlan[] {
  return nodes.flatMap(node => {
    const action = actionNamed(node, turn);
    return action ? [stepOf(node, action)] : [];
  });
}
