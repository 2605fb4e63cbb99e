// npm run simulator:pack: makes the npm package of the simulator and prints its size.
import fs from 'node:fs';
import path from 'node:path';

import { packSimulator } from './simulatorPackage.mjs';

try {
  const file = await packSimulator();
  console.log(`${path.relative(process.cwd(), file)}: ${(fs.statSync(file).size / 1024).toFixed(0)} kB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
