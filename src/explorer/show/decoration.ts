// What stands at the right end of a row, in a colour that its label gets, too: the mark of its profile, or that something is wrong.
// Rows above have none: an account can have errors for months, and would then be coloured as a whole.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { MarkColor } from '../tree/mark';
import type { Decoration } from './presentation';

export interface DecorationLooks {
  /** One character. */
  readonly badge?: string;
  readonly color?: string;
  readonly tooltip: string;
}

/** The colours of charts are too bright for text on a light background. */
const labelColors: Readonly<Record<MarkColor, string>> = {
  red: 'list.errorForeground',
  orange: 'gitDecoration.modifiedResourceForeground',
  yellow: 'list.warningForeground',
  green: 'gitDecoration.addedResourceForeground',
  blue: 'gitDecoration.submoduleResourceForeground',
  purple: 'charts.purple',
};

/**
 * How a decoration looks. A mark is the first letter of its word, or a dot. Trouble has a colour alone, besides the row's icon: a
 * badge that comes and goes would move the buttons beside the row.
 */
export function decorationLooks(decoration: Decoration): DecorationLooks {
  if ('trouble' in decoration) {
    return { color: 'list.warningForeground', tooltip: plainText(decoration.trouble) };
  }
  const { word, color } = decoration.mark;
  const [letter = '●'] = plainText(word ?? '');
  return {
    badge: letter,
    ...(color && { color: labelColors[color] }),
    tooltip: plainText(l10n.t('Marked: {0}', word ?? color ?? '')),
  };
}
