// node tools/hostTests.mjs [oldestHost]: runs test/host inside a real extension host, for two stages of `npm test`: in a current VS Code,
// or in the oldest one that package.json allows. With TEST_DESKTOP=1 that is a desktop VS Code which @vscode/test-electron downloads,
// otherwise one from npm (host.mjs).
import fs from 'node:fs';
import path from 'node:path';

import { runTests } from '@vscode/test-electron';

import { awsFiles } from '../test/support/awsFiles.mjs';
import { stopAll, temporaryFolder } from './cleanup.mjs';
import { findRoot } from './root.mjs';

const root = findRoot();
const shim = path.join(root, 'tools', `vscodeShim.${process.platform === 'win32' ? 'cmd' : 'mjs'}`);
const desktop = process.env['TEST_DESKTOP'];
const isOldest = process.argv[2] === 'oldestHost';
if (isOldest) process.env['TEST_HOST'] = 'oldestHost';

/** The version in `engines`: `^1.100.0`. */
function oldestVersion() {
  const { engines } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return engines.vscode.replace('^', '');
}

try {
  const user = temporaryFolder('appstream-code-').path;
  await runTests({
    ...(desktop ? { cachePath: path.join(root, 'out', 'workbench', 'desktop') } : { vscodeExecutablePath: shim }),
    ...(desktop && isOldest && { version: oldestVersion() }),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out', 'test', 'host', 'index.js'),
    extensionTestsEnv: awsFiles().env,
    launchArgs: [`--user-data-dir=${path.join(user, 'data')}`, `--extensions-dir=${path.join(user, 'extensions')}`],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
await stopAll();
