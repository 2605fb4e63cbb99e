// What rows are told apart by in menus: present gives a row its tokens, and a command names those that it is offered for.
import type { Reason } from '../../api/core/errors';
import type { ActionName, KindName } from '../../kinds/names';
import type { WaitToken } from './goal';
import type { Node } from './node';

/** A token of a row. */
export type RowToken =
  | Node['kind']
  | KindName
  | 'arn'
  | 'aws'
  | 'changeable'
  | 'console'
  | 'duplicate'
  | 'failed'
  | 'list'
  | 'mfa'
  | 'readOnly'
  | 'sections'
  | 'simulated'
  | `${'group' | 'empty'}.${KindName}`
  | `problem.${Reason | 'retry' | 'signIn'}`
  | `sandbox.${KindName}.${string}`
  | ActionToken
  | WaitToken;

/** That an action is available: `fleet.start`. */
export type ActionToken = `${KindName}.${ActionName}`;

/** What a command can be offered for: rows with a token, or with two that follow one another. */
export type MenuToken = RowToken | `${'profile' | 'region'};aws`;

/** The tokens of a row, without those that it does not have. */
export function rowTokens(...tokens: readonly (RowToken | undefined | false)[]): readonly RowToken[] {
  return tokens.filter(token => token !== undefined && token !== false);
}
