// AppStream's wire protocol, AWS JSON 1.1: the operation in a header, JSON both ways, errors with a `__type`.
import { api } from '../../api/appstream/model';
import { accountIdOf } from '../base/accounts';
import { ServiceError } from '../base/errors';
import type { World } from '../base/world';
import type { Silence } from '../faults/faultAnswer';
import { faultAnswer } from '../faults/faultAnswer';
import type { Faults } from '../faults/faults';
import type { HttpAnswer } from '../protocol/answer';
import { jsonAnswer } from '../protocol/answer';
import type { Credential } from '../protocol/signature';
import { requireService } from '../protocol/signature';
import { isOperation } from '../protocol/validate';
import type { Executed } from './executed';
import { perform } from './operations';

/** What answering a request needs. */
export interface AppStreamParts {
  readonly world: World;
  readonly faults: Faults;
  readonly executed: Executed;
}

/** The operation that a request's target header names; `Unknown` when the API lacks it. */
export function operationIn(target: string | undefined): string {
  const [prefix, operation = ''] = (target ?? '').split('.');
  return prefix === api.metadata.targetPrefix && isOperation(operation) ? operation : 'Unknown';
}

/**
 * Answers a signed request.
 * @returns the answer, or a silence that a fault asks for
 * @throws ServiceError to be answered with jsonError
 */
export function answerAppStream(
  operation: string,
  body: string,
  credential: Credential,
  { world, faults, executed }: AppStreamParts,
): HttpAnswer | Silence {
  requireService(credential, 'appstream');
  if (operation === 'Unknown') throw new ServiceError('UnknownOperationException', 'The operation is not known.');
  const { accessKeyId, region, signedAt } = credential;
  const fault = faults.nextOutcome({ operation, region, accessKeyId });
  const input = parse(body);
  const act = (asked: unknown): Record<string, unknown> => {
    const output = perform(operation, asked, { accountId: accountIdOf(accessKeyId), region }, world);
    if (!isDryRun(asked)) executed.count(accessKeyId, operation);
    return output;
  };
  return fault ? faultAnswer(fault, { operation, input, signedAt, act }) : jsonAnswer(act(input));
}

/** Whether a request is a dry run. Two operations spell the member in two ways. */
function isDryRun(input: unknown): boolean {
  const { dryRun, DryRun } = input as { readonly dryRun?: unknown; readonly DryRun?: unknown };
  return dryRun === true || DryRun === true;
}

function parse(body: string): unknown {
  try {
    return body === '' ? {} : (JSON.parse(body) as unknown);
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
}
