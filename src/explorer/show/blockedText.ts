// Texts about what makes AWS refuse an action.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Blocker } from '../../kinds/action';
import type { ResourceNode } from '../tree/node';
import { nameOf } from '../tree/node';

/** A resource whose action AWS would refuse. */
export interface Blocked {
  readonly node: ResourceNode;
  /** The blockers: at least one. */
  readonly found: readonly { readonly blocker: Blocker; readonly ids: readonly string[] }[];
}

/** The maximum number of names in a sentence. The rest is counted. */
const maxNames = 5;

/** The blockers, in sentences: `Stack office is associated with the fleet. Disassociate it first.` */
export function blockedText({ found }: Blocked): string {
  return found.map(({ blocker, ids }) => l10n.t(ids.length > 1 ? blocker.many : blocker.one, namesIn(ids))).join(' ');
}

/** The same after the name of the resource, for a list of several. */
export function blockedLine(blocked: Blocked): string {
  return l10n.t('{0}: {1}', plainText(nameOf(blocked.node)), blockedText(blocked));
}

function namesIn(ids: readonly string[]): string {
  const names = ids.slice(0, maxNames).map(plainText).join(', ');
  return ids.length > maxNames ? l10n.t('{0} and {1} more', names, ids.length - maxNames) : names;
}
