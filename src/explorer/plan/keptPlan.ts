// What a plan is in a file, and how such a file is read.
import type { Actor } from '../../api/core/actor';
import { actorFrom } from '../../api/core/actor';
import type { Values } from '../../forms/field';
import type { Answers } from '../../kinds/action';
import { kinds } from '../../kinds/all';
import type { KindName } from '../../kinds/names';
import type { Plan, PlanState, Step, StepState, Waves } from './steps';

const version = 1;

/** What is written of a plan. The actor is the account alone: a principal may be named after a person. */
export function keptPlan({ id, title, steps, waves, begun, state, reason, actor }: Plan): unknown {
  const { identity, ...others } = actor;
  const who = { ...others, ...(identity && { identity: { account: identity.account } }) };
  const kept = steps.map(step => ({ ...step, news: undefined }));
  return { version, plan: { id, title, actor: who, steps: kept, waves, begun, state, reason } };
}

const planStates: readonly string[] = ['running', 'paused', 'stopped', 'left', 'done'] satisfies PlanState[];
const stepStates: readonly string[] = ['waiting', 'running', 'done', 'stopped', 'leftOut'] satisfies StepState[];

/** Reads what `keptPlan` has made. @returns `newer` for a file of a newer version; undefined for a damaged one */
export function planIn(value: unknown): Plan | 'newer' | undefined {
  if (!isRecord(value)) return undefined;
  if (typeof value['version'] === 'number' && value['version'] > version) return 'newer';
  const { plan } = value;
  if (value['version'] !== version || !isRecord(plan)) return undefined;
  const { id, title, actor, steps, waves, begun, state, reason } = plan;
  const who: Actor | undefined = actorFrom(JSON.stringify(actor));
  if (typeof id !== 'string' || !/^[\w-]+$/.test(id) || typeof title !== 'string' || !who) return undefined;
  if (typeof begun !== 'number' || typeof state !== 'string' || !planStates.includes(state)) return undefined;
  const read = Array.isArray(steps) ? steps.map(stepIn) : [];
  const known = read.filter(step => step !== undefined);
  if (!known.length || known.length < read.length) return undefined;
  return {
    ...{ id, title, actor: who, steps: known, begun, state: state as PlanState },
    ...(isWaves(waves) && { waves }),
    ...(typeof reason === 'string' && { reason }),
  };
}

function isWaves(value: unknown): value is Waves {
  return isRecord(value) && typeof value['pauses'] === 'boolean' && typeof value['minutes'] === 'number';
}

function stepIn(value: unknown): Step | undefined {
  if (!isRecord(value)) return undefined;
  const { nodeId, kind, action, answers, input, name, state } = value;
  if (typeof nodeId !== 'string' || typeof action !== 'string' || typeof name !== 'string') return undefined;
  if (!kinds.some(one => one.name === kind) || typeof state !== 'string' || !stepStates.includes(state)) {
    return undefined;
  }
  if (!isRecord(answers) || !isRecord(input)) return undefined;
  if (!Object.values(answers).every(answer => typeof answer === 'string')) return undefined;
  const { before, held, known } = value;
  const numbers = ['created', 'usualMinutes', 'lastTook', 'undoes', 'wave', 'ran', 'since', 'until'] as const;
  return {
    ...{ nodeId, kind: kind as KindName, action, name, state: state as StepState },
    ...{ answers: answers as Answers, input: input as Values },
    ...(isRecord(before) && { before: before as Values }),
    ...(isRecord(held) && { held: held as Values }),
    ...(Array.isArray(known) && { known: known.filter(code => typeof code === 'string') }),
    ...Object.fromEntries(numbers.flatMap(key => (typeof value[key] === 'number' ? [[key, value[key]]] : []))),
  };
}

/** Whether a value of a file is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
