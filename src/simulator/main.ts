// The simulator on the command line.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { ControlledOptions } from './controlled';
import { startControlledSimulator } from './controlled';
import { readFaultFile } from './faults/faultFile';
import type { Fault } from './faults/faults';
import { isCount, most } from './seed/count';
import { readSeed as checkSeed } from './seed/seedFile';
import type { Seed } from './seed/seedStore';
import { isLoopback } from './server/host';

/** How the user runs this program. The build of the package says it. */
declare const simulatorCommand: string | undefined;
const command = typeof simulatorCommand === 'string' ? simulatorCommand : 'npm run simulator --';

const usage =
  `Usage: ${command} [--port N] [--host NAME] [--allow-host NAME] [--seed empty|demo|COUNT|users:COUNT|FILE] [--speed X] [--latency MS] [--faults FILE] ` +
  '[--log FILE] [--state FILE] [--control] [--help]';

/** An error that the user can correct. Its message is a sentence. */
class UsageError extends Error {}

async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) return console.log(usage);
  const { log: logFile, ...options } = readOptions(args);
  const file = logFile === undefined ? undefined : openLog(logFile);
  const simulator = await startControlledSimulator({
    ...options,
    stateFailed: error => console.error(error.message),
    ...(file !== undefined && { log: entry => void writeSync(file, `${JSON.stringify(entry)}\n`) }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') {
      throw new UsageError(`Port ${options.port} is in use. Choose another, or 0 for a free one.`);
    }
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
      throw new UsageError(`--host must be an address or a name of this computer, not "${options.host}".`);
    }
    throw error.code === undefined && error.constructor === Error ? new UsageError(error.message) : error;
  });
  console.log(simulator.url);
  if (simulator.token !== undefined) console.log(`Control token: ${simulator.token}`);
  if (options.host !== undefined && !isLoopback(options.host)) {
    console.error('Other computers can reach this simulator. Whoever reaches it can change what it simulates.');
  }

  const stop = async () => {
    await simulator.close();
    if (file !== undefined) closeSync(file);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

/** The longest time that Node's timers wait: milliseconds. */
const longest = 2_147_483_647;

const wantedSeed = `empty, demo, a count up to ${most.fleets}, users:COUNT up to ${most.users} or a file`;

function readOptions(args: string[]): Omit<ControlledOptions, 'log'> & { log?: string } {
  const { port, host, 'allow-host': allowHosts, seed, speed, latency, faults, log, state, control } = parse(args);
  return {
    ...(host !== undefined && { host }),
    ...(allowHosts && { allowHosts: allowHosts.map(readHost) }),
    ...(port !== undefined && {
      port: number('port', port, value => Number.isInteger(value) && value <= 65_535, 'a port number up to 65535'),
    }),
    ...(seed !== undefined && { seed: readSeed(seed) }),
    ...(speed !== undefined && { speed: number('speed', speed, value => value > 0, 'a number greater than 0') }),
    ...(latency !== undefined && {
      latency: number('latency', latency, value => value <= longest, `a number of milliseconds up to ${longest}`),
    }),
    ...(faults !== undefined && { faults: readFaults(faults) }),
    ...(log !== undefined && { log }),
    ...(state !== undefined && { state }),
    ...(control !== undefined && { control }),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { port: text, host: text, seed: text, speed: text, latency: text, faults: text, log: text };
    const more = { 'allow-host': { ...text, multiple: true }, state: text, control: { type: 'boolean' } } as const;
    return parseArgs({ args, options: { ...options, ...more } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readHost(name: string): string {
  if (/^[\w.-]+$/.test(name)) return name;
  throw new UsageError(`--allow-host must be a host name without a port, not "${name}".`);
}

function readSeed(text: string): Seed {
  if (text === 'empty' || text === 'demo') return text;
  if (isCount(text)) return text;
  // What looks like no file is a count with a mistake in it.
  if (!/[./\\]\D|\.json$/.test(text)) return number('seed', text, isCount, wantedSeed);
  try {
    return checkSeed(JSON.parse(readFileSync(text, 'utf8')));
  } catch (error) {
    throw new UsageError(`The seed file cannot be used: ${(error as Error).message}`);
  }
}

function readFaults(path: string): Fault[] {
  try {
    return readFaultFile(path);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function number(flag: string, text: string, fits: (value: number) => boolean, wanted: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value) || !fits(value)) throw new UsageError(`--${flag} must be ${wanted}, not "${text}".`);
  return value;
}

function openLog(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    throw new UsageError(`The log file cannot be opened: ${(error as Error).message}.`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 2;
});
