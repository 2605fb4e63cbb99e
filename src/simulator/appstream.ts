// AppStream's wire protocol, AWS JSON 1.1: the operation in a header, JSON both ways, errors with a `__type`.
import { api } from '../api/model';
import { accountIdOf } from './accounts';
import { ServiceError } from './errors';
import type { Faults } from './faults';
import { isOperation, perform } from './operations';
import { requireService } from './signature';
import type { Credential } from './signature';
import type { World } from './world';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const contentType = 'application/x-amz-json-1.1';

/** The operation that a request's target header names; a word for the log when it names none. */
export function operationIn(target: string | undefined): string {
  const [prefix, operation = ''] = (target ?? '').split('.');
  return prefix === api.metadata.targetPrefix && isOperation(operation) ? operation : 'Unknown';
}

/**
 * Answers a signed request.
 * @returns or, after a fault, that it is never to be answered
 * @throws ServiceError to be answered with jsonError
 */
export function answerAppStream(
  operation: string,
  body: string,
  credential: Credential,
  faults: Faults,
  world: World,
): HttpAnswer | 'hang' | 'reset' {
  requireService(credential, 'appstream');
  if (operation === 'Unknown') throw new ServiceError('UnknownOperationException', 'The operation is not known.');
  const { accessKeyId, region } = credential;
  const fault = faults.strike({ operation, region, accessKeyId });
  const carryOut = (): Record<string, unknown> =>
    perform(operation, parse(body), { accountId: accountIdOf(accessKeyId), region }, world);
  switch (fault?.kind) {
    case 'hang':
    case 'reset':
      if (fault.carriedOut) carryOut();
      return fault.kind;
    case 'error':
      throw new ServiceError(fault.type, fault.message, fault.status);
    case 'body':
      return { status: fault.status ?? 200, body: fault.body, contentType };
    case 'edit':
    case undefined:
  }
  const output = carryOut();
  fault?.edit(output);
  return { status: 200, body: JSON.stringify(output), contentType };
}

export function jsonError(error: ServiceError): HttpAnswer {
  const body = JSON.stringify({ __type: error.type, Message: error.message });
  return { status: error.status, body, contentType, headers: { 'x-amzn-errortype': headerText(error.type) } };
}

/** A fault's error type may be anything; Node refuses to send a header with line breaks or characters beyond Latin-1. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : (JSON.parse(body) as unknown);
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
}
