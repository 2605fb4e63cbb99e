import * as l10n from '@vscode/l10n';

import type { Texts } from '../forms/texts';

/** What forms say, in the user's language. Placeholders are left in place: they are filled in where the sentence is used. */
export function formTexts(): Texts {
  return {
    required: l10n.t('This is required.'),
    wrongType: l10n.t('This value is not of the kind expected here.'),
    tooShort: l10n.t('Use at least {0} characters; this has {1}.'),
    tooLong: l10n.t('Use at most {0} characters; this has {1}.'),
    pattern: l10n.t('AWS does not accept this text.'),
    wholeNumber: l10n.t('Enter a whole number.'),
    tooSmall: l10n.t('Enter {0} or more.'),
    tooLarge: l10n.t('Enter {0} or less.'),
    outOfRange: l10n.t('Enter a value from {0} to {1}.'),
    outOfRangeOr: l10n.t('Enter {0}, or a value from {1} to {2}.'),
    tooFew: l10n.t('At least {0} needed; there are {1}.'),
    tooMany: l10n.t('At most {0} allowed; there are {1}.'),
    emptyKey: l10n.t('Enter a key for this value.'),
    sameKey: l10n.t('This key is there already.'),

    oneNeeded: l10n.t('Enter one of these: {0}.'),
    onlyOne: l10n.t('Enter only one of these: {0}.'),
    requiredWhenIs: l10n.t('Required when {0} is {1}.'),
    requiredWhenIsNot: l10n.t('Required unless {0} is {1}.'),
    requiredWhenGiven: l10n.t('Required together with {0}.'),
    forbiddenWhenIs: l10n.t('Leave this empty when {0} is {1}.'),
    forbiddenWhenIsNot: l10n.t('Leave this empty unless {0} is {1}.'),
    forbiddenWhenGiven: l10n.t('Leave this empty when there is {0}.'),
    forbidden: l10n.t('Leave this empty.'),
    twice: l10n.t('This is there already; use it once.'),
    mustBeginWith: l10n.t('This must begin with {0}.'),
    mustNotBeginWith: l10n.t('This must not begin with {0}.'),

    notSet: l10n.t('Not set'),
    byDefault: l10n.t('{0} by default'),
    setInside: l10n.t('{0} set'),
    add: l10n.t('Add'),
    remove: l10n.t('Remove {0}'),
    entry: l10n.t('{0}, entry {1}'),
    moreHelp: l10n.t('Show more'),
    lessHelp: l10n.t('Show less'),
    suggestionsFor: l10n.t('Suggestions for {0}'),
    suggestions: l10n.t('Suggestions: {0}'),
    noSuggestions: l10n.t('Nothing found. You can enter any value.'),
    searching: l10n.t('Looking up…'),
    suggestionsFailed: l10n.t('Suggestions are not available: {0} You can enter any value.'),
    problems: l10n.t('Problems to correct: {0}'),
    changes: l10n.t('Changes: {0}'),
    noChanges: l10n.t('No changes to save'),
    working: l10n.t('Sending…'),
    done: l10n.t('Done.'),
    cancel: l10n.t('Cancel'),
    preview: l10n.t('Show Request'),
  };
}
