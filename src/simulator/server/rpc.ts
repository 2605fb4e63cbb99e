// Answers an operation of a service, in whichever protocol it was asked for.
import { model as appstream } from '../../api/appstream/model';
import { accountIdOf } from '../base/accounts';
import { ServiceError } from '../base/errors';
import type { OtherServices } from '../base/otherServices';
import type { World } from '../base/world';
import type { Calls } from '../control/calls';
import { withoutSecrets } from '../control/calls';
import type { Silence } from '../faults/faultAnswer';
import { faultAnswer } from '../faults/faultAnswer';
import type { Faults } from '../faults/faults';
import type { HttpAnswer } from '../protocol/answer';
import { signingNameOf } from '../protocol/models';
import type { Route } from '../protocol/route';
import type { Credential } from '../protocol/signature';
import { requireService } from '../protocol/signature';
import type { Executed } from './executed';
import { perform } from './operations';

/** What answering a request needs. */
export interface RpcParts {
  readonly world: World;
  readonly faults: Faults;
  readonly executed: Executed;
  /** Services beside AppStream, if the simulator has them. */
  readonly others: OtherServices | undefined;
  /** Keeps what was asked for; absent when nobody will look. */
  readonly calls?: Pick<Calls, 'add'>;
}

/**
 * Answers a signed request.
 * @returns the answer, or a silence that a fault asks for
 * @throws ServiceError to be answered in the route's protocol
 */
export function answerRpc(
  { wire, model, operation, problem }: Route,
  body: Buffer,
  credential: Credential,
  { world, faults, executed, others, calls }: RpcParts,
): HttpAnswer | Silence {
  if (model) requireService(credential, signingNameOf(model));
  if (problem) throw problem;
  const { accessKeyId, region, signedAt } = credential;
  const fault = faults.nextOutcome({ operation, region, accessKeyId });
  const input = wire.read(body);
  const accountId = accountIdOf(accessKeyId);
  const record = (asked: unknown, error?: unknown) => {
    const entry = { operation, input: asked, time: world.agenda.now(), accessKeyId };
    if (model === appstream) {
      others?.noteRequest(world.store(accountId, region), error === undefined ? entry : { ...entry, error });
    }
    if (!calls || !model) return;
    const shown = withoutSecrets(asked, model.inputShape(operation), model);
    const type = error instanceof ServiceError ? { error: error.type } : {};
    calls.add({
      time: new Date(world.agenda.now()).toISOString(),
      operation,
      region,
      accessKeyId,
      input: shown,
      ...type,
    });
  };
  const act = (asked: unknown): Record<string, unknown> => {
    try {
      const output = perform(operation, asked, { accountId, region }, world, others?.handlers);
      if (!isDryRun(asked)) executed.count(accessKeyId, operation);
      record(asked);
      return output;
    } catch (error) {
      record(asked, error);
      throw error;
    }
  };
  return fault ? faultAnswer(fault, { operation, input, signedAt, act, wire }) : wire.answer(operation, act(input));
}

/** Whether a request is a dry run. Two operations spell the member in two ways. */
function isDryRun(input: unknown): boolean {
  const { dryRun, DryRun } = input as { readonly dryRun?: unknown; readonly DryRun?: unknown };
  return dryRun === true || DryRun === true;
}
