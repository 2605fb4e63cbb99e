// Makes one change of one user with the actions of the kind, and tells whether it was done when its answer was lost.
import type { ActingApi, Api } from '../../api/types';
import type { Action } from '../../kinds/action';
import { wholeInput } from '../../kinds/action';
import { associatePairs } from '../../kinds/parts/batch';
import { user } from '../../kinds/user';
import { userPool, userScope, userStack } from '../../kinds/userStack';
import type { Outcome } from '../acting/change';
import type { Entry } from './columns';
import type { Step } from './dryRun';

/** Which e-mails AWS is to send. */
export interface Mails {
  /** To each new user, with instructions for signing in. */
  readonly welcome: boolean;
  /** To each user who gets a stack. */
  readonly stacks: boolean;
}

/** The operations that steps send. */
export const stepOperations = [
  'CreateUser',
  'BatchAssociateUserStack',
  'EnableUser',
  'DisableUser',
  'DeleteUser',
] as const;

/**
 * Sends a step.
 * @throws ApiError
 */
export async function sendStep(
  step: Step,
  entry: Entry,
  mails: Mails,
  api: ActingApi,
  signal: AbortSignal,
): Promise<void> {
  const { userName: UserName, firstName, lastName } = entry;
  if (step.deed === 'create') {
    if (!user.create) throw new Error('Users are made by a form');
    const { form } = user.create;
    const entered = {
      UserName,
      ...(firstName && { FirstName: firstName }),
      ...(lastName && { LastName: lastName }),
      ...(!mails.welcome && { MessageAction: 'SUPPRESS' }),
    };
    await api.call(form.operation, wholeInput(form, undefined, {}, entered), signal);
  } else if (step.deed === 'associate') {
    const pairs = step.stacks.map(StackName => ({
      ...{ StackName, UserName, AuthenticationType: userPool },
      ...(mails.stacks && { SendEmailNotification: true }),
    }));
    const [error] = await associatePairs(api, [pairs], signal);
    if (error) throw error;
  } else {
    await actionFor(step.deed).perform({ api, resource: { UserName }, scope: {}, signal }, {}, {});
  }
}

function actionFor(name: string): Action<unknown> {
  const action = user.actions.find(one => one.name === name);
  if (!action) throw new Error(`Users have no action ${name}`);
  return action;
}

/**
 * Looks whether a step was done.
 * @throws ApiError when that can't be read
 */
export async function lookForStep(step: Step, { userName }: Entry, api: Api, signal: AbortSignal): Promise<Outcome> {
  if (step.deed === 'associate') {
    const scope = userScope({ UserName: userName }) ?? {};
    const found = new Set<string | undefined>();
    for await (const page of userStack.list.pages(api, scope, signal)) {
      for (const { StackName } of page) found.add(StackName);
    }
    return step.stacks.every(stack => found.has(stack)) ? 'done' : 'notDone';
  }
  for await (const page of user.list.pages(api, {}, signal)) {
    const found = page.find(one => one.UserName === userName);
    if (!found) continue;
    if (step.deed === 'create') return 'done';
    return step.deed !== 'delete' && (found.Enabled !== false) === (step.deed === 'enable') ? 'done' : 'notDone';
  }
  return step.deed === 'delete' ? 'done' : 'notDone';
}
