// The entry of the bundle that holds the AWS SDK.
import * as l10n from '@vscode/l10n';

import { readConfigFiles } from '../aws/configFiles';
import type { Connection } from '../aws/connection';
import { profilesOf } from '../aws/profiles';
import { abortable } from './abortable';
import { isApiError } from './errors';
import { pagesOf } from './paging';
import { presign } from './presign';
import { createSend } from './request';
import type { Request } from './request';
import { createScheduler } from './scheduler';
import { fromSdk } from './sdkErrors';
import { createSession, keyOf } from './session';
import type { Api, Input, Operation, Output, Runtime, RuntimeOptions } from './types';

/** Makes the runtime. Nothing is read and nothing is requested before it is asked to. */
export function createRuntime(options: RuntimeOptions): Runtime {
  if (options.translations) l10n.config({ contents: options.translations });
  const send = createSend(
    options,
    createScheduler(() => options.limits().concurrency),
  );
  let session = createSession(options.limits);

  /** Identical reads that are under way are one request, which lives as long as somebody waits for it. */
  function read<O extends Operation>(request: Request<O>): Promise<Output<O>> {
    const { reads } = request.session;
    const key = `${keyOf(request.connection)} ${request.operation} ${JSON.stringify(request.input)}`;
    const start = (left: AbortSignal): Promise<Output<O>> => {
      const ended = AbortSignal.any([left, request.session.ended]);
      return send({ ...request, waiting: ended, sent: ended });
    };
    return reads.join(key, start, request.waiting);
  }

  /** A change goes out once for each call. Reads that began before it was done tell nothing about what comes after. */
  async function change<O extends Operation>(request: Request<O>): Promise<Output<O>> {
    const answer = send(request);
    request.session.keepOpenFor(answer);
    try {
      return await answer;
    } finally {
      request.session.reads.separate();
    }
  }

  function open(connection: Connection): Api {
    async function call<O extends Operation>(operation: O, input: Input<O>, signal?: AbortSignal): Promise<Output<O>> {
      const current = session;
      const waiting = either(signal, current.ended);
      const sent = either(signal, current.closed);
      const request = { session: current, connection, operation, input, waiting, sent };
      try {
        return await (isRead(operation) ? read(request) : change(request));
      } catch (thrown) {
        if (isApiError(thrown)) throw thrown;
        // A caller that left a shared read: nothing became of the request that the log should know.
        const { requestTimeout, connectTimeout } = options.limits();
        const attempted = { connection, operation, input: input as object, requestTimeout, connectTimeout };
        throw fromSdk(thrown, { ...attempted, signingIn: false, cancelled: waiting.aborted });
      }
    }
    return { connection, call, pages: (operation, input, signal) => pagesOf(call, operation, input, signal) };
  }

  function replaceSession(): typeof session {
    const before = session;
    session = createSession(options.limits);
    return before;
  }

  return {
    profiles: async () => profilesOf(await readConfigFiles()),
    open,
    async presign(connection, operation, input, seconds) {
      const current = session;
      try {
        const client = await abortable(current.clientOf(connection), current.ended);
        const credentials = await abortable(client.sdk.config.credentials(), current.ended);
        return await presign(client, credentials, operation, input, seconds);
      } catch (thrown) {
        if (isApiError(thrown)) throw thrown;
        const { requestTimeout, connectTimeout } = options.limits();
        const attempted = { connection, operation, input: input as object, requestTimeout, connectTimeout };
        throw fromSdk(thrown, { ...attempted, signingIn: true, cancelled: current.ended.aborted });
      }
    },
    reset: () => replaceSession().end(),
    dispose: () => replaceSession().close(),
  };
}

function isRead(operation: Operation): boolean {
  return /^(Describe|List|Get)/.test(operation);
}

function either(signal: AbortSignal | undefined, other: AbortSignal): AbortSignal {
  return signal ? AbortSignal.any([signal, other]) : other;
}
