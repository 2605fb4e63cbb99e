// What a search of all Regions costs, as the README says it.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import type { Api } from '../../src/api/types';
import { profileConnection } from '../../src/aws/connection';
import { partitions } from '../../src/aws/regions';
import { scanRegions } from '../../src/explorer/scan/scanRegions';
import { findRoot } from '../../tools/root.mjs';
import { useSimulator } from './simulatorFixture';

describe('A search of all Regions', () => {
  const fixture = useSimulator({ seed: 'demo' });

  it('sends as many requests as the README says', async () => {
    const regions = Object.keys(partitions.find(({ name }) => name === 'aws')?.regions ?? {});
    const calls: string[] = [];
    const errors: unknown[] = [];
    await scanRegions({
      connections: regions.map(region => profileConnection('prod', region)),
      // A search calls operations and nothing else.
      api: ({ region }) =>
        Promise.resolve({
          call: (operation: string, input: object) => {
            calls.push(operation);
            return fixture.call(operation, input, { region });
          },
        } as unknown as Api),
      found: ({ error }) => error && errors.push(error),
      signal: new AbortController().signal,
    });
    assert.deepEqual(errors, []);
    const readme = fs.readFileSync(path.join(findRoot(), 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
    const each = calls.length / regions.length;
    const said = `all ${regions.length} Regions of AWS sends ${calls.length} requests to AppStream: the first page of ${each} lists in each`;
    assert.ok(readme.includes(said), said);
  }).timeout(60_000);
});
