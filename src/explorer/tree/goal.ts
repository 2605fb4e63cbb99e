// What a resource's state means, as its kind says: where it leads to, and so what can be waited for.
import { kinds } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import { meaningOf } from '../../kinds/kind';
import type { ResourceNode } from './node';
import { isAskable } from './presence';

/** What is waited for: a state, or that it exists no more. */
export type Goal = { readonly kind: 'state'; readonly state: string } | { readonly kind: 'gone' };

/** Where a resource is going by itself; undefined when it is not on its way, or nobody can tell where to. */
export function goalOf(node: Pick<ResourceNode, 'resourceKind' | 'resource'>): Goal | undefined {
  const meaning = meaningOf(node.resourceKind, node.resourceKind.state?.(node.resource));
  return typeof meaning === 'object' && isAskable(node) ? goalIn(meaning.to) : undefined;
}

/** The menu token of what can be waited for: `wait.RUNNING`, `wait.gone`. */
export function waitToken(node: ResourceNode): WaitToken | undefined {
  const goal = goalOf(node);
  return goal && tokenOf(goal);
}

export type WaitToken = `wait.${string}`;

/** What resources of any kind can be on their way to: that they are gone is last. */
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
