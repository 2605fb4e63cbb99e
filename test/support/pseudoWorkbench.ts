// A VS Code that is set to another language, such as the pseudo-language. Its own texts stay English; those of the extension are
// translated.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from '../../tools/root.mjs';
import { pseudoBundle, pseudoLanguage } from './pseudoLocale';

/**
 * Makes a VS Code know a language. VS Code takes a language only if it has a language pack, of which it keeps these two files. This
 * pack translates nothing of VS Code: the extension has its own translations.
 *
 * @param folder of VS Code's server
 * @param language VS Code's name for it: `de`
 */
export function installLanguage(folder: string, language: string): void {
  const translations = path.join(folder, `${language}.i18n.json`);
  fs.writeFileSync(translations, JSON.stringify({ contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `test.${language}` }, version: '0.0.0' }];
  const pack = { hash: language, label: language, extensions, translations: { vscode: translations } };
  fs.writeFileSync(path.join(folder, 'data', 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/**
 * Makes a VS Code know the pseudo-language, and adds the translations to the extension that it has installed.
 *
 * @param folder of VS Code's server
 */
export function installPseudoLanguage(folder: string): void {
  installLanguage(folder, pseudoLanguage);
  const installed = installedExtension(folder);
  for (const file of ['package.nls', 'l10n/bundle.l10n']) {
    const translated = path.join(installed, `${file}.${pseudoLanguage}.json`);
    fs.writeFileSync(translated, JSON.stringify(pseudoBundle(`${file}.json`)));
  }
}

/** Where a VS Code has the extension. @param folder of VS Code's server */
export function installedExtension(folder: string): string {
  const manifest = fs.readFileSync(path.join(findRoot(), 'package.json'), 'utf8');
  const { publisher, name } = JSON.parse(manifest) as { readonly publisher: string; readonly name: string };
  const extensions = path.join(folder, 'extensions');
  const installed = fs.readdirSync(extensions).find(entry => entry.startsWith(`${publisher}.${name}-`));
  if (installed === undefined) throw new Error(`The extension is not installed in ${extensions}.`);
  return path.join(extensions, installed);
}
