import type { Model, Shape } from '../../api/core/facts';
import { modelWith } from './models';
import type { Members } from './validate';

/**
 * An operation's output as the API describes it: only members that the API has, with times as epoch seconds. The store's
 * objects can therefore hold members of the simulator's own.
 * @param output with times in milliseconds since the epoch
 * @throws Error for an unknown operation
 */
export function toOutput(operation: string, output: object): Members {
  const model = modelWith(operation);
  if (!model) throw new Error(`No operation ${operation}`);
  return structure(model.outputShape(operation), output as Members, model);
}

function structure(facts: Shape, value: Members, model: Model): Members {
  const result: Members = {};
  for (const [member, shapeName] of Object.entries(facts.members ?? {})) {
    if (value[member] !== undefined) result[member] = convert(model.shape(shapeName), value[member], model);
  }
  return result;
}

function convert(facts: Shape, value: unknown, model: Model): unknown {
  switch (facts.type) {
    case 'structure':
      return structure(facts, value as Members, model);
    case 'list':
      return (value as unknown[]).map(item => convert(model.shape(facts.member ?? ''), item, model));
    case 'map':
      return { ...(value as Members) };
    case 'timestamp':
      return (value as number) / 1000;
    default:
      return value;
  }
}
