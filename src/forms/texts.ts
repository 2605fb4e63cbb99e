// The words that forms need while they run, as a table: the extension translates it and posts it to the page with the
// fields, so that both sides say the same thing. It imports nothing and holds no language of its own.

/** Sentences by name; `{0}`, `{1}` stand for what is filled in. The English ones are in src/explorer/forms/formTexts.ts. */
export interface Texts {
  // What validation says. A message stands at its field, so it need not name it.
  readonly required: string;
  readonly wrongType: string;
  /** {0} least, {1} actual number of characters. */
  readonly tooShort: string;
  /** {0} most, {1} actual number of characters. */
  readonly tooLong: string;
  /** Of a text that does not match a pattern which has no words of its own. */
  readonly pattern: string;
  readonly wholeNumber: string;
  /** {0} least. */
  readonly tooSmall: string;
  /** {0} most. */
  readonly tooLarge: string;
  /** {0} least, {1} most. */
  readonly outOfRange: string;
  /** {0} values allowed besides, {1} least, {2} most. */
  readonly outOfRangeOr: string;
  /** {0} least, {1} actual number of entries. */
  readonly tooFew: string;
  /** {0} most, {1} actual number of entries. */
  readonly tooMany: string;
  readonly emptyKey: string;
  readonly sameKey: string;

  // What rules between members say. {0} is a list of labels, or one label; {1} a value.
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

  // What the page says.
  /** The unit of a number of gigabytes. */
  readonly gigabytes: string;
  readonly notSet: string;
  /** Of a switch that nobody has set; {0} what the service makes of it. */
  readonly byDefault: string;
  /** Of a section that is folded; {0} how many of its fields hold something. */
  readonly setInside: string;
  /** The same of those that an update sends, and of those that have problems. */
  readonly changedInside: string;
  readonly problemsInside: string;
  /** Accessible name of a button; {0} the list's label. */
  readonly add: string;
  /** Accessible name of a button; {0} the entry's label. */
  readonly remove: string;
  /** One entry of a list; {0} the list's label, {1} its place. */
  readonly entry: string;
  readonly moreHelp: string;
  readonly lessHelp: string;
  /** Accessible name of a list of suggestions; {0} the field's label. */
  readonly suggestionsFor: string;
  /** {0} number of suggestions. */
  readonly suggestions: string;
  readonly noSuggestions: string;
  readonly searching: string;
  /** {0} why; typing stays possible. */
  readonly suggestionsFailed: string;
  /** Title of the list of problems; {0} how many. */
  readonly problems: string;
  /** {0} how many fields hold something else than before. */
  readonly changes: string;
  /** Information, not a problem: an update was submitted in which nothing was changed. */
  readonly noChanges: string;
  /** Title of what others have changed since the form was opened; {0} the button that sends. */
  readonly meanwhile: string;
  /** {0} the setting, {1} its value before, {2} its value at AWS now. */
  readonly meanwhileChange: string;
  /** Choices where both have changed a setting; {0} the value. */
  readonly keepMine: string;
  readonly takeTheirs: string;
  readonly working: string;
  readonly done: string;
  readonly cancel: string;
  readonly preview: string;
}

/** A sentence with its `{0}`, `{1}` filled in. */
export function fill(text: string, ...args: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
}
