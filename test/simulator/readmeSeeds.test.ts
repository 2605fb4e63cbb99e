// The seeds in the pages about the simulator: each of them starts it.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { AppStream } from '@aws-sdk/client-appstream';

import { startControlledSimulator } from '../../src/simulator/controlled';
import { readSeed } from '../../src/simulator/seed/seedFile';
import { findRoot } from '../../tools/root.mjs';

describe('A seed in a README', () => {
  for (const page of ['src/simulator/README.md', 'src/simulator/package/README.md']) {
    const text = fs.readFileSync(path.join(findRoot(), page), 'utf8');
    const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json) as object);
    for (const [place, seed] of blocks.filter(block => 'accounts' in block).entries()) {
      it(`starts a simulator: ${page}, ${place + 1}`, async () => {
        const simulator = await startControlledSimulator({ seed: readSeed(seed) });
        const credentials = { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' };
        const client = new AppStream({ endpoint: simulator.url, region: 'eu-west-1', credentials });
        try {
          const { Fleets = [] } = await client.describeFleets({});
          assert.ok(Fleets.length > 0);
        } finally {
          client.destroy();
          await simulator.close();
        }
      });
    }
  }
});
