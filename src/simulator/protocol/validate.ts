// Checks a request against the API's facts, as AWS does before it runs the operation.
// (V) Every operation: Patterns, enums and upper limits are checked by the service, because SDKs check types and required members
// only. [log]
// (V) Every operation: Besides the exceptions that its model lists, it can answer AccessDenied, Throttling, Validation and Serialization
// exceptions. [log]
import type { Model, Shape } from '../../api/core/facts';
import { patternOf } from '../../api/core/facts';
import { ServiceError } from '../base/errors';
import { modelWith } from './models';

/** A request's or an answer's members. */
export type Members = Record<string, unknown>;

/** Whether one of the services has this operation. */
export function isOperation(name: string): boolean {
  return modelWith(name) !== undefined;
}

/** What reads a request: its service's model, and the broken constraints so far. */
interface Reading extends Pick<Model, 'shape'> {
  readonly problems: string[];
}

/**
 * The members that the operation has. Unknown members and nulls are left out, because AWS ignores them.
 * @throws Error for an unknown operation
 * @throws ServiceError SerializationException for a value of another type, ValidationException naming every broken
 *   constraint
 */
export function validate(operation: string, body: unknown): Members {
  const model = modelWith(operation);
  if (!model) throw new Error(`No operation ${operation}`);
  const problems: string[] = [];
  const input = readStructure(model.inputShape(operation), body, '', { shape: model.shape, problems });
  if (problems.length > 0) {
    const count = `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected`;
    throw new ServiceError('ValidationException', `${count}: ${problems.join('; ')}`);
  }
  return input;
}

function readStructure(facts: Shape, value: unknown, path: string, reading: Reading): Members {
  if (!isMembers(value)) throw wrongType(value, 'structure');
  const result: Members = {};
  for (const [member, shapeName] of Object.entries(facts.members ?? {})) {
    const at = path + (path && '.') + lowerFirst(member);
    const given = value[member];
    if (given !== undefined && given !== null) {
      result[member] = read(reading.shape(shapeName), given, at, reading);
    } else if (facts.required?.includes(member)) {
      reading.problems.push(`Value null at '${at}' failed to satisfy constraint: Member must not be null`);
    }
  }
  return result;
}

function read(facts: Shape, value: unknown, path: string, reading: Reading): unknown {
  switch (facts.type) {
    case 'structure':
      return readStructure(facts, value, path, reading);
    case 'list': {
      if (!Array.isArray(value)) throw wrongType(value, 'list');
      checkLength(facts, value.length, value, path, reading.problems);
      const member = reading.shape(facts.member ?? '');
      return value
        .filter(item => item !== null)
        .map((item, index) => read(member, item, `${path}.${index + 1}.member`, reading));
    }
    case 'map': {
      if (!isMembers(value)) throw wrongType(value, 'map');
      const entries = Object.entries(value).filter(([, item]) => item !== null);
      checkLength(facts, entries.length, value, path, reading.problems);
      const [key, item] = [reading.shape(facts.key ?? ''), reading.shape(facts.value ?? '')];
      return Object.fromEntries(
        entries.map(([name, content]) => [
          read(key, name, `${path}.key`, reading),
          read(item, content, `${path}.${name}.member`, reading),
        ]),
      );
    }
    case 'string':
    case 'blob':
      if (typeof value !== 'string') throw wrongType(value, 'String');
      checkString(facts, value, path, reading.problems);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, 'Boolean');
      return value;
    case 'integer':
    case 'long':
      if (typeof value !== 'number') throw wrongType(value, facts.type === 'long' ? 'Long' : 'Integer');
      checkNumber(facts, Math.trunc(value), path, reading.problems);
      return Math.trunc(value);
    case 'float':
    case 'double':
    case 'timestamp':
      if (typeof value !== 'number') throw wrongType(value, 'Double');
      checkNumber(facts, value, path, reading.problems);
      return value;
  }
}

function checkString(facts: Shape, value: string, path: string, problems: string[]): void {
  // The service model counts characters, not UTF-16 units.
  checkLength(facts, [...value].length, value, path, problems);
  if (facts.pattern !== undefined && !patternOf(facts.pattern).test(value)) {
    problems.push(broken(facts, value, path, `Member must satisfy regular expression pattern: ${facts.pattern}`));
  }
  if (facts.enum && !facts.enum.includes(value)) {
    problems.push(broken(facts, value, path, `Member must satisfy enum value set: [${facts.enum.join(', ')}]`));
  }
}

function checkLength(facts: Shape, length: number, value: unknown, path: string, problems: string[]): void {
  if (facts.min !== undefined && length < facts.min) {
    problems.push(broken(facts, value, path, `Member must have length greater than or equal to ${facts.min}`));
  }
  if (facts.max !== undefined && length > facts.max) {
    problems.push(broken(facts, value, path, `Member must have length less than or equal to ${facts.max}`));
  }
}

function checkNumber(facts: Shape, value: number, path: string, problems: string[]): void {
  if (facts.min !== undefined && value < facts.min) {
    problems.push(broken(facts, value, path, `Member must have value greater than or equal to ${facts.min}`));
  }
  if (facts.max !== undefined && value > facts.max) {
    problems.push(broken(facts, value, path, `Member must have value less than or equal to ${facts.max}`));
  }
}

function broken(facts: Shape, value: unknown, path: string, constraint: string): string {
  // A sensitive value is not repeated.
  const shown = facts.sensitive ? '' : ` '${shownValue(value)}'`;
  return `Value${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function shownValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shownValue).join(', ')}]`;
  if (isMembers(value)) {
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}=${shownValue(item)}`)
      .join(', ')}}`;
  }
  return String(value);
}

function wrongType(value: unknown, wanted: string): ServiceError {
  if (Array.isArray(value)) return unreadable('Start of list found where not expected');
  if (isMembers(value)) return unreadable('Start of structure or map found where not expected.');
  const found =
    typeof value === 'number' ? 'NUMBER_VALUE' : typeof value === 'string' ? 'STRING_VALUE' : `${String(value)}_VALUE`;
  return unreadable(`${found.toUpperCase()} can not be converted to ${/^[AEIO]/.test(wanted) ? 'an' : 'a'} ${wanted}`);
}

function unreadable(message: string): ServiceError {
  return new ServiceError('SerializationException', message);
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
