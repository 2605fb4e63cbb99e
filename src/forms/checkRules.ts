// Checks the rules between members (see rules.ts). Runs in the page and in the extension.
import type { Field, FieldProblem, Value, Values } from './field';
import { holds, type Rule, valuesOf } from './rules';
import { fill, type Texts } from './texts';
import { fieldAt, isEmpty, isList, isValues, valueAt } from './values';

/** The problems of values that break rules. Each problem is at one member. */
export function checkRules(
  rules: readonly Rule[],
  fields: readonly Field[],
  values: Values,
  texts: Texts,
): FieldProblem[] {
  return rules.flatMap(rule => {
    const problems =
      rule.each === undefined
        ? checkOne(rule, fields, values, texts)
        : checkEach(rule, rule.each, fields, values, texts);
    return problems
      .map(({ path, message }) => ({ path, message: rule.message ?? message }))
      .flatMap(problem => atOpenField(problem, rule, fields));
  });
}

/**
 * Moves a problem away from a locked field, which the user can't change: to the member in the rule's condition. Drops
 * the problem if that is locked too.
 */
function atOpenField(problem: FieldProblem, { when, each }: Rule, fields: readonly Field[]): FieldProblem[] {
  const isLocked = (member: unknown) => fields.find(({ name }) => name === member)?.locked !== undefined;
  if (!isLocked(problem.path[0])) return [problem];
  const path = each === undefined ? when?.member.split('.') : undefined;
  return path && !isLocked(path[0]) ? [{ ...problem, path }] : [];
}

function checkOne(rule: Rule, fields: readonly Field[], values: Values, texts: Texts): FieldProblem[] {
  return holds(rule, values) ? check(rule, fields, values, texts) : [];
}

/** Checks a rule for each entry of a list. */
function checkEach(rule: Rule, list: string, fields: readonly Field[], values: Values, texts: Texts): FieldProblem[] {
  const field = fieldAt(fields, list);
  const entries = valueAt(values, list);
  if (field?.kind !== 'list' || field.item.kind !== 'group' || !isList(entries)) return [];
  const members = field.item.fields;
  return entries.flatMap((entry, at) => {
    if (!isValues(entry) || isEmpty(entry)) return [];
    return checkOne(rule, members, entry, texts).map(({ path, message }) => ({
      path: [...list.split('.'), at, ...path],
      message,
    }));
  });
}

const problem = (member: string, message: string, ...entry: number[]): FieldProblem => ({
  path: [...member.split('.'), ...entry],
  message,
});

function check(rule: Rule, fields: readonly Field[], values: Values, texts: Texts): FieldProblem[] {
  const label = (member: string) => fieldAt(fields, member)?.label ?? member;
  switch (rule.kind) {
    case 'oneOf':
    case 'atMostOne': {
      const filled = rule.members.filter(member => !isEmpty(valueAt(values, member)));
      const labels = rule.members.map(label).join(', ');
      if (filled.length > 1) return [problem(filled[1] ?? '', fill(texts.onlyOne, labels))];
      if (filled.length === 1 || rule.kind === 'atMostOne') return [];
      return [problem(rule.members[0] ?? '', fill(texts.oneNeeded, labels))];
    }
    case 'required':
      return isEmpty(valueAt(values, rule.member))
        ? [problem(rule.member, sentence('required', rule, label, texts))]
        : [];
    case 'forbidden':
      return isEmpty(valueAt(values, rule.member))
        ? []
        : [problem(rule.member, sentence('forbidden', rule, label, texts))];
    case 'range': {
      const value = valueAt(values, rule.member);
      if (typeof value !== 'number' || (value >= rule.min && value <= rule.max) || rule.or?.includes(value)) return [];
      const text = rule.or?.length
        ? fill(texts.outOfRangeOr, rule.or.join(', '), rule.min, rule.max)
        : fill(texts.outOfRange, rule.min, rule.max);
      return [problem(rule.member, text)];
    }
    case 'entries': {
      const count = countOf(valueAt(values, rule.member));
      if (rule.min !== undefined && count < rule.min) {
        return [problem(rule.member, fill(texts.tooFew, rule.min, count))];
      }
      if (rule.max !== undefined && count > rule.max) {
        return [problem(rule.member, fill(texts.tooMany, rule.max, count))];
      }
      return [];
    }
    case 'unique': {
      const value = valueAt(values, rule.member);
      const entries = isList(value) ? value.map(entry => (isValues(entry) ? valueAt(entry, rule.by) : undefined)) : [];
      return entries.flatMap((entry, at) =>
        !isEmpty(entry) && entries.indexOf(entry) < at
          ? [{ path: [...rule.member.split('.'), at, ...rule.by.split('.')], message: texts.twice }]
          : [],
      );
    }
    case 'begins':
    case 'beginsNot':
      return checkBeginning(rule, valueAt(values, rule.member), texts);
  }
}

/** The number of entries. A list's empty entries don't count; a map's do, since a map value may be empty. */
function countOf(value: Value | undefined): number {
  if (isList(value)) return value.filter(entry => !isEmpty(entry)).length;
  return isValues(value) ? Object.keys(value).length : 0;
}

function checkBeginning(rule: Rule & { kind: 'begins' | 'beginsNot' }, value: Value | undefined, texts: Texts) {
  const isRequired = rule.kind === 'begins';
  const message = fill(isRequired ? texts.mustBeginWith : texts.mustNotBeginWith, rule.with.join(', '));
  const wrong = (text: Value) =>
    typeof text === 'string' &&
    text !== '' &&
    rule.with.some(prefix => text.toLowerCase().startsWith(prefix.toLowerCase())) !== isRequired;
  if (isList(value)) return value.flatMap((text, at) => (wrong(text) ? [problem(rule.member, message, at)] : []));
  return value !== undefined && wrong(value) ? [problem(rule.member, message)] : [];
}

/** The message for a required or forbidden member. Names the member and values of the condition, if there is one. */
function sentence(kind: 'required' | 'forbidden', rule: Rule, label: (member: string) => string, texts: Texts): string {
  const { when } = rule;
  if (!when) return kind === 'required' ? texts.required : texts.forbidden;
  const about = label(when.member);
  switch (when.kind) {
    case 'is':
      return fill(kind === 'required' ? texts.requiredWhenIs : texts.forbiddenWhenIs, about, valuesOf(when).join(', '));
    case 'isNot':
      return fill(
        kind === 'required' ? texts.requiredWhenIsNot : texts.forbiddenWhenIsNot,
        about,
        valuesOf(when).join(', '),
      );
    case 'given':
      return fill(kind === 'required' ? texts.requiredWhenGiven : texts.forbiddenWhenGiven, about);
  }
}
