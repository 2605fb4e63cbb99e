// Rules between members, which the API model lacks ("an Elastic fleet needs two subnets"). Rules are data, since the
// extension posts them to the page, which checks them too. Members are dotted paths:
// `ComputeCapacity.DesiredInstances`.
import type { Values } from './field';
import { isEmpty, valueAt } from './values';

type Plain = string | number | boolean;

/**
 * When a rule applies. `is` matches any one of several values, `isNot` none of them; an absent member matches `isNot`.
 */
export type Condition =
  | { readonly kind: 'is'; readonly member: string; readonly value: Plain | readonly Plain[] }
  | { readonly kind: 'isNot'; readonly member: string; readonly value: Plain | readonly Plain[] }
  | { readonly kind: 'given'; readonly member: string };

interface RuleBase {
  /** Absent: the rule always applies. */
  readonly when?: Condition;
  /** A list of groups: the rule and its condition apply to the members of each entry. */
  readonly each?: string;
  /** Replaces the default message. */
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
    /** The number of entries in a list or map. */
    | { readonly kind: 'entries'; readonly member: string; readonly min?: number; readonly max?: number }
    /** The entries of the list must differ in the member `by`: the names in a catalog. */
    | { readonly kind: 'unique'; readonly member: string; readonly by: string }
    /** How a text, or each text of a list, must or must not begin. Ignores case. */
    | { readonly kind: 'begins'; readonly member: string; readonly with: readonly string[] }
    | { readonly kind: 'beginsNot'; readonly member: string; readonly with: readonly string[] }
  );

/** The member has one of the values: `is('FleetType', 'ELASTIC')`. */
export const is = (member: string, ...values: Plain[]): Condition => ({ kind: 'is', member, value: oneOrMore(values) });
/** The member has none of the values: `isNot('FleetType', 'ELASTIC')`. */
export const isNot = (member: string, ...values: Plain[]): Condition => ({
  kind: 'isNot',
  member,
  value: oneOrMore(values),
});
/** The member isn't empty: `given('VpcConfig')`. */
export const given = (member: string): Condition => ({ kind: 'given', member });

/** Exactly one of the members must be given. */
export const oneOf = (members: readonly string[], when?: Condition): Rule => ({
  kind: 'oneOf',
  members,
  ...(when && { when }),
});
/** At most one of the members may be given. */
export const atMostOne = (...members: string[]): Rule => ({ kind: 'atMostOne', members });
/** The member must be given. For members that the facts require, no rule is needed. */
export const required = (member: string): Rule => ({ kind: 'required', member });
/** The member must be given while the condition is met. */
export const requiredWhen = (member: string, when: Condition): Rule => ({ kind: 'required', member, when });
/** The member must be empty while the condition is met. The page hides it then, unless it has a value. */
export const forbiddenWhen = (member: string, when: Condition): Rule => ({ kind: 'forbidden', member, when });
/** `range('IdleDisconnectTimeoutInSeconds', 60, 36000, [0])`: 0, or 60 to 36000. */
export const range = (member: string, min: number, max: number, or: readonly number[] = []): Rule => ({
  kind: 'range',
  member,
  min,
  max,
  or,
});
/** The list must have at least `min` entries while the condition is met. */
export const atLeast = (min: number, member: string, when?: Condition): Rule => ({
  kind: 'entries',
  member,
  min,
  ...(when && { when }),
});

/** `unique('UserSettings', 'Action')`: no two settings have the same action. */
export const unique = (member: string, by: string): Rule => ({ kind: 'unique', member, by });
/** `each('UserSettings', rule)`: the rule applies to each of the settings. */
export const each = (list: string, ...rules: readonly Rule[]): Rule[] => rules.map(rule => ({ ...rule, each: list }));

/** Whether a rule applies: its condition is met, or it has none. */
export function holds({ when }: Pick<Rule, 'when'>, values: Values): boolean {
  return !when || isMet(when, values);
}

function isMet(when: Condition, values: Values): boolean {
  const value = valueAt(values, when.member);
  switch (when.kind) {
    case 'is':
      return valuesOf(when).some(wanted => wanted === value);
    case 'isNot':
      return valuesOf(when).every(unwanted => unwanted !== value);
    case 'given':
      return !isEmpty(value);
  }
}

/** The values of a condition. */
export function valuesOf({ value }: Exclude<Condition, { kind: 'given' }>): readonly Plain[] {
  return typeof value === 'object' ? value : [value];
}

const oneOrMore = (values: readonly Plain[]): Plain | readonly Plain[] =>
  values.length === 1 && values[0] !== undefined ? values[0] : values;

/**
 * Simplifies rules whose condition depends on a known value without a field, such as the fleet type in an update: they
 * become unconditional, or are dropped.
 */
export function knowing(rules: readonly Rule[], known: Values): Rule[] {
  return rules.flatMap(rule => {
    if (!rule.when || rule.each !== undefined || valueAt(known, rule.when.member) === undefined) return [rule];
    const { when, ...always } = rule;
    return isMet(when, known) ? [always] : [];
  });
}

/** The members that are required or forbidden now, for the page to mark or hide. Leaves out members inside lists. */
export function membersNow(rules: readonly Rule[], kind: 'required' | 'forbidden', values: Values): Set<string> {
  return new Set(
    rules.flatMap(rule => (rule.kind === kind && rule.each === undefined && holds(rule, values) ? [rule.member] : [])),
  );
}
