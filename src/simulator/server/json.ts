// AWS JSON 1.1, the wire protocol of AppStream and of the Resource Groups Tagging API: the operation in a header, JSON both ways,
// errors with a `__type`.
import { model as appstream } from '../../api/appstream/model';
import type { Model } from '../../api/core/facts';
import { accountIdOf } from '../base/accounts';
import { ServiceError } from '../base/errors';
import type { OtherServices } from '../base/otherServices';
import type { World } from '../base/world';
import type { Silence } from '../faults/faultAnswer';
import { faultAnswer } from '../faults/faultAnswer';
import type { Faults } from '../faults/faults';
import type { HttpAnswer } from '../protocol/answer';
import { jsonAnswer } from '../protocol/answer';
import { modelAt, signingNameOf } from '../protocol/models';
import type { Credential } from '../protocol/signature';
import { requireService } from '../protocol/signature';
import type { Executed } from './executed';
import { perform } from './operations';

/** What answering a request needs. */
export interface JsonParts {
  readonly world: World;
  readonly faults: Faults;
  readonly executed: Executed;
  /** Services beside AppStream, if the simulator has them. */
  readonly others: OtherServices | undefined;
}

/** The operation that a request's target header names; `Unknown` when no service of the simulator has it. */
export function operationIn(target: string | undefined): string {
  const { model, operation } = readTarget(target);
  return model && Object.hasOwn(model.facts.operations, operation) ? operation : 'Unknown';
}

function readTarget(target = ''): { readonly model: Model | undefined; readonly operation: string } {
  // The targets of some services have dots of their own.
  const at = target.lastIndexOf('.');
  return { model: modelAt(target.slice(0, Math.max(at, 0))), operation: target.slice(at + 1) };
}

/**
 * Answers a signed request.
 * @param target the target header: `PhotonAdminProxyService.StartFleet`
 * @returns the answer, or a silence that a fault asks for
 * @throws ServiceError to be answered with jsonError
 */
export function answerJson(
  target: string | undefined,
  body: string,
  credential: Credential,
  { world, faults, executed, others }: JsonParts,
): HttpAnswer | Silence {
  const { model, operation } = readTarget(target);
  requireService(credential, model ? signingNameOf(model) : 'appstream');
  if (operationIn(target) === 'Unknown') throw unknownOperation(model, operation);
  const { accessKeyId, region, signedAt } = credential;
  const fault = faults.nextOutcome({ operation, region, accessKeyId });
  const input = parse(body);
  const act = (asked: unknown): Record<string, unknown> => {
    const accountId = accountIdOf(accessKeyId);
    const request = { operation, input: asked, time: world.agenda.now(), accessKeyId };
    const isTrailed = model === appstream;
    try {
      const output = perform(operation, asked, { accountId, region }, world, others?.handlers);
      if (!isDryRun(asked)) executed.count(accessKeyId, operation);
      if (isTrailed) others?.noteRequest(world.store(accountId, region), request);
      return output;
    } catch (error) {
      if (isTrailed) others?.noteRequest(world.store(accountId, region), { ...request, error });
      throw error;
    }
  };
  return fault ? faultAnswer(fault, { operation, input, signedAt, act }) : jsonAnswer(act(input));
}

/** The simulator has one operation of the Tagging API, so it says which one was asked for. A name is letters only. */
function unknownOperation(model: Model | undefined, operation: string): ServiceError {
  const isPartial = model?.facts.partial && /^[A-Za-z]{1,64}$/.test(operation);
  const message = isPartial ? `${operation} is not simulated.` : 'The operation is not known.';
  return new ServiceError('UnknownOperationException', message);
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
