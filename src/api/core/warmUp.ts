// The first request of a service compiles a large part of the SDK: about 25 ms in which a user would wait. A made-up request does
// that ahead. It never leaves this process.
import { Readable } from 'node:stream';

import type { DeserializeMiddleware, MetadataBearer } from '@smithy/types';

import { noAbort } from './abortable';
import { createClient, sendAs } from './client';
import { checkComplete } from './completeness';
import type { Service } from './service';

/** A key that nobody has. The signature is made with it, and thrown away. */
const credentials = { accessKeyId: 'WARMUP', secretAccessKey: 'WARMUP' };

/**
 * Loads the SDK's client of a service. If the service has a sample, sends that request through the client and answers it in place of
 * the network.
 * @throws what the SDK throws, and IncompleteAnswer
 */
export async function warmUp(service: Service): Promise<void> {
  if (!service.sample) return void (await service.load());
  const { operation, answer } = service.sample;
  const { sdk, commandOf } = await createClient(service, {
    ...{ region: 'us-east-1', endpoint: 'http://localhost', profile: 'default' },
    variant: { useDualstackEndpoint: false, useFipsEndpoint: false },
    credentials: () => Promise.resolve(credentials),
    network: { connectTimeout: 1000 },
  });
  // The lowest priority of the last step: instead of sending.
  sdk.middlewareStack.add(answering(answer), { name: 'answering', step: 'deserialize', priority: 'low' });
  const sending = { credentials, goesOut: () => undefined, isOut: false, wasLost: false };
  try {
    const read = await sendAs(sending, sdk, commandOf(operation, {}), noAbort());
    checkComplete(service, operation, read, undefined);
  } finally {
    sdk.destroy();
  }
}

function answering(answer: object): DeserializeMiddleware<object, MetadataBearer> {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return () => () => {
    const body = Readable.from([Buffer.from(JSON.stringify(answer))]);
    // The deserializer replaces the output.
    return Promise.resolve({ response: { statusCode: 200, headers, body }, output: { $metadata: {} } });
  };
}
