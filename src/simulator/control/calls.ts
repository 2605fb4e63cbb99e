// The last calls, for tests that look at what a program has asked for.
import type { Model, Shape } from '../../api/core/facts';

/** A call of an operation. Members that the API marks as sensitive are left out. */
export interface RecordedCall {
  /** By the simulator's clock, as ISO 8601. */
  readonly time: string;
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly input: unknown;
  /** The type of the exception, when it was refused. */
  readonly error?: string;
}

export interface Calls {
  add(call: RecordedCall): void;
  /** From the oldest to the newest. */
  all(): readonly RecordedCall[];
  clear(): void;
}

/** @param most how many are kept: the newest */
export function createCalls(most = 1000): Calls {
  let calls: RecordedCall[] = [];
  return {
    add(call) {
      calls.push(call);
      if (calls.length > most * 2) calls = calls.slice(-most);
    },
    all: () => calls.slice(-most),
    clear: () => void (calls = []),
  };
}

/** A request's members without those that the API marks as sensitive. */
export function withoutSecrets(value: unknown, facts: Shape, model: Model): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const member = facts.member === undefined ? undefined : model.shape(facts.member);
    return value.flatMap((item: unknown) =>
      member ? (member.sensitive ? [] : [withoutSecrets(item, member, model)]) : [item],
    );
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const shapeName = facts.type === 'map' ? facts.value : facts.members?.[name];
      const shape = shapeName === undefined ? undefined : model.shape(shapeName);
      if (shape?.sensitive) return [];
      return [[name, shape ? withoutSecrets(item, shape, model) : item]];
    }),
  );
}
