// A language that nobody speaks, made of the English texts: every letter of a text that passes through the translations is
// changed, so that what is still plain English on a screen was never translated.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';

/** VS Code's name for a pseudo-language. */
export const pseudoLanguage = 'qps-ploc';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const changed = 'áƀčďéƒğĥíĵķĺɱñóƥɋřšťúṽŵẋýžÁƁČĎÉƑĞĤÍĴĶĹṀÑÓƤɊŘŠŤÚṼŴẊÝŽ';

/** What stays as it is: placeholders, and the addresses and icons that VS Code draws from a text. */
const kept = /\{\w+\}|\]\([^)]*\)|\$\([\w~-]+\)/;

/** A text in the pseudo-language: `Start {0}…` is `⟦Šťářť {0}⟧…`, since what ends a text is looked at by the code. */
export function pseudo(text: string): string {
  const [, said = '', end = ''] = /^([^]*?)([.!?…]*)$/.exec(text) ?? [];
  const parts = said.split(new RegExp(`(${kept.source})`));
  return `⟦${parts.map((part, at) => (at % 2 ? part : inLetters(part))).join('')}⟧${end}`;
}

function inLetters(text: string): string {
  return text.replace(/[A-Za-z]/g, letter => [...changed][plain.indexOf(letter)] ?? letter);
}

type Bundle = Record<string, string | { readonly message: string; readonly comment: string[] }>;

/** l10n/bundle.l10n.json, or another file of that form, in the pseudo-language. */
export function pseudoBundle(file = 'l10n/bundle.l10n.json'): Record<string, string> {
  const bundle = JSON.parse(fs.readFileSync(path.join(findRoot(), file), 'utf8')) as Bundle;
  return Object.fromEntries(
    Object.entries(bundle).map(([key, entry]) => [key, pseudo(typeof entry === 'string' ? entry : entry.message)]),
  );
}

/** Finds what is no text of the extension: what a server, a file or the user has called so. */
export interface Data {
  /** Takes in a value with all texts in it, but not the names of its members: labels are made from those. */
  add(...values: readonly unknown[]): void;
  /** A text without what is data in it. */
  without(text: string): string;
}

export function createData(...values: readonly unknown[]): Data {
  const known = new Set<string>();
  let pattern: RegExp | undefined;
  const add = (value: unknown): void => {
    if (typeof value === 'string') {
      known.add(value.trim());
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      Object.values(value).forEach(add);
    }
    pattern = undefined;
  };
  values.forEach(add);
  return {
    add: (...more) => more.forEach(add),
    without(text) {
      pattern ??= patternOf([...known].filter(Boolean));
      return text.replace(pattern, ' ');
    },
  };
}

// The longest first; a short one only as a whole word.
function patternOf(known: readonly string[]): RegExp {
  const all = known.map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${all.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

/** What every text may have in all languages: times of the day, and codes in capitals, as AWS writes states. */
const everywhere = /\b(?:AM|PM)\b|\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g;

/** Whether pieces stand side by side, or on two sides of a colon or a dash, that no whole sentence holds. */
function isGlued(text: string): boolean {
  const inner = /⟦[^⟦⟧]*⟧/g;
  let pieces = text;
  while (inner.test(pieces)) pieces = pieces.replace(inner, piece => (/[.!?…:,]⟧$/.test(piece) ? '■' : '□'));
  return /□ [□■]|[□■](?::| –) |(?::| –) [□■]/.test(pieces);
}

/**
 * What is wrong with a text of the pseudo-language, in words: it has English in it, or pieces side by side that only English
 * puts in that order.
 */
export function problemsOf(text: string, data: Data): string[] {
  const rest = data.without(text).replace(everywhere, ' ');
  const bare = rest.match(/[A-Za-z][A-Za-z' ]*[A-Za-z]/g) ?? [];
  return [
    ...(bare.length ? [`"${bare.join('", "')}" is not translated: ${text}`] : []),
    ...(isGlued(text) ? [`is glued together: ${text}`] : []),
  ];
}
