// Each fault in each thing that the explorer does, over real sockets, with the runtime as it is bundled. FAULTS=all also has
// every fault until it is cleared; see run.mjs.
import * as assert from 'node:assert/strict';
import fs from 'node:fs';

import { api } from '../../src/api/appstream/model';
import { isRead } from '../../src/api/core/readOnly';
import type { Operation } from '../../src/api/types';
import type { Thing, Verdict } from './cell';
import { createServers, runCell } from './cell';
import type { FaultCase } from './faultTable';
import { faultCases } from './faultTable';
import { things } from './things';

const { FAULTS, FAULTS_FILE, SEED = '0', TEST_GREP: grep = '' } = process.env;
/** Of how many cells one is run: all, with `npm run faults`. */
const share = FAULTS === undefined ? 12 : 1;
/** Cells that run at once: most of their time is waiting, and those with a fault until it is over wait longest. */
const atOnce = FAULTS === undefined ? 12 : 40;

interface Cell {
  readonly thing: Thing;
  readonly faultCase: FaultCase;
  readonly once: boolean;
  readonly title: string;
  verdict?: Promise<Verdict>;
}

/** How often a fault strikes in a thing: once or until it is over; not at all where it makes no sense. */
function oftenOf({ operation }: Thing, faultCase: FaultCase): readonly boolean[] {
  if (faultCase.fault({ operation, reads: isRead(operation) })) return FAULTS === 'all' ? [true, false] : [true];
  return faultCase.endpoint ? [false] : [];
}

// The seed chooses which things each fault is put into: each is put into one at least, and with all seeds below the share
// into every thing in which it makes sense.
const chosen = faultCases.flatMap((faultCase, column) => {
  const fitting = things.filter(thing => oftenOf(thing, faultCase).length);
  const first = (column + Number(SEED)) % Math.min(share, fitting.length);
  return fitting
    .filter((_thing, row) => row % share === first)
    .flatMap(thing =>
      oftenOf(thing, faultCase).map((once): Cell => ({
        thing,
        faultCase,
        once,
        title: `${faultCase.says}, ${once ? 'once' : 'until it is over'}`,
      })),
    );
});

/** In the order in which they run. */
const cells = things.flatMap(thing => chosen.filter(cell => cell.thing === thing));

describe(`With a fault (SEED=${SEED})`, () => {
  const servers = createServers();
  const wanted = cells.filter(({ thing, title }) =>
    `With a fault (SEED=${SEED}) to ${thing.says}: ${title}`.includes(grep),
  );
  const over = new Map<Cell, Verdict>();

  /** Begins a cell and those that come next, so many at once. */
  async function verdictOf(cell: Cell): Promise<Verdict> {
    const at = wanted.indexOf(cell);
    // Few at first: all that is loaded and made for the first time would let requests time out that are to be answered.
    for (const next of wanted.slice(at, at + Math.min(atOnce, 4 + over.size))) {
      next.verdict ??= runCell(next.thing, next.faultCase, next.once, servers);
    }
    const verdict = await (cell.verdict ?? assert.fail('it was begun'));
    over.set(cell, verdict);
    return verdict;
  }

  for (const thing of things) {
    describe(`${thing.says}:`, () => {
      for (const cell of cells.filter(one => one.thing === thing)) {
        it(cell.title, async () => {
          assert.deepEqual((await verdictOf(cell)).problems, []);
        });
      }
    });
  }

  after(async () => {
    await servers.close();
    if (FAULTS_FILE === undefined) return;
    const lines = [...over].flatMap(([{ thing, title }, { problems }]) =>
      problems.length ? [`${thing.says}: ${title}\n${problems.map(problem => `    ${problem}`).join('\n')}`] : [],
    );
    fs.writeFileSync(FAULTS_FILE, lines.join('\n'));
  });

  // Mocha runs a suite's own tests before those of the suites in it: this comes after all others by being in one, too.
  describe('at the end:', () => {
    it('each operation that changes something was called', () => {
      const done = new Set<string>(things.map(({ operation }) => operation));
      assert.deepEqual(
        Object.keys(api.operations).filter(operation => !isRead(operation as Operation) && !done.has(operation)),
        [],
      );
    });

    it('each fault was used', () => {
      assert.deepEqual(
        faultCases.filter(({ says }) => !cells.some(({ faultCase }) => faultCase.says === says)),
        [],
      );
      assert.equal(over.size, wanted.length);
    });

    // A rejection that nobody has seen fails the test in which it comes: see runMocha.mjs.
    it('no request and no connection is left', async () => {
      const late = [...over.values()].filter(({ accessKeyId, requests }) => servers.requests(accessKeyId) > requests);
      await servers.close();
      // Node ends the handles of what is closed a moment later.
      await new Promise(resolve => setTimeout(resolve, 100));
      assert.deepEqual(
        late.map(({ accessKeyId }) => accessKeyId),
        [],
      );
      // Mocha has its own timer for this very test.
      assert.deepEqual(
        process.getActiveResourcesInfo().filter(name => /TCP|TLS|HTTP/.test(name)),
        [],
      );
    });
  });
});
