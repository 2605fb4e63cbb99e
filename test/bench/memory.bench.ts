// Measures what stays: the heap after many refreshes of a list and after many forms, listeners of signals, and what keeps the
// process alive. CI tests the part that needs no time: test/unit/explorer/nothingLeft.test.ts, test/host/formsClosed.test.ts.
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

import { stopAll, temporaryFolder } from '../../tools/cleanup.mjs';
import { findRoot } from '../../tools/root.mjs';
import { startSimulatorProcess } from '../../tools/simulatorProcess.mjs';
import { packFolder } from '../../tools/vsix.mjs';
import { createMeasures } from '../soak/measures';
import { awsFiles } from '../support/awsFiles.mjs';
import { command } from '../support/palette';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, startWorkbench } from '../support/workbench';
import { benchConnection, builtRuntime, explorerOver, groupOf } from './built';
import { row, target } from './table';

const items = 1_000;
const refreshes = 1_000;
const forms = 200;

/** The heap also has what V8 compiles and gives up: megabytes. */
const noise = 1;

interface Held {
  readonly heap: number;
  readonly handles: number;
}

async function main(): Promise<void> {
  const { url, stop } = await startSimulatorProcess(['--seed', String(items)]);
  await refreshMany(url);
  await openMany(url);
  await stop();
  await stopAll();
}

async function refreshMany(url: string): Promise<void> {
  const measures = createMeasures();
  const runtime = builtRuntime();
  const { explorer, regions } = explorerOver(runtime, [[benchConnection(url)]]);
  const group = groupOf(regions[0], 'fleet');
  await explorer.children(group);
  await explorer.loadAll(group, new AbortController().signal);
  const start = performance.now();
  for (let at = 0; at <= refreshes; at++) {
    await explorer.refresh(group);
    await explorer.children(group);
    if (at && at % (refreshes / 10) === 0) await measures.take();
  }
  if (group.list?.nodes.size !== items) throw new Error('A refresh has lost rows.');
  const took = (performance.now() - start) / refreshes;
  const { first, last } = measures.ends();
  measures.stop();
  explorer.dispose();
  runtime.dispose();
  const words = `${refreshes} refreshes of ${items} fleets`;
  console.log(`\n${words}, ${took.toFixed(0)} ms each: in the first fifth, and in the last`);
  row('heap', `${last.heap.toFixed(1)} MB`, `${first.heap.toFixed(1)} MB before`);
  row('listeners of signals', String(last.listeners), `${first.listeners} before`);
  row('handles', String(last.handles), `${first.handles} before`);
  target(`${words}: growth of the heap`, last.heap - first.heap, { unit: 'MB', atMost: noise });
  target(`${words}: new listeners and handles`, last.listeners - first.listeners + last.handles - first.handles, {
    ...{ unit: '', atMost: 0 },
  });
}

async function openMany(url: string): Promise<void> {
  const folder = temporaryFolder('appstream-bench-');
  const opener = path.join(folder.path, 'opener.vsix');
  await packFolder(path.join(findRoot(), 'test/bench/opener'), opener);
  const aws = awsFiles({ bench: { accessKeyId: 'BENCHFORMS', region: 'eu-west-1', endpointUrl: url } });
  const settings = { 'appstream.connections': [{ profile: 'bench', regions: ['eu-west-1'] }] };
  const workbench = await startWorkbench({ aws, settings, extensions: [opener] });
  const { page } = workbench;
  await openExplorer(page);
  const file = path.join(folder.path, 'held.json');
  const asked = { command: 'appstream.stack.create', count: forms, file };
  await page.evaluate(text => navigator.clipboard.writeText(text), JSON.stringify(asked));
  await command(page, 'Benchmark: Open Many Forms');
  const look = (): string => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  const text = await waitUntil('what the extension host holds', look, { every: 1_000, limit: 300_000 });
  const { before, after } = JSON.parse(text) as { before: Held; after: Held };
  await workbench.close();
  aws.remove();
  folder.remove();
  console.log(`\n${forms} forms opened and closed: after half of them, and after all`);
  row('heap of the extension host', `${after.heap.toFixed(1)} MB`, `${before.heap.toFixed(1)} MB before`);
  row('handles of the extension host', String(after.handles), `${before.handles} before`);
  target(`${forms} forms: growth of the extension host's heap`, after.heap - before.heap, {
    unit: 'MB',
    atMost: noise,
  });
  target(`${forms} forms: new handles`, after.handles - before.handles, { unit: '', atMost: 0 });
}

void main();
