// What npm's scripts begin with: makes a fresh clone ready, then runs a module in this same process.
//   node tools/setup.mjs [--host] [--browser] [then MODULE [ARGUMENTS]]
// Uses nothing but Node and npm; what is there already is left alone. (Scripts like `prestart` would not do: npm skips
// them where ignore-scripts is set, as it is here and by careful people.)
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { nodeProblem } from './nodeVersion.mjs';

async function main() {
  const problem = nodeProblem(process.versions.node);
  if (problem) throw new Error(problem);
  const then = process.argv.indexOf('then');
  const flags = process.argv.slice(2, then < 0 ? undefined : then);
  const rest = then < 0 ? [] : process.argv.slice(then + 1);
  // Loaded only now: an older Node could not read these.
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
