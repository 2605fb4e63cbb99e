// A tooltip as Markdown in which every name, address and error stays text.

/**
 * A text as Markdown that shows nothing but that text: no markup, and no link made of a half of an address. Whatever is
 * neither a letter, a digit nor a space is written as a character reference, which no Markdown reads as markup. Spaces
 * stay spaces: with the hard ones that `MarkdownString.appendText` makes of them, a line could only be broken inside a word.
 */
export function asMarkdown(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.replace(/[^\p{L}\p{M}\p{N} ]/gu, character => `&#${character.codePointAt(0)};`);
}

export interface TooltipText {
  readonly heading: string;
  /** What is wrong and what to do: comes first, a paragraph each. */
  readonly notes: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Comes last. */
  readonly footer?: string | undefined;
}

/** The Markdown of a tooltip. */
export function tooltipMarkdown({ heading, notes, facts, footer }: TooltipText): string {
  const list = facts.map(({ label, value }) => `- ${asMarkdown(`${label}: ${value}`)}`).join('\n');
  const paragraphs = [`**${asMarkdown(heading)}**`, ...notes.map(asMarkdown), list, asMarkdown(footer ?? '')];
  return paragraphs.filter(Boolean).join('\n\n');
}
