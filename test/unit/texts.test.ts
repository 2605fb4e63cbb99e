// Texts that people read go to the translators: those in the code through `l10n.t`, those of the kinds and of the commands by
// src/build/strings.ts, those of the manifest by package.nls.json. What a text is, is told from its form: two words side by
// side, or whatever is a label, a title or the like.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';

import { findRoot } from '../../tools/root.mjs';

const root = findRoot();

type Entry = string | { readonly message: string };
const texts = (file: string): string[] =>
  Object.entries(JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')) as Record<string, Entry>).map(
    ([, entry]) => (typeof entry === 'string' ? entry : entry.message),
  );

/** Members whose texts are shown, be it one word. */
const shown =
  /^(label|title|plural|description|detail|placeHolder|prompt|message|tooltip|question|questionAll|consequence|verb|progress|nextStep|heading|footer|submit|show|operation)$/;

/** Words that are no texts of ours, by the file that has them. */
const others: readonly (readonly [file: RegExp, words: RegExp, why: string])[] = [
  [/^aws\/regions\.ts$/, /./, 'the names of Regions are those of AWS in every language'],
  [
    /^api\/((appstream|tagging)\/names|core\/answerer)\.ts$/,
    /^(AppStream|Resource Groups Tagging API|AWS (STS|IAM|Sign-In)|IAM Identity Center)$/,
    'services',
  ],
  [/^aws\/ssoLogin\.ts$/, /^AppStream Explorer$/, 'the name of the extension, to AWS'],
  [/^api\/core\/checkedJson\.ts$/, /^The answer /, 'sdkErrors.ts has its own words for such an answer'],
  [/^api\/core\/(reasons|scrub)\.ts$|^aws\/local\.ts$/, /./, 'what the SDK and Node say is told by it'],
  [/^explorer\/suggest\/suggestSources\.ts$/, /^Elastic fleets:$/, 'the documentation is read by it'],
  [/^explorer\/forms\/pageHtml\.ts$/, /[<>]/, 'HTML'],
  [/^host\/forms\/(forms|restoreForm)\.ts$/, /^Open form$/, 'what was tried is not shown here'],
  [/^webview\//, /^[a-z]+( [a-z]+)+$/, 'classes of style sheets'],
];

describe('A text for users', () => {
  const known = [...texts('l10n/bundle.l10n.json'), ...texts('package.nls.json')];
  const isKnown = (text: string): boolean => known.some(one => one.includes(text.trim()));

  it('is in the code only where translators find it', () => {
    const missing = sources().flatMap(([file, source]) =>
      textsIn(source)
        .filter(({ text }) => !isKnown(text))
        .filter(({ text }) => !others.some(([where, words]) => where.test(file) && words.test(text)))
        .map(({ text, line }) => `src/${file}:${line} ${JSON.stringify(text)}`),
    );
    assert.deepEqual(missing, []);
  });

  it('is told apart from other strings', () => {
    const code = (line: string) => ts.createSourceFile('x.ts', line, ts.ScriptTarget.Latest, true);
    const found = (line: string) => textsIn(code(line)).map(({ text }) => text);
    assert.deepEqual(found("showErrorMessage('Cannot start it', { title: 'Retry' }, `Not ${now} but later on`)"), [
      'Cannot start it',
      'Retry',
      ' but later on',
    ]);
    assert.deepEqual(
      found("import x from 'two words'; type A = 'is a type'; call('one'); throw new Error('is a bug');"),
      [],
    );
  });

  it('matches each exception', () => {
    const all = sources().flatMap(([file, source]) => textsIn(source).map(({ text }) => ({ file, text })));
    const idle = others.filter(([where, words]) => !all.some(({ file, text }) => where.test(file) && words.test(text)));
    assert.deepEqual(idle.map(String), []);
  });

  it('with a number has a comment for translators, who would take it for a name', () => {
    const number =
      /\{\d\} (of (the )?\{\d\}|(minutes|hours|days|seconds|characters|min|h|s|GB|more|found|shown|match|loaded|lists|items)\b)/;
    const bundle = JSON.parse(fs.readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8')) as Record<
      string,
      Entry
    >;
    const bare = Object.values(bundle).filter(
      (entry): entry is string => typeof entry === 'string' && number.test(entry),
    );
    assert.deepEqual(bare, []);
  });

  it('is in the manifest as a key', () => {
    const { contributes, description } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: object;
      description: string;
    };
    // The service's name is no word of any language.
    const said = [description, ...textsOfManifest(contributes)].filter(text => text !== 'AppStream');
    assert.ok(said.length > 100);
    assert.deepEqual(
      said.filter(text => !/^%[\w.]+%$/.test(text)),
      [],
    );
    const keys = Object.keys(JSON.parse(fs.readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as object);
    assert.deepEqual([...new Set(said.map(text => text.slice(1, -1)))].sort(), keys.sort());
  });
});

/** The sources that are loaded in VS Code, by their path below src. */
function sources(): [file: string, source: ts.SourceFile][] {
  return fs
    .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map(file => file.replaceAll(path.sep, '/'))
    .filter(file => file.endsWith('.ts') && !/^(simulator|build)\//.test(file))
    .map(file => {
      const text = fs.readFileSync(path.join(root, 'src', file), 'utf8');
      return [file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)];
    });
}

/** What looks like a text: of a template with values in it, each piece by itself. */
function textsIn(source: ts.SourceFile): { readonly text: string; readonly line: number }[] {
  const found: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    // Translators are told about a text by it.
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'comment') return;
    // A programming error is for whoever reads the log.
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Error') return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const isShown = ts.isPropertyAssignment(node.parent) && shown.test(node.parent.name.getText(source));
      const looksLikeText = isShown ? /[A-Za-z]{2}/ : /[a-z]{2} [a-z]{2}/i;
      if (looksLikeText.test(node.text) && !isOperation(node.text)) {
        found.push({ text: node.text, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `CreateFleet` is what AWS calls it. */
const isOperation = (text: string): boolean => /^(?:[A-Z][a-z0-9]*){2,}[A-Za-z]*$/.test(text);

/** What VS Code shows of the manifest. */
function textsOfManifest(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOfManifest);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' &&
    /^(title|category|name|contents|markdownDescription|description|shortTitle|label|contextualTitle|altText)$/.test(
      name,
    )
      ? [inner]
      : name === 'properties' && isSetting(inner)
        ? Object.values(inner).flatMap(textsOfManifest)
        : textsOfManifest(inner),
  );
}

const isSetting = (value: unknown): value is object => typeof value === 'object' && value !== null;
