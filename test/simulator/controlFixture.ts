// A simulator with its control API, for the tests of one `describe`.
import * as assert from 'node:assert/strict';

import type { ControlClient } from '../../src/simulator/controlClient';
import { ControlError, createControlClient } from '../../src/simulator/controlClient';
import type { ControlledOptions, ControlledSimulator } from '../../src/simulator/controlled';
import { startControlledSimulator } from '../../src/simulator/controlled';

/** What an operation answers. */
export type Output = Record<string, unknown>;

/** The access key of the tests. */
export const production = 'SANDBOXPRODUCTION';

/** A simulator with its control API, for the tests of one `describe`. */
export function useControl(options: ControlledOptions = {}) {
  let simulator: ControlledSimulator;
  let control: ControlClient;
  const time = Date.UTC(2026, 10, 24, 9);

  before(async () => {
    simulator = await startControlledSimulator({ seed: 'empty', now: () => time, control: true, ...options });
    control = createControlClient({ url: simulator.url, token: simulator.token ?? '' });
  });
  after(() => simulator.close());

  async function call(operation: string, input: object = {}, accessKeyId = production): Promise<Output> {
    const response = await fetch(simulator.url, {
      method: 'POST',
      headers: {
        'x-amz-target': `PhotonAdminProxyService.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261124/eu-west-1/appstream/aws4_request, Signature=00`,
      },
      body: JSON.stringify(input),
    });
    const output = (await response.json()) as Output;
    if (response.status !== 200) throw new Error(`${String(output['__type'])}: ${String(output['Message'])}`);
    return output;
  }
  return {
    call,
    get simulator() {
      return simulator;
    },
    get control() {
      return control;
    },
    raw: (path: string, init: RequestInit = {}) => fetch(`${simulator.url}/_control/${path}`, init),
    bearer: () => ({ authorization: `Bearer ${simulator.token}` }),
  };
}

/** The input of a fleet. */
export const fleet = {
  Name: 'cad',
  InstanceType: 'stream.standard.medium',
  ImageName: 'AppStream-WinServer2022-11-10-2025',
  ComputeCapacity: { DesiredInstances: 2 },
};

/** Expects the control API to refuse. */
export async function refused(promise: Promise<unknown>, status: number, says: RegExp): Promise<void> {
  const error: unknown = await promise.then(
    () => assert.fail('it was taken'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof ControlError, String(error));
  assert.match(error.message, says);
  assert.equal(error.status, status);
}
