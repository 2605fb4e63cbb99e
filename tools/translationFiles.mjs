// The files with translations: l10n/bundle.l10n.de.json has the texts of the code, package.nls.de.json those of the manifest.
import fs from 'node:fs';
import path from 'node:path';

/** The English files. That of a language has its name before `.json`. */
const englishFiles = ['l10n/bundle.l10n.json', 'package.nls.json'];

/**
 * The languages that have a file, as VS Code names them: `de`.
 *
 * @param {string} root the project's folder
 * @returns {string[]}
 */
export function languagesIn(root) {
  const found = englishFiles.flatMap(file => {
    const { dir, name } = path.parse(file);
    return fs
      .readdirSync(path.join(root, dir))
      .filter(entry => entry.startsWith(`${name}.`) && entry.endsWith('.json') && entry !== `${name}.json`)
      .map(entry => entry.slice(name.length + 1, -'.json'.length));
  });
  return [...new Set(found)].sort();
}

/**
 * A file of a language beside its English one.
 *
 * @typedef {object} Translation
 * @property {string} file its path in the project
 * @property {Record<string, string>} english the English texts, by key
 * @property {Record<string, string>} translated the translations, by key; empty if the file does not exist
 */

/**
 * The files of a language.
 *
 * @param {string} root the project's folder
 * @param {string} language
 * @returns {Translation[]}
 * @throws SyntaxError if a file is no JSON
 */
export function translationsOf(root, language) {
  return englishFiles.map(englishFile => {
    const file = englishFile.replace(/\.json$/, `.${language}.json`);
    const full = path.join(root, file);
    return {
      file,
      english: textsIn(path.join(root, englishFile)),
      translated: fs.existsSync(full) ? textsIn(full) : {},
    };
  });
}

/** @param {string} file @returns {Record<string, string>} */
function textsIn(file) {
  /** @type {Record<string, string | { message: string }>} */
  const entries = JSON.parse(fs.readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [key, typeof entry === 'string' ? entry : entry.message]),
  );
}

/**
 * The keys that have no translation yet, and those of translations whose English text is gone.
 *
 * @param {Pick<Translation, 'english' | 'translated'>} translation
 * @returns {{ missing: string[], stale: string[] }}
 */
export function differences({ english, translated }) {
  return {
    missing: Object.keys(english).filter(key => !Object.hasOwn(translated, key)),
    stale: Object.keys(translated).filter(key => !Object.hasOwn(english, key)),
  };
}

/**
 * The content of a language's file: the translations in the order of the English texts, without stale ones.
 *
 * @param {Pick<Translation, 'english' | 'translated'>} translation
 * @returns {string}
 */
export function contentOf({ english, translated }) {
  const keys = Object.keys(english).filter(key => Object.hasOwn(translated, key));
  return `${JSON.stringify(Object.fromEntries(keys.map(key => [key, translated[key]])), undefined, 2)}\n`;
}

/**
 * What a translation must have as its English text has it, sorted: placeholders, addresses of links, code, icons, bold marks, and
 * names that people look for, such as `RUNNING` and `http.proxy`.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function fixedParts(text) {
  const marks = /\{\d+\}|\]\([^)]*\)|`[^`]*`|\$\([\w~-]+\)|\*\*/g;
  const parts = text.match(marks) ?? [];
  const words = text.replace(marks, ' ').match(/\b[A-Za-z]\w*(?:[_.:/]+\w[\w*]*)+|\b[A-Z_]{5,}\b/g) ?? [];
  return [...new Set([...parts, ...words])].sort();
}
