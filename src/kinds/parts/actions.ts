// Builds the actions that many kinds have. Most are one call.
import type { Change, Input, Operation } from '../../api/types';
import type { Action, Answers, Confirm, Form, Proof, Target } from '../action';
import { wholeInput } from '../action';

/** The operations whose whole input can be a name. */
type NamedChange = { [O in Change]: { Name: string | undefined } extends Input<O> ? O : never }[Change];

type OneCall<T, O extends Operation> = Omit<Action<T>, 'operations' | 'perform' | 'form'> & {
  readonly operations: readonly [O, ...Operation[]];
};

/** An action that makes one call, of the first of its operations. */
export function callAction<T, O extends Change>({
  input,
  ...action
}: OneCall<T, O> & { readonly input: (target: Target<T>, answers: Answers) => Input<O> }): Action<T> {
  return {
    ...action,
    async perform(target, answers) {
      await target.api.call(action.operations[0], input(target, answers), target.signal);
    },
  };
}

/** An action that makes one call with the resource's name. */
export function namedAction<T extends { Name?: string | undefined }, O extends NamedChange>(
  action: OneCall<T, O>,
): Action<T> {
  return callAction({ ...action, input: ({ resource: { Name } }) => ({ Name }) as Input<O> });
}

/** Disassociates two resources, from the row of either of them. Only the confirmation differs. */
export function disassociation<T, O extends Change>(
  action: Pick<Action<T>, 'title' | 'touches' | 'palette'> & {
    readonly operation: O;
    readonly input: (target: Target<T>) => Input<O>;
    readonly consequence: string;
  } & Pick<Confirm<T>, 'question' | 'questionAll' | 'names'>,
): Action<T> {
  const { title, palette, touches = [], operation, input, ...confirm } = action;
  return callAction({
    name: 'disassociate',
    title,
    ...(palette === false && { palette }),
    group: 'delete',
    operations: [operation],
    confirm: { verb: 'Disassociate', ...confirm },
    progress: 'Disassociating…',
    proof: 'gone',
    touches,
    input,
  });
}

/** An action that makes one call, with the values of its form. */
export function formAction<T>(
  action: Omit<Action<T>, 'operations' | 'perform' | 'form' | 'proof'> & {
    readonly form: Form<T>;
    readonly operations?: readonly Operation[];
    readonly proof?: Proof<T>;
  },
): Action<T> {
  const { form } = action;
  return {
    proof: 'values',
    ...action,
    operations: [form.operation, ...(action.operations ?? [])],
    async perform({ api, resource, scope, signal }, _answers, input) {
      await api.call(form.operation, wholeInput(form, resource, scope, input), signal);
    },
  };
}

/** An action with batch requests; for one resource it sends a batch of one. */
export function togetherAction<T>(
  action: Omit<Action<T>, 'perform' | 'together' | 'form'> & Required<Pick<Action<T>, 'together'>>,
): Action<T> {
  return {
    ...action,
    async perform(target, answers) {
      const [error] = await action.together([target], answers);
      if (error) throw error;
    },
  };
}
