// Before `npm start` and `npm test`: makes a fresh clone ready. Uses nothing but Node and npm; what is there already is left alone.
import { nodeProblem } from './nodeVersion.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}

// Loaded only now: an older Node could not read these.
const [{ installPackages }, { findRoot }, { installHost }, { findBrowser }] = await Promise.all([
  import('./packages.mjs'),
  import('./root.mjs'),
  import('./host.mjs'),
  import('./browser.mjs'),
]);

try {
  installPackages(findRoot(), "the project's packages");
  if (!process.argv.includes('--packages')) installHost();
  // Only tests drive a browser; a person has one.
  if (process.argv.includes('--browser')) findBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
