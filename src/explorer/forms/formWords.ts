import * as l10n from '@vscode/l10n';

import type { FieldHint, FieldHints } from '../../forms/hints';
import type { Rule } from '../../forms/rules';

/** A form's hints in the user's language: kinds have their words in English. */
export function translatedHints(hints: FieldHints): FieldHints {
  const { sections, members } = hints;
  return {
    ...hints,
    ...(sections && { sections: sections.map(section => ({ ...section, title: l10n.t(section.title) })) }),
    ...(members && {
      members: Object.fromEntries(Object.entries(members).map(([path, hint]) => [path, translatedHint(hint)])),
    }),
  };
}

function translatedHint(hint: FieldHint): FieldHint {
  const { label, help, placeholder } = hint;
  return {
    ...hint,
    ...(label !== undefined && { label: l10n.t(label) }),
    ...(help !== undefined && { help: l10n.t(help) }),
    ...(placeholder !== undefined && { placeholder: l10n.t(placeholder) }),
  };
}

/** The same of rules that have their own sentence. */
export function translatedRules(rules: readonly Rule[]): Rule[] {
  return rules.map(rule => (rule.message === undefined ? rule : { ...rule, message: l10n.t(rule.message) }));
}
