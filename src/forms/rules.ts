// Rules between members, which no API model carries ("an Elastic fleet needs two subnets"). They are data, because they
// are posted to the page, where the same code checks them. Members are dotted paths: `ComputeCapacity.DesiredInstances`.
import type { Values } from './field';
import { isEmpty, valueAt } from './values';

type Plain = string | number | boolean;

/** When a rule holds. Of several values any will do; a member that is absent `isNot` anything. */
export type Condition =
  | { readonly kind: 'is'; readonly member: string; readonly value: Plain | readonly Plain[] }
  | { readonly kind: 'isNot'; readonly member: string; readonly value: Plain | readonly Plain[] }
  | { readonly kind: 'given'; readonly member: string };

interface RuleBase {
  /** The rule holds always when there is no condition. */
  readonly when?: Condition;
  /** A list of groups: the rule is about the members of each of its entries, its condition too. */
  readonly each?: string;
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
    /** Number of a list's entries, or of a map's. */
    | { readonly kind: 'entries'; readonly member: string; readonly min?: number; readonly max?: number }
    /** Entries of a list that must differ from each other in a member: a catalog's names. */
    | { readonly kind: 'unique'; readonly member: string; readonly by: string }
    /** How a text, or each text of a list, must or must not begin. Without regard to case. */
    | { readonly kind: 'begins'; readonly member: string; readonly with: readonly string[] }
    | { readonly kind: 'beginsNot'; readonly member: string; readonly with: readonly string[] }
  );

/** `is('FleetType', 'ELASTIC')` */
export const is = (member: string, ...values: Plain[]): Condition => ({ kind: 'is', member, value: oneOrMore(values) });
/** `isNot('FleetType', 'ELASTIC')` */
export const isNot = (member: string, ...values: Plain[]): Condition => ({
  kind: 'isNot',
  member,
  value: oneOrMore(values),
});
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
export const required = (member: string): Rule => ({ kind: 'required', member });
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

/** `unique('UserSettings', 'Action')`: no two settings of the same action. */
export const unique = (member: string, by: string): Rule => ({ kind: 'unique', member, by });
/** `each('UserSettings', rule)`: the rule is about each of the settings. */
export const each = (list: string, ...rules: readonly Rule[]): Rule[] => rules.map(rule => ({ ...rule, each: list }));

/** Whether a rule's condition is met, or it has none. */
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
 * The rules for when some values are known and have no field: an update's fleet type. Rules that depend on them alone
 * hold always or never.
 */
export function knowing(rules: readonly Rule[], known: Values): Rule[] {
  return rules.flatMap(rule => {
    if (!rule.when || rule.each !== undefined || valueAt(known, rule.when.member) === undefined) return [rule];
    const { when, ...always } = rule;
    return isMet(when, known) ? [always] : [];
  });
}

/** The members that a rule of this kind concerns now, for the page to mark or hide. Inside lists it reaches none. */
export function membersNow(rules: readonly Rule[], kind: 'required' | 'forbidden', values: Values): Set<string> {
  return new Set(
    rules.flatMap(rule => (rule.kind === kind && rule.each === undefined && holds(rule, values) ? [rule.member] : [])),
  );
}
