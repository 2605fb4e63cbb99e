// The texts that a form needs at run time. The extension translates them and posts them to the page, so both show the
// same texts. This file imports nothing and contains no texts itself.

/** Texts with placeholders `{0}`, `{1}`. The English texts are in src/explorer/forms/formTexts.ts. */
export interface Texts {
  // Validation. A message is shown at its field, so it doesn't name the field.
  readonly required: string;
  readonly wrongType: string;
  /** {0} minimum, {1} actual number of characters. */
  readonly tooShort: string;
  /** {0} maximum, {1} actual number of characters. */
  readonly tooLong: string;
  /** For a text that doesn't match a pattern, where the field has no `patternMessage`. */
  readonly pattern: string;
  readonly wholeNumber: string;
  /** {0} minimum. */
  readonly tooSmall: string;
  /** {0} maximum. */
  readonly tooLarge: string;
  /** {0} minimum, {1} maximum. */
  readonly outOfRange: string;
  /** {0} other allowed values, {1} minimum, {2} maximum. */
  readonly outOfRangeOr: string;
  /** {0} minimum, {1} actual number of entries. */
  readonly tooFew: string;
  /** {0} maximum, {1} actual number of entries. */
  readonly tooMany: string;
  readonly emptyKey: string;
  readonly sameKey: string;

  // Rules between members. {0} is a label or a list of labels, {1} a value.
  readonly oneNeeded: string;
  readonly onlyOne: string;
  readonly requiredWhenIs: string;
  readonly requiredWhenIsNot: string;
  readonly requiredWhenGiven: string;
  readonly forbiddenWhenIs: string;
  readonly forbiddenWhenIsNot: string;
  readonly forbiddenWhenGiven: string;
  readonly forbidden: string;
  readonly twice: string;
  readonly mustBeginWith: string;
  readonly mustNotBeginWith: string;

  // Texts of the page.
  /** The unit of a number of gigabytes. */
  readonly gigabytes: string;
  readonly notSet: string;
  /** For a switch without a value. {0} is the service's default. */
  readonly byDefault: string;
  /** For a folded section. {0} is the number of its fields that have values. */
  readonly setInside: string;
  /** The same for fields that an update changes, and for fields with problems. */
  readonly changedInside: string;
  readonly problemsInside: string;
  readonly add: string;
  /** Accessible name of the button that adds an entry. {0} is the list's label. */
  readonly addTo: string;
  /** {0} is the label of a field, {1} the label of a part or what is said about it. */
  readonly labelled: string;
  /** Accessible name of a button. {0} is the entry's label. */
  readonly remove: string;
  /** Label of a list entry. {0} is the list's label, {1} the entry's number. */
  readonly entry: string;
  readonly moreHelp: string;
  readonly lessHelp: string;
  /** Accessible name of a list of suggestions. {0} is the field's label. */
  readonly suggestionsFor: string;
  /** {0} is the number of suggestions. */
  readonly suggestions: string;
  readonly noSuggestions: string;
  readonly searching: string;
  /** {0} is the reason. The user can still type a value. */
  readonly suggestionsFailed: string;
  /** Title of the list of problems. {0} is their number. */
  readonly problems: string;
  /** {0} is the number of changed fields. */
  readonly changes: string;
  /** Information, not a problem: the user submitted an update without changes. */
  readonly noChanges: string;
  /** Title of the changes that others made since the form was opened. {0} is the label of the submit button. */
  readonly meanwhile: string;
  /** {0} is the setting, {1} its value before, {2} its current value. */
  readonly meanwhileChange: string;
  /** Choices for a setting that both the user and someone else changed. {0} is the value. */
  readonly keepMine: string;
  readonly takeTheirs: string;
  readonly working: string;
  readonly done: string;
  readonly cancel: string;
  readonly preview: string;
}

/** Replaces `{0}`, `{1}` in a text with the arguments. */
export function fill(text: string, ...args: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
}
