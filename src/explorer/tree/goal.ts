// Goals to wait for: where a resource's transient state leads, from the states in its kind's description.
import { kinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import { meaningOf } from '../../kinds/kind';
import type { ResourceNode } from './node';
import { isAskable } from './presence';

/** What to wait for: a state, or that the resource no longer exists. */
export type Goal = { readonly kind: 'state'; readonly state: string } | { readonly kind: 'gone' };

/** The goal of a resource's transient state; undefined if its state isn't transient or is unknown. */
export function goalOf(node: Pick<ResourceNode, 'resourceKind' | 'resource'>): Goal | undefined {
  const meaning = meaningOf(node.resourceKind, node.resourceKind.state?.(node.resource));
  return typeof meaning === 'object' && isAskable(node) ? goalIn(meaning.to) : undefined;
}

/** The menu token of a resource's goal: `wait.RUNNING`, `wait.gone`. */
export function waitToken(node: ResourceNode): WaitToken | undefined {
  const goal = goalOf(node);
  return goal && tokenOf(goal);
}

export type WaitToken = `wait.${string}`;

/** Whether a resource of a kind can ever have this token. */
export function canWait(kind: Kind, token: WaitToken): boolean {
  return goalsOf(kind).some(to => tokenOf(goalIn(to)) === token);
}

/** All goals of all kinds. `gone` is last. */
export function allGoals(): readonly Goal[] {
  const all = new Set(kinds.flatMap(goalsOf));
  return [...[...all].filter(to => to !== 'gone'), 'gone'].map(goalIn);
}

/** The menu token of a goal. */
export function tokenOf(goal: Goal): WaitToken {
  return `wait.${goal.kind === 'gone' ? 'gone' : goal.state}`;
}

function goalsOf({ states = {} }: Kind): readonly string[] {
  return Object.values(states).flatMap(meaning => (typeof meaning === 'object' ? meaning.to : []));
}

function goalIn(to: string): Goal {
  return to === 'gone' ? { kind: 'gone' } : { kind: 'state', state: to };
}
