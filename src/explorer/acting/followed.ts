// Changes that the user watches and may cancel before they are sent.
import { isApiError } from '../../api/core/errors';
import type { ActingApi } from '../../api/types';
import type { Following, Subject } from './change';

/** An Api whose changes are followed: those that have not been sent when the user cancels are not sent. */
export function followedApi(api: ActingApi, subjects: readonly Subject[], following: Following | undefined): ActingApi {
  if (!following) return api;
  const follower = {
    sent: (): void => subjects.forEach(following.sent),
    answered: (id: string): void => subjects.forEach(subject => following.answered(subject, id)),
  };
  return {
    ...api,
    call: (operation, input, signal) => api.call(operation, input, signal, following.unsent, follower),
  };
}

/** Whether a change failed because the user cancelled it before it was sent. Then nothing has changed. */
export function isUnsent(error: unknown, following: Pick<Following, 'unsent'> | undefined): boolean {
  return (
    Boolean(following?.unsent.aborted) && isApiError(error) && error.reason === 'cancelled' && !error.mayHaveHappened
  );
}
