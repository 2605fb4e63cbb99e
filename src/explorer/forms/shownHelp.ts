// Selects what forms show of the API's documentation, which also addresses programmers.
import * as l10n from '@vscode/l10n';

import type { Model } from '../../api/core/facts';
import { labelOf } from './formLabel';

/** Sentences that don't help in a form: JSON escapes, patterns, and what the field shows anyway. */
const forPrograms: readonly RegExp[] = [
  /^This (parameter|field|attribute)\b/,
  /\bmatching the pattern\b|\bregex\b/,
  /\bescaped (file path )?strings\b/,
  /\bboth attributes\b/,
  /^If you do not specify a value, \w+=\.$/,
  /^Valid values (are|include) [A-Z]/,
  /sensitive data\.$/,
];

/**
 * A member's documentation for users: without sentences about other parameters of the API, and without lists of bare values, which
 * the field offers itself. The first sentence always stays, with translated labels instead of parameter names.
 * @param text lines of plain text, as help.json has them
 * @param model the service's model, which has the names of its parameters
 * @returns undefined if nothing is left
 */
export function shownHelp(text: string, model: Model): string | undefined {
  const apiNames = apiNamesOf(model);
  const namesParameter = (sentence: string): boolean => (sentence.match(/\w+/g) ?? []).some(word => apiNames.has(word));
  const withLabels = (sentence: string): string =>
    sentence.replace(/\w+/g, word => (apiNames.has(word) ? l10n.t(labelOf(word)) : word));
  const shown: string[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const sentences = sentencesOf(lines[at] ?? '').filter(
      (sentence, place) =>
        !forPrograms.some(pattern => pattern.test(sentence)) &&
        ((at === 0 && place === 0) || !namesParameter(sentence)),
    );
    const announces = sentences.at(-1)?.endsWith(':') ?? false;
    const items = announces ? itemsBelow(lines, at) : [];
    const told = items.filter(item => !/^• \S*$/.test(item) && !namesParameter(item));
    if (items.length && !told.length) sentences.pop();
    if (sentences.length) shown.push(sentences.map(withLabels).join(' '), ...told);
    at += items.length;
  }
  return shown.join('\n') || undefined;
}

const sentencesOf = (line: string): string[] => line.split(/(?<=\.) +(?=[A-Z"])/);

function itemsBelow(lines: readonly string[], at: number): readonly string[] {
  const below = lines.slice(at + 1);
  const end = below.findIndex(line => !line.startsWith('•'));
  return end < 0 ? below : below.slice(0, end);
}

/** The API's names that aren't English words: those with an inner capital. They are computed once per model. */
function apiNamesOf(model: Model): ReadonlySet<string> {
  const known = apiNames.get(model);
  if (known) return known;
  const { operations, shapes } = model.facts;
  const members = Object.values(shapes).flatMap(shape => Object.keys(shape.members ?? {}));
  const names = [...Object.keys(operations), ...Object.keys(shapes), ...members];
  const found = new Set(names.filter(name => /[a-z0-9][A-Z]/.test(name)));
  apiNames.set(model, found);
  return found;
}

const apiNames = new WeakMap<Model, ReadonlySet<string>>();
