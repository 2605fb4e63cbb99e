// Before `npm start` and `npm test`: makes a fresh clone ready. Uses nothing but Node and npm; what is there already is left alone.
//   --packages  only the project's own packages
//   --browser   also a browser for the tests to drive
import { nodeProblem } from './nodeVersion.mjs';

async function main() {
  const problem = nodeProblem(process.versions.node);
  if (problem) throw new Error(problem);
  // Loaded only now: an older Node could not read these.
  const { installPackages } = await import('./packages.mjs');
  const { findRoot } = await import('./root.mjs');
  const { installHost } = await import('./host.mjs');
  const { findBrowser } = await import('./browser.mjs');
  installPackages(findRoot(), "the project's packages");
  if (process.argv.includes('--packages')) return;
  installHost();
  if (process.argv.includes('--browser')) findBrowser();
}

main().catch(error => {
  console.error(error.message);
  process.exitCode = 1;
});
