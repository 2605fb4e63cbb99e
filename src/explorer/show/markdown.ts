// Tooltips as Markdown that shows names, addresses and errors as plain text.
import * as l10n from '@vscode/l10n';

/**
 * A text as Markdown that shows exactly this text: no markup, and no links. Every character that is
 * not a letter, a digit or a space becomes a character reference, which Markdown never reads as markup. Spaces
 * stay spaces: `MarkdownString.appendText` makes them non-breaking, and lines would break inside words.
 */
export function asMarkdown(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.replace(/[^\p{L}\p{M}\p{N} ]/gu, character => `&#${character.codePointAt(0)};`);
}

export interface TooltipText {
  readonly heading: string;
  /** What is wrong and what to do. These paragraphs come first. */
  readonly notes: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Comes last. */
  readonly footer?: string | undefined;
}

/** The Markdown of a tooltip. */
export function tooltipMarkdown({ heading, notes, facts, footer }: TooltipText): string {
  const list = facts.map(({ label, value }) => `- ${asMarkdown(l10n.t('{0}: {1}', label, value))}`).join('\n');
  const paragraphs = [`**${asMarkdown(heading)}**`, ...notes.map(asMarkdown), list, asMarkdown(footer ?? '')];
  return paragraphs.filter(Boolean).join('\n\n');
}
