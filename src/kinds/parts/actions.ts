// Actions that many kinds have, made of what differs: most are one call.
import type { Change, Input, Operation } from '../../api/types';
import type { Action, Answers, Confirm, Form, Proof, Target } from '../kind';
import { wholeInput } from '../kind';

/** The changes whose whole input can be a name. */
type NamedChange = { [O in Change]: { Name: string | undefined } extends Input<O> ? O : never }[Change];

type OneCall<T, O extends Operation> = Omit<Action<T>, 'operations' | 'perform' | 'form'> & {
  readonly operations: readonly [O, ...Operation[]];
};

/** An action that is one call, of the first of its operations. */
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

/** An action that is one call with the name of the thing. */
export function namedAction<T extends { Name?: string | undefined }, O extends NamedChange>(
  action: OneCall<T, O>,
): Action<T> {
  return callAction({ ...action, input: ({ resource: { Name } }) => ({ Name }) as Input<O> });
}

/** The end of an association, at the row of either of the two: what is asked differs. */
export function disassociation<T, O extends Change>(
  action: Pick<Action<T>, 'title' | 'touches'> & {
    readonly operation: O;
    readonly input: (target: Target<T>) => Input<O>;
    readonly consequence: string;
  } & Pick<Confirm<T>, 'question' | 'questionAll' | 'names'>,
): Action<T> {
  const { title, touches = [], operation, input, ...asked } = action;
  return callAction({
    name: 'disassociate',
    title,
    group: 'delete',
    operations: [operation],
    confirm: { verb: 'Disassociate', ...asked },
    progress: 'Disassociating…',
    proof: 'gone',
    touches,
    input,
  });
}

/** An action that is one call, with what its form says. */
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

/** An action that is done to many in one go: to one it is done as to many. */
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
