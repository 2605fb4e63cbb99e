// npm run soak [-- --minutes 60 --seed N]: runs the soak for as long, and ends as its tests do.
import { parseArgs } from 'node:util';

import { stopAll, stopWithNpm } from '../../tools/cleanup.mjs';
import { runStage, stages } from '../../tools/stages.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
});
stopWithNpm();
process.env['SOAK_MINUTES'] = values.minutes;
process.env['SOAK_SEED'] = values.seed;
const { soak } = stages;
if (!soak) throw new Error('There is no stage soak.');
const { passed, failed } = await runStage(soak, { limit: (Number(values.minutes) + 10) * 60_000 });
await stopAll();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
