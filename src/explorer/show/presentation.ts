// What every row's looks are made of.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Fact } from '../../kinds/kind';
import type { Icon } from '../../kinds/names';
import type { Mark } from '../tree/mark';
import type { Node, ResourceNode } from '../tree/node';
import { isRowOfList } from '../tree/node';
import type { RowToken } from '../tree/tokens';

/** How a node looks: everything for a tree item, as plain data. */
export interface Presentation {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: Icon;
  /** A theme colour for the icon. */
  readonly color?: string;
  readonly expandable: 'no' | 'collapsed' | 'expanded';
  /** The node's tokens, between semicolons: `;resource;fleet;fleet.start;`. Menus match on these. */
  readonly tokens: string;
  /** The tooltip's first line. It is plain text, like the facts, because names can contain anything. */
  readonly heading: string;
  /** At most eight known facts. The rest is in View Details. */
  readonly facts: readonly Fact[];
  /** Paragraphs before the facts: what is wrong and what to do. */
  readonly notes: readonly string[];
  /** The paragraph after the facts. */
  readonly footer?: string;
  /** The text for screen readers. */
  readonly accessibleLabel: string;
  /** What marks the row at its right end. */
  readonly decoration?: Decoration;
  /** A command that a click runs. */
  readonly command?: 'loadMore' | 'loadAll' | 'clearFilter' | 'signIn';
}

/** What marks a row: the mark of its profile, or what is wrong with it, in words that name no people. */
export type Decoration = { readonly mark: Pick<Mark, 'word' | 'color'> } | { readonly trouble: string };

/** Looks with texts that are safe to show. */
export function withPlainTexts(looks: Presentation): Presentation {
  return {
    ...looks,
    label: plainText(looks.label),
    ...(looks.description !== undefined && { description: plainText(looks.description) }),
    heading: plainText(looks.heading),
    facts: looks.facts.map(({ label, value }) => ({
      label,
      value: typeof value === 'string' ? plainText(value) : value,
    })),
    notes: looks.notes.map(plainText),
    accessibleLabel: plainText(looks.accessibleLabel),
  };
}

/** What rows differ in. */
interface Looks {
  readonly description?: string;
  readonly icon: Icon;
  readonly color?: string;
  /** What it is, for screen readers: `Region`. */
  readonly kind?: string;
  readonly expandable?: Presentation['expandable'];
  readonly tokens: readonly RowToken[];
  readonly facts?: readonly Fact[];
  readonly notes?: readonly string[];
  readonly decoration?: Decoration | undefined;
}

/** The looks of a row. Its tooltip begins with its label. */
export function plain(
  { id }: { readonly id: string },
  label: string,
  { kind, expandable = 'no', tokens, facts = [], notes = [], decoration, ...looks }: Looks,
): Presentation {
  const accessibleLabel = [kind, label, looks.description].filter(Boolean).join(', ');
  return {
    id,
    label,
    ...looks,
    expandable,
    tokens: `;${tokens.join(';')};`,
    heading: label,
    facts,
    notes,
    ...(decoration && { decoration }),
    accessibleLabel,
  };
}

/** How a row looks that can't be shown otherwise. */
export function unreadable(node: Exclude<Node, ResourceNode>): Presentation {
  return plain(node, ownName(node) ?? l10n.t('Unreadable entry'), {
    ...(ownName(node) !== undefined && { description: l10n.t('Unreadable entry') }),
    icon: 'question',
    color: 'list.warningForeground',
    expandable: isRowOfList(node) ? 'no' : 'collapsed',
    tokens: [node.kind],
    notes: [l10n.t("The extension can't show this row. Report it with the log.")],
  });
}

/** The name of a row. */
function ownName(node: Exclude<Node, ResourceNode>): string | undefined {
  switch (node.kind) {
    case 'profile':
      return node.name;
    case 'region':
      return node.connection.region;
    case 'group':
      return node.title;
    default:
      return undefined;
  }
}
