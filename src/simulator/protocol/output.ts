import { outputShape, shape } from '../../api/appstream/model';
import type { Shape } from '../../api/core/facts';
import type { Members } from './validate';

/**
 * An operation's output as the API describes it: only members that the API has, with times as epoch seconds. The store's
 * objects can therefore hold members of the simulator's own.
 * @param output with times in milliseconds since the epoch
 */
export function toOutput(operation: string, output: object): Members {
  return structure(outputShape(operation), output as Members);
}

function structure(facts: Shape, value: Members): Members {
  const result: Members = {};
  for (const [member, shapeName] of Object.entries(facts.members ?? {})) {
    if (value[member] !== undefined) result[member] = convert(shape(shapeName), value[member]);
  }
  return result;
}

function convert(facts: Shape, value: unknown): unknown {
  switch (facts.type) {
    case 'structure':
      return structure(facts, value as Members);
    case 'list':
      return (value as unknown[]).map(item => convert(shape(facts.member ?? ''), item));
    case 'map':
      return { ...(value as Members) };
    case 'timestamp':
      return (value as number) / 1000;
    default:
      return value;
  }
}
