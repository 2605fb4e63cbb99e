import type { Model, Shape } from '../../api/core/facts';
import { modelWith } from './models';
import type { Members } from './validate';

/** Makes what is sent of a value of one shape. Undefined for a shape whose values are sent as they are. */
type Writer = ((value: unknown) => unknown) | undefined;

/** Made once for each shape: an answer has up to thousands of items of the same few shapes. */
const writers = new WeakMap<Shape, { readonly write: Writer }>();

/**
 * An operation's output as the API describes it: only members that the API has, with times as epoch seconds. The store's
 * objects can therefore hold members of the simulator's own.
 * @param output with times in milliseconds since the epoch
 * @throws Error for an unknown operation
 */
export function toOutput(operation: string, output: object): Members {
  const model = modelWith(operation);
  if (!model) throw new Error(`No operation ${operation}`);
  return writerOf(model.outputShape(operation), model)?.(output) as Members;
}

function writerOf(facts: Shape, model: Model): Writer {
  const known = writers.get(facts);
  if (known) return known.write;
  // Found again by a shape that contains itself, before its writer is made.
  if (facts.type === 'structure') writers.set(facts, { write: value => made?.(value) });
  const made = newWriter(facts, model);
  writers.set(facts, { write: made });
  return made;
}

function newWriter(facts: Shape, model: Model): Writer {
  switch (facts.type) {
    case 'structure':
      return structureWriter(facts, model);
    case 'list': {
      const write = writerOf(model.shape(facts.member ?? ''), model);
      return value => (write ? (value as unknown[]).map(write) : [...(value as unknown[])]);
    }
    case 'map':
      return value => ({ ...(value as Members) });
    case 'timestamp':
      return value => (value as number) / 1000;
    default:
      return undefined;
  }
}

function structureWriter(facts: Shape, model: Model): Writer {
  const members = Object.entries(facts.members ?? {}).map(
    ([name, shape]) => [name, writerOf(model.shape(shape), model)] as const,
  );
  return value => {
    const result: Members = {};
    for (const [name, write] of members) {
      const given = (value as Members)[name];
      if (given !== undefined) result[name] = write ? write(given) : given;
    }
    return result;
  };
}
