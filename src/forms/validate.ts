// Validates a form's values. The same code runs in the page, as the user types, and in the extension before the
// request.
import { isArn } from './arnMembers';
import { checkRules } from './checkRules';
import type { Field, FieldProblem, ListField, MapField, NumberField, TextField, Value, Values } from './field';
import type { Rule } from './rules';
import { fill, type Texts } from './texts';
import { isLeftEmpty, isList, isValues, ownValue } from './values';

/**
 * The problems of a form's values: of each field by itself, then of the rules between fields. Empty if all is valid.
 * An empty group is valid unless it is required. An enum value that the API model doesn't know is valid. Locked fields
 * aren't checked, since they aren't sent.
 */
export function validate(
  fields: readonly Field[],
  values: Values,
  rules: readonly Rule[],
  texts: Texts,
): FieldProblem[] {
  const open = fields.filter(({ locked }) => locked === undefined);
  const problems = checkFields(open, values, texts);
  // One message per field: a rule adds nothing to a field that is invalid by itself.
  const known = new Set(problems.map(({ path }) => path.join('.')));
  return [...problems, ...checkRules(rules, fields, values, texts).filter(({ path }) => !known.has(path.join('.')))];
}

/**
 * Compiles a pattern of the API facts to a regular expression that matches a whole text, like `patternOf` in
 * src/api/core/facts.ts, which the page can't import.
 */
export function compile(pattern: string): RegExp {
  const whole = `^(?:${pattern})$`;
  try {
    return new RegExp(whole, 'u');
  } catch {
    return new RegExp(whole);
  }
}

/** The number of Unicode code points, not of UTF-16 units: "🙂" is one. */
export const lengthOf = (text: string): number => [...text].length;

function checkFields(fields: readonly Field[], values: Values, texts: Texts): FieldProblem[] {
  return fields.flatMap(field => {
    return within(field.name, checkField(field, ownValue(values, field.name), texts));
  });
}

const within = (step: string | number, problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.map(({ path, message }) => ({ path: [step, ...path], message }));

const here = (message: string | undefined): FieldProblem[] => (message === undefined ? [] : [{ path: [], message }]);

function checkField(field: Field, value: Value | undefined, texts: Texts): FieldProblem[] {
  if (value === undefined || isLeftEmpty(field, value)) {
    // An untouched flag is shown as "no", so it never looks empty.
    return here(field.required && field.kind !== 'flag' ? texts.required : undefined);
  }
  switch (field.kind) {
    case 'text':
      return here(typeof value === 'string' ? checkText(field, value, texts) : texts.wrongType);
    case 'number':
      return here(checkNumber(field, value, texts));
    case 'choice':
      return here(typeof value === 'string' ? undefined : texts.wrongType);
    case 'flag':
      return here(typeof value === 'boolean' ? undefined : texts.wrongType);
    case 'list':
      return isList(value) ? checkList(field, value, texts) : here(texts.wrongType);
    case 'map':
      return isValues(value) ? checkMap(field, value, texts) : here(texts.wrongType);
    case 'group':
      return isValues(value) ? checkFields(field.fields, value, texts) : here(texts.wrongType);
  }
}

function checkText({ arn, ...name }: TextField, value: string, texts: Texts): string | undefined {
  const field = arn && isArn(value) ? arn : name;
  const length = lengthOf(value);
  if (field.min !== undefined && length < field.min) return fill(texts.tooShort, field.min, length);
  if (field.max !== undefined && length > field.max) return fill(texts.tooLong, field.max, length);
  if (field.pattern !== undefined && !compile(field.pattern).test(value)) return field.patternMessage ?? texts.pattern;
  return undefined;
}

function checkNumber({ min, max }: NumberField, value: Value, texts: Texts): string | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return texts.wholeNumber;
  if (value >= (min ?? -Infinity) && value <= (max ?? Infinity)) return undefined;
  if (min !== undefined && max !== undefined) return fill(texts.outOfRange, min, max);
  return min !== undefined ? fill(texts.tooSmall, min) : fill(texts.tooLarge, max ?? Infinity);
}

function checkSize({ min, max }: ListField | MapField, count: number, texts: Texts): FieldProblem[] {
  if (min !== undefined && count < min) return here(fill(texts.tooFew, min, count));
  if (max !== undefined && count > max) return here(fill(texts.tooMany, max, count));
  return [];
}

/**
 * Empty entries aren't sent and don't count, but they keep their index so that problems are shown at the right entries.
 */
function checkList(field: ListField, entries: readonly Value[], texts: Texts): FieldProblem[] {
  return [
    ...checkSize(field, entries.filter(entry => !isLeftEmpty(field.item, entry)).length, texts),
    ...entries.flatMap((entry, at) =>
      isLeftEmpty(field.item, entry) ? [] : within(at, checkField(field.item, entry, texts)),
    ),
  ];
}

/** A problem of a key or of its value has the path `[…, key]`. */
function checkMap(field: MapField, value: Values, texts: Texts): FieldProblem[] {
  return [
    ...checkSize(field, Object.keys(value).length, texts),
    ...Object.entries(value).flatMap(([key, entry]) => {
      if (key === '') return within(key, here(texts.emptyKey));
      return within(key, [...checkField(field.key, key, texts), ...checkField(field.value, entry, texts)].slice(0, 1));
    }),
  ];
}
