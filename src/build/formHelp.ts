// Makes dist/help.json: what the API's documentation says of each input member, read from the installed SDK's `.d.ts`
// while the extension is built. The texts are AWS's, so they are shipped but never copied into the sources.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import ts from 'typescript';

import { api, inputShape, shape } from '../api/appstream/model';
import type { Help } from '../explorer/forms/formHelp';

/** Writes the help texts of the installed SDK to `outfile`, unless what is there is newer than the SDK. */
export function writeHelp(root: string, outfile: string): void {
  const sdk = path.dirname(
    createRequire(path.join(root, 'package.json')).resolve('@aws-sdk/client-appstream/package.json'),
  );
  const models = path.join(sdk, 'dist-types', 'models');
  const sources = fs
    .readdirSync(models)
    .filter(file => /^models_\d+\.d\.ts$/.test(file))
    .map(file => path.join(models, file));
  const newest = Math.max(
    ...[...sources, path.join(root, 'src/build/formHelp.ts')].map(file => fs.statSync(file).mtimeMs),
  );
  if (fs.existsSync(outfile) && fs.statSync(outfile).mtimeMs > newest) return;
  const wanted = inputShapes();
  const help = Object.fromEntries(
    sources.flatMap(file => Object.entries(helpIn(fs.readFileSync(file, 'utf8'))).filter(([name]) => wanted.has(name))),
  );
  fs.mkdirSync(path.dirname(outfile), { recursive: true });
  fs.writeFileSync(outfile, JSON.stringify(help));
}

/** The documentation of every member of every interface in a declaration file, as plain text. */
export function helpIn(source: string): Help {
  const file = ts.createSourceFile('models.d.ts', source, ts.ScriptTarget.Latest, true);
  return Object.fromEntries(
    file.statements.filter(ts.isInterfaceDeclaration).map(declaration => [
      declaration.name.text,
      Object.fromEntries(
        declaration.members.filter(ts.isPropertySignature).flatMap(member => {
          const text = plainText(commentOf(member));
          return text ? [[member.name.getText(file), text]] : [];
        }),
      ),
    ]),
  );
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(doc => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join('\n');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** AWS's documentation markup as lines of plain text: paragraphs, and list items that begin with a bullet. */
export function plainText(markup: string): string {
  return markup
    .replace(/\s+/g, ' ')
    .replace(/<dt>(.*?)<\/dt> *<dd>(.*?)<\/dd>/g, '<li>$1: $2</li>')
    .replace(/<li>/g, '\n• ')
    .replace(/<\/?(p|ul|ol|dl|li|note|important)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/•\s+/g, '• ')
    .replace(/(•[^\n]*:)\s*\n\s*/g, '$1 ')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .join('\n');
}

/** The names of all shapes in requests: only their members have help texts in forms. */
function inputShapes(): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const { members = {}, member, key, value } = shape(name);
    for (const inner of [...Object.values(members), member, key, value]) if (inner) visit(inner);
  };
  for (const operation of Object.keys(api.operations)) {
    Object.values(inputShape(operation).members ?? {}).forEach(visit);
  }
  for (const { input } of Object.values(api.operations)) if (input) found.add(input);
  return found;
}
