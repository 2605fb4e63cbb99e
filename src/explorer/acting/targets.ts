// What an action or a form acts on, for the actor that was shown.
import { withAny } from '../../api/core/abortable';
import type { OpenApi } from '../../api/types';
import type { Connection } from '../../aws/connection';
import type { Target } from '../../kinds/action';
import { describeAnew } from '../tree/describe';
import type { ResourceNode } from '../tree/node';
import type { PollerOptions } from '../tree/poller';
import type { Shown } from './change';

export interface Targets {
  /** The target of an action. */
  readonly target: (shown: Shown, signal: AbortSignal) => Promise<Target<unknown>>;
  /**
   * Describes the resource of a form just before a change.
   * @returns the resource as it is now; undefined if it is gone, which may take some seconds to prove @throws ApiError
   */
  readonly describeAgain: (shown: Shown, signal: AbortSignal) => Promise<unknown>;
}

export interface TargetsOptions {
  readonly open: OpenApi;
  /** The life of a connection: aborted when the view drops it. */
  readonly life: (connection: Connection) => AbortSignal;
  /** Called with each node that was updated. */
  readonly changed: (node: ResourceNode) => void;
  readonly schedule: PollerOptions['schedule'] | undefined;
}

/** Makes what finds the targets of actions. Each is called as the actor that was shown. */
export function createTargets({ open, life, changed, schedule }: TargetsOptions): Targets {
  return {
    async target({ node, actor }, signal) {
      const { connection, resource, parent } = node;
      return { api: await open(connection, actor), resource, scope: parent.scope, signal };
    },
    async describeAgain({ node, actor }, signal) {
      const { connection } = node;
      const api = await open(connection, actor);
      const resource = await withAny([life(connection), signal], either => describeAnew(node, api, either, schedule));
      if (resource === undefined) return undefined;
      node.resource = resource;
      changed(node);
      return resource;
    },
  };
}
