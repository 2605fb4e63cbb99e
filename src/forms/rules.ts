// Rules between members, which no API model carries ("an Elastic fleet needs two subnets"). They are data, because they
// are posted to the page, where the same code checks them. Members are dotted paths: `ComputeCapacity.DesiredInstances`.
import type { Field, FieldProblem, Value, Values } from './field';
import { fill, type Texts } from './texts';
import { fieldAt, isEmpty, isList, valueAt } from './values';

type Plain = string | number | boolean;

/** When a rule holds. A member that is absent `isNot` anything. */
export type Condition =
  | { readonly kind: 'is'; readonly member: string; readonly value: Plain }
  | { readonly kind: 'isNot'; readonly member: string; readonly value: Plain }
  | { readonly kind: 'given'; readonly member: string };

interface RuleBase {
  /** The rule holds always when there is no condition. */
  readonly when?: Condition;
  /** Said instead of the usual sentence. */
  readonly message?: string;
}

export type Rule = RuleBase &
  (
    | { readonly kind: 'oneOf'; readonly members: readonly string[] }
    | { readonly kind: 'atMostOne'; readonly members: readonly string[] }
    | { readonly kind: 'required'; readonly member: string }
    | { readonly kind: 'forbidden'; readonly member: string }
    /** A number from `min` to `max`, or one of `or`. */
    | {
        readonly kind: 'range';
        readonly member: string;
        readonly min: number;
        readonly max: number;
        readonly or?: readonly number[];
      }
    /** Number of a list's entries. */
    | { readonly kind: 'entries'; readonly member: string; readonly min?: number; readonly max?: number }
    /** How a text, or each text of a list, must or must not begin. Without regard to case. */
    | { readonly kind: 'begins'; readonly member: string; readonly with: readonly string[] }
    | { readonly kind: 'beginsNot'; readonly member: string; readonly with: readonly string[] }
  );

/** `is('FleetType', 'ELASTIC')` */
export const is = (member: string, value: Plain): Condition => ({ kind: 'is', member, value });
/** `isNot('FleetType', 'ELASTIC')` */
export const isNot = (member: string, value: Plain): Condition => ({ kind: 'isNot', member, value });
/** `given('VpcConfig')` */
export const given = (member: string): Condition => ({ kind: 'given', member });

/** Exactly one of the members must be given. */
export const oneOf = (members: readonly string[], when?: Condition): Rule => ({
  kind: 'oneOf',
  members,
  ...(when && { when }),
});
/** At most one of the members may be given. */
export const atMostOne = (...members: string[]): Rule => ({ kind: 'atMostOne', members });
export const requiredWhen = (member: string, when: Condition): Rule => ({ kind: 'required', member, when });
/** The page hides the member while the condition holds and it is empty. */
export const forbiddenWhen = (member: string, when: Condition): Rule => ({ kind: 'forbidden', member, when });
/** `range('IdleDisconnectTimeoutInSeconds', 60, 36000, [0])`: 0, or 60 to 36000. */
export const range = (member: string, min: number, max: number, or: readonly number[] = []): Rule => ({
  kind: 'range',
  member,
  min,
  max,
  or,
});
export const atLeast = (min: number, member: string, when?: Condition): Rule => ({
  kind: 'entries',
  member,
  min,
  ...(when && { when }),
});

/** Whether a rule's condition is met, or it has none. */
export function holds(rule: Rule, values: Values): boolean {
  const { when } = rule;
  if (!when) return true;
  const value = valueAt(values, when.member);
  switch (when.kind) {
    case 'is':
      return value === when.value;
    case 'isNot':
      return value !== when.value;
    case 'given':
      return !isEmpty(value);
  }
}

/** The members that a rule of this kind concerns now, for the page to mark or hide. */
export function membersNow(rules: readonly Rule[], kind: 'required' | 'forbidden', values: Values): Set<string> {
  return new Set(rules.flatMap(rule => (rule.kind === kind && holds(rule, values) ? [rule.member] : [])));
}

/** What the rules find wrong with the values. Each problem stands at one member. */
export function checkRules(
  rules: readonly Rule[],
  fields: readonly Field[],
  values: Values,
  texts: Texts,
): FieldProblem[] {
  return rules
    .filter(rule => holds(rule, values))
    .flatMap(rule =>
      check(rule, fields, values, texts).map(found => ({ ...found, message: rule.message ?? found.message })),
    );
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
      const value = valueAt(values, rule.member);
      const count = isList(value) ? value.filter(entry => !isEmpty(entry)).length : 0;
      if (rule.min !== undefined && count < rule.min)
        return [problem(rule.member, fill(texts.tooFew, rule.min, count))];
      if (rule.max !== undefined && count > rule.max)
        return [problem(rule.member, fill(texts.tooMany, rule.max, count))];
      return [];
    }
    case 'begins':
    case 'beginsNot':
      return checkBeginning(rule, valueAt(values, rule.member), texts);
  }
}

function checkBeginning(rule: Rule & { kind: 'begins' | 'beginsNot' }, value: Value | undefined, texts: Texts) {
  const wanted = rule.kind === 'begins';
  const message = fill(wanted ? texts.mustBeginWith : texts.mustNotBeginWith, rule.with.join(', '));
  const wrong = (text: Value) =>
    typeof text === 'string' &&
    text !== '' &&
    rule.with.some(beginning => text.toLowerCase().startsWith(beginning.toLowerCase())) !== wanted;
  if (isList(value)) return value.flatMap((text, at) => (wrong(text) ? [problem(rule.member, message, at)] : []));
  return value !== undefined && wrong(value) ? [problem(rule.member, message)] : [];
}

/** Why a member is required or forbidden: it depends on another. */
function sentence(kind: 'required' | 'forbidden', rule: Rule, label: (member: string) => string, texts: Texts): string {
  const { when } = rule;
  if (!when) return texts.required;
  const about = label(when.member);
  switch (when.kind) {
    case 'is':
      return fill(kind === 'required' ? texts.requiredWhenIs : texts.forbiddenWhenIs, about, String(when.value));
    case 'isNot':
      return fill(kind === 'required' ? texts.requiredWhenIsNot : texts.forbiddenWhenIsNot, about, String(when.value));
    case 'given':
      return fill(kind === 'required' ? texts.requiredWhenGiven : texts.forbiddenWhenGiven, about);
  }
}
