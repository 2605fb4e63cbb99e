// What `npm run scaffold` writes for a new kind is right as it stands.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import * as esbuild from 'esbuild';
import * as ts from 'typescript';

import { findRoot } from '../../../tools/root.mjs';
import { scaffold } from '../../../tools/scaffoldKind.mjs';
import type { TestRun } from '../../support/runTestFile';
import { runTestFile } from '../../support/runTestFile';

/** Below the project, so that its packages are found. */
const copy = path.join(findRoot(), 'out', 'scaffold');

function copyProject(): void {
  fs.rmSync(copy, { recursive: true, force: true });
  for (const part of ['src', 'test/support/scriptedApi.ts', 'tsconfig.json']) {
    fs.cpSync(path.join(findRoot(), part), path.join(copy, part), { recursive: true });
  }
  fs.mkdirSync(path.join(copy, 'test/unit/kinds'), { recursive: true });
}

/** What the compiler says of some files and all that they import. */
function compilerErrors(files: readonly string[]): string[] {
  const { config } = ts.readConfigFile(path.join(copy, 'tsconfig.json'), file => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files }, ts.sys, copy);
  const program = ts.createProgram({ rootNames: files.map(file => path.join(copy, file)), options });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** Bundles and runs a test file of the copy. */
async function runTest(file: string): Promise<TestRun> {
  const outfile = path.join(copy, 'out', file.replace(/\.ts$/, '.js'));
  await esbuild.build({
    entryPoints: [path.join(copy, file)],
    outfile,
    bundle: true,
    platform: 'node',
    packages: 'external',
  });
  return runTestFile(outfile);
}

describe('A scaffolded kind', function () {
  this.timeout(120_000);
  beforeEach(copyProject);
  after(() => fs.rmSync(copy, { recursive: true, force: true }));

  it('type-checks, with its test, its handlers and the lists that name it', () => {
    const files = scaffold(copy, 'officeMachine', 'Stack');
    assert.equal(files.length, 7);
    // One error on purpose: the compiler does look at the kind.
    const wrong = "import { officeMachine } from './officeMachine';\nofficeMachine.name satisfies 'fleet';\n";
    fs.writeFileSync(path.join(copy, 'src/kinds/wrong.ts'), wrong);
    const errors = compilerErrors([...files, 'src/kinds/wrong.ts']);
    assert.match(errors[0] ?? '', /wrong\.ts: .*"officeMachine"/);
    assert.deepEqual(errors.slice(1), []);
  });

  it('has a test that passes, and fails if the kind is broken', async () => {
    scaffold(copy, 'officeMachine', 'Stack');
    const right = await runTest('test/unit/kinds/officeMachine.test.ts');
    assert.deepEqual(right.counts, { passed: 2, failed: 0, skipped: 0 }, right.printed);

    const kind = path.join(copy, 'src/kinds/officeMachine.ts');
    const text = fs.readFileSync(kind, 'utf8');
    const spoilt = text
      .replace('id: officeMachine => officeMachine.Name', 'id: officeMachine => officeMachine.Arn')
      .replace("operations: ['DeleteStack']", "operations: ['StopFleet']");
    fs.writeFileSync(kind, spoilt);
    const wrong = await runTest('test/unit/kinds/officeMachine.test.ts');
    const { failures, ...numbers } = wrong.counts;
    assert.deepEqual(numbers, { passed: 0, failed: 2, skipped: 0 }, wrong.printed);
    assert.equal(failures?.length, 2);
  });

  for (const { given, kind, of, message } of [
    { given: 'a kind that is there', kind: 'stack', of: 'Stack', message: /There is src\/kinds\/stack\.ts already/ },
    { given: 'operations that the API lacks', kind: 'toaster', of: undefined, message: /no DescribeToasters, Create/ },
    { given: 'a name that is none', kind: '../x', of: 'Stack', message: /is no name of a kind/ },
  ]) {
    it(`is refused for ${given}, and writes nothing`, () => {
      const before = fs.readdirSync(copy, { recursive: true, encoding: 'utf8' });
      assert.throws(() => scaffold(copy, kind, of), message);
      assert.deepEqual(fs.readdirSync(copy, { recursive: true, encoding: 'utf8' }), before);
    });
  }
});
