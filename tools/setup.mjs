// The first step of npm's scripts: prepares a fresh clone, then runs a module in this process.
//   node tools/setup.mjs [--host] [--browser] [then MODULE [ARGUMENTS]]
// It uses only Node and npm, and changes nothing that is already there. (Scripts like `prestart` don't work: npm skips
// them if ignore-scripts is set, as it is here.)
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { nodeProblem } from './nodeVersion.mjs';

async function main() {
  const problem = nodeProblem(process.versions.node);
  if (problem) throw new Error(problem);
  const then = process.argv.indexOf('then');
  const flags = process.argv.slice(2, then < 0 ? undefined : then);
  const rest = then < 0 ? [] : process.argv.slice(then + 1);
  // Imported here because an older Node can't read these modules.
  const { installPackages } = await import('./packages.mjs');
  const { findRoot } = await import('./root.mjs');
  const { installHost } = await import('./host.mjs');
  const { findBrowser } = await import('./browser.mjs');
  installPackages(findRoot(), "the project's packages");
  if (flags.includes('--host')) installHost();
  if (flags.includes('--browser')) findBrowser();
  if (!rest[0]) return undefined;
  const module = path.resolve(rest[0]);
  process.argv = [process.argv0, module, ...rest.slice(1)];
  return module;
}

main().then(
  module => module && import(pathToFileURL(module).href),
  error => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
