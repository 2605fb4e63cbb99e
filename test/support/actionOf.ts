import * as assert from 'node:assert/strict';

import type { Action } from '../../src/kinds/action';
import { kindNamed } from '../../src/kinds/all';
import type { ActionName, KindName } from '../../src/kinds/names';

/** The action of a kind. Fails if there is none with this name. */
export function actionOf(kind: KindName, name: ActionName): Action {
  return kindNamed(kind).actions.find(action => action.name === name) ?? assert.fail(`no ${kind}.${name}`);
}
