// The simulator on the command line.
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { readFaultFile } from './faults/faultFile';
import type { Fault } from './faults/faults';
import { otherServices } from './services/all';
import type { SimulatorOptions } from './simulator';
import { startSimulator } from './simulator';

const usage =
  'Usage: npm run simulator -- [--port N] [--seed empty|demo|COUNT] [--speed X] [--latency MS] [--faults FILE] [--log FILE]';

/** An error that the user can correct. Its message is a sentence. */
class UsageError extends Error {}

async function main(args: string[]): Promise<void> {
  const { log: logFile, ...options } = readOptions(args);
  const file = logFile === undefined ? undefined : openLog(logFile);
  const simulator = await startSimulator({
    ...options,
    services: otherServices,
    ...(file !== undefined && { log: entry => void writeSync(file, `${JSON.stringify(entry)}\n`) }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE'
      ? new UsageError(`Port ${options.port} is in use. Choose another, or 0 for a free one.`)
      : error;
  });
  console.log(simulator.url);

  const stop = async () => {
    await simulator.close();
    if (file !== undefined) closeSync(file);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

function readOptions(args: string[]): Omit<SimulatorOptions, 'log'> & { log?: string } {
  const { port, seed, speed, latency, faults, log } = parse(args);
  return {
    ...(port !== undefined && {
      port: number('port', port, value => Number.isInteger(value) && value <= 65_535, 'a port number up to 65535'),
    }),
    ...(seed !== undefined && { seed: readSeed(seed) }),
    ...(speed !== undefined && { speed: number('speed', speed, value => value > 0, 'a number greater than 0') }),
    ...(latency !== undefined && { latency: number('latency', latency, () => true, 'a number of milliseconds') }),
    ...(faults !== undefined && { faults: readFaults(faults) }),
    ...(log !== undefined && { log }),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = { port: text, seed: text, speed: text, latency: text, faults: text, log: text };
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readSeed(text: string): 'empty' | 'demo' | number {
  if (text === 'empty' || text === 'demo') return text;
  return number('seed', text, Number.isInteger, 'empty, demo or a count');
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
