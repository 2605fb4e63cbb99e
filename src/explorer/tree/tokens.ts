// The tokens that menus match: `present` gives a row its tokens, and a command names the tokens that it is offered for.
import type { Reason } from '../../api/core/errors';
import type { ActionName, KindName } from '../../kinds/names';
import type { WaitToken } from './goal';
import type { Node } from './node';

/** A token of a row. */
export type RowToken =
  | Node['kind']
  | KindName
  | 'arn'
  | 'arrangeable'
  | 'aws'
  | `activity${'' | '.cancel' | '.goOn' | '.pause' | '.remove' | '.requestId' | '.retry' | '.retryFailed' | '.reveal' | '.undo'}`
  | 'changeable'
  | 'comparable'
  | 'console'
  | 'denied'
  | 'duplicate'
  | 'errors'
  | 'failed'
  | 'favorites'
  | `favorite${'' | '.absent' | '.lost' | '.sandbox'}`
  | 'filtered'
  | 'list'
  | 'mfa'
  | 'pinnable'
  | 'pinned'
  | 'readOnly'
  | 'recents'
  | `recent${'' | '.lost'}`
  | 'rollsOut'
  | 'sections'
  | 'signIn'
  | 'simulated'
  | `${'group' | 'empty'}.${KindName}`
  | `problem.${Reason | 'retry' | 'signIn'}`
  | `sandbox.${KindName}.${string}`
  | ActionToken
  | WaitToken;

/** That an action is available: `fleet.start`. */
export type ActionToken = `${KindName}.${ActionName}`;

/** The rows that a command is offered for: those with a token, or with two adjacent tokens. */
export type MenuToken = RowToken | `${'profile' | 'region'};aws`;

/** A row's tokens, without the absent ones. */
export function rowTokens(...tokens: readonly (RowToken | undefined | false)[]): readonly RowToken[] {
  return tokens.filter(token => token !== undefined && token !== false);
}
