// What the documents and .vscode say of this repository is true of it: paths, folders, scripts and stages. The functions that src
// exports say what they do.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';

import { stages } from '../../tools/stages.mjs';

const root = path.resolve(__dirname, '../../..');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const isThere = (file: string): boolean => fs.existsSync(path.join(root, file));
const filesUnder = (folder: string): string[] =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(file => `${folder}/${file.replaceAll(path.sep, '/')}`);

/** Documents name a file alone, or from `src`, where its place is plain. */
const namesAlone = new Set(['src', 'test', 'tools', 'media'].flatMap(filesUnder).map(file => path.basename(file)));

/** Generated, or of somebody else. */
const foreign = /^(out|dist|node_modules)\/|^service-2\.json$/;

/** The words of a document that look like a path of this repository, and the targets of its links. */
function pathsIn(text: string): string[] {
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
  const links = [...text.matchAll(/\]\(([^):#]+)(#[^)]*)?\)/g)].map(([, target = '']) => target);
  const paths = code.filter(word =>
    /^[\w.-]+(\/[\w.-]+)*(\/|\.(ts|mjs|js|json|md|css|py))$|^(src|test|tools|media)\/[\w/.-]+$/.test(word),
  );
  return [...paths, ...links].filter(word => !foreign.test(word));
}

function missingIn(text: string): string[] {
  return pathsIn(text).filter(file => !isThere(file) && !isThere(`src/${file}`) && !namesAlone.has(file));
}

describe('The documents', () => {
  for (const file of [
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'README.md',
    'SECURITY.md',
    'src/simulator/README.md',
    'test/UX.md',
  ]) {
    it(`name files and folders that exist: ${file}`, () => {
      const text = read(file);
      // The simulator's README and the checklist name what is beside them.
      const beside = path.posix.dirname(file);
      assert.deepEqual(
        missingIn(text).filter(name => !isThere(`${beside}/${name}`)),
        [],
      );
    });
  }

  it("fail this test when they name a file that doesn't exist", () => {
    const text = 'See `src/nowhere/`, `src/kinds/nothing`, `kinds/nothing.ts`, `nothing.ts` and [this](nothing.md).';
    assert.equal(missingIn(text).length, 5);
    assert.deepEqual(missingIn('`src/kinds/`, `kinds/all.ts`, `all.ts`, `npm test`, `fleet.start`, `dist/x.js`'), []);
  });

  it('describe each room of src and each room within a room', () => {
    const rooms = fs
      .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter(entry => fs.statSync(path.join(root, 'src', entry)).isDirectory())
      .map(folder => `src/${folder.split(path.sep).join('/')}`)
      .filter(folder => folder.split('/').length <= 3);
    const text =
      read('ARCHITECTURE.md') + read('src/simulator/README.md').replaceAll(/`(\w+\/)`/g, '`src/simulator/$1`');
    assert.ok(rooms.length > 20);
    assert.deepEqual(
      rooms.filter(room => !text.includes(`${room}/`)),
      [],
    );
  });
});

/** Returns the names of the exported functions of a file that have no doc comment. One of several overloads has it for all. */
function undocumentedIn(text: string): string[] {
  const documented = new Map<string, boolean>();
  const { statements } = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  for (const statement of statements) {
    const isExported =
      ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.[0]?.kind === ts.SyntaxKind.ExportKeyword;
    if (!isExported) continue;
    const hasComment = ts.getJSDocCommentsAndTags(statement).length > 0;
    for (const name of functionsOf(statement)) documented.set(name, hasComment || documented.get(name) === true);
  }
  return [...documented].filter(([, isDocumented]) => !isDocumented).map(([name]) => name);
}

function functionsOf(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? 'default'];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations
    .filter(
      ({ initializer }) => initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
    )
    .map(({ name }) => name.getText());
}

describe('An exported function', () => {
  const files = filesUnder('src').filter(file => file.endsWith('.ts'));

  it('of src has a doc comment', () => {
    assert.ok(files.length > 300);
    assert.deepEqual(
      files.flatMap(file => undocumentedIn(read(file)).map(name => `${file}: ${name}`)),
      [],
    );
  });

  for (const [what, code, names] of [
    ['without a comment fails', 'export function a() {}', ['a']],
    ['that is async fails', 'export async function a() {}', ['a']],
    ['that is a constant fails', 'export const a = () => 1, b = 1;', ['a']],
    ['with a comment of another sort fails', '// a\nexport function a() {}', ['a']],
    ['with the comment of the one above fails', '/** a */\nexport function a() {}\nexport function b() {}', ['b']],
    ['with a doc comment passes', '/** a */\nexport const a = () => 1;', []],
    ['with overloads needs one', '/** a */\nexport function a(): 1;\nexport function a(b?: 1) {}', []],
    ['alone needs one: not one of the file', 'function a() {}\nconst b = () => 1;', []],
  ] as const) {
    it(what, () => assert.deepEqual(undocumentedIn(code), names));
  }
});

describe('Troubleshooting in the README', () => {
  const texts = Object.values(
    JSON.parse(read('l10n/bundle.l10n.json')) as Record<string, string | { message: string }>,
  ).map(text => (typeof text === 'string' ? text : text.message).replaceAll(/\{\d\}/g, '…'));
  const quoted = [...read('README.md').matchAll(/^\| “(.*?)” \|/gm)].map(([, text = '']) => text);

  it('quotes messages', () => assert.ok(quoted.length >= 10, `${quoted.length}`));

  for (const text of quoted) {
    it(`has this message of the extension: ${text}`, () => assert.ok(texts.includes(text), text));
  }
});

interface Launch {
  readonly name: string;
  readonly runtimeArgs?: readonly string[];
  readonly args?: readonly string[];
  readonly preLaunchTask?: string;
}

interface Task {
  readonly label: string;
  readonly script: string;
  readonly problemMatcher: unknown;
}

describe('The stage of the oldest VS Code', () => {
  it('runs in the one that package.json allows', () => {
    const versions = [
      (JSON.parse(read('package.json')) as { engines: { vscode: string } }).engines.vscode,
      (JSON.parse(read('tools/oldestHost/package.json')) as { dependencies: { 'code-server': string } }).dependencies[
        'code-server'
      ],
    ];
    // code-server counts from 4: 4.100.3 has VS Code 1.100.3.
    const [allowed, tested] = versions.map(version => version.split('.')[1]);
    assert.equal(tested, allowed);
  });
});

describe('.vscode', () => {
  const { configurations } = JSON.parse(read('.vscode/launch.json')) as { configurations: Launch[] };
  const { tasks } = JSON.parse(read('.vscode/tasks.json')) as { tasks: Task[] };
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it('has only tasks that run existing scripts', () => {
    assert.deepEqual(
      tasks.filter(({ script }) => !scripts[script]),
      [],
    );
  });

  for (const { name, runtimeArgs = [], args = [], preLaunchTask } of configurations) {
    it(`starts only what exists: ${name}`, () => {
      assert.ok(!preLaunchTask || tasks.some(({ label }) => label === preLaunchTask), preLaunchTask);
      const stage = runtimeArgs[2];
      assert.ok(stage === undefined || (runtimeArgs[0] === 'test' && stage in stages), stage);
      const bundle = args.find(arg => arg.startsWith('--extensionTestsPath='))?.split('/out/')[1];
      assert.ok(!bundle || isThere(bundle.replace(/\.js$/, '.ts')), bundle);
    });
  }

  it('waits for the lines that a watching build prints', () => {
    const matcher = tasks.find(({ label }) => label === 'watch')?.problemMatcher as {
      background: Record<'beginsPattern' | 'endsPattern', string>;
    };
    for (const pattern of Object.values(matcher.background).filter(value => typeof value === 'string')) {
      const printed = [...read('esbuild.mjs').matchAll(/console\.log\('([^']+)'\)/g)].map(([, line = '']) => line);
      assert.ok(
        printed.some(line => new RegExp(pattern).test(line)),
        pattern,
      );
    }
  });
});
