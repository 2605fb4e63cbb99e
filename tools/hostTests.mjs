// The host stage of `npm test`: runs test/host inside a real extension host. With TEST_DESKTOP=1 that is a desktop VS Code which
// @vscode/test-electron downloads, otherwise the one from npm.
import path from 'node:path';

import { runTests } from '@vscode/test-electron';

import { awsFiles } from '../test/support/awsFiles.mjs';
import { stopAll, temporaryFolder } from './cleanup.mjs';
import { findRoot } from './root.mjs';

const root = findRoot();
const shim = path.join(root, 'tools', `vscodeShim.${process.platform === 'win32' ? 'cmd' : 'mjs'}`);
const desktop = process.env['TEST_DESKTOP'];

try {
  const user = temporaryFolder('appstream-code-').path;
  await runTests({
    ...(desktop ? { cachePath: path.join(root, 'out', 'workbench', 'desktop') } : { vscodeExecutablePath: shim }),
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
