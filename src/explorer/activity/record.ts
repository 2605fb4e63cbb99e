// Begins the entries of the activity.
import type { Actor } from '../../api/core/actor';
import { plainText } from '../../api/core/plainText';
import type { Action, Create } from '../../kinds/action';
import type { Shown } from '../acting/change';
import { plainTitle, shownName } from '../show/messages';
import type { GroupNode } from '../tree/node';
import type { Activity, Entry, Recording } from './activity';

/** Begins the entry of an action. @param told called after each change of the entry */
export function recordAction(
  activity: Activity,
  action: Action,
  shown: readonly Shown[],
  told?: (entry: Entry) => void,
): Recording {
  const items = shown.map(({ node, actor }) => ({ subject: node, name: shownName(node), actor }));
  return activity.begin({ title: plainTitle(action.title), action }, items, told);
}

/** Begins the entry of a resource that is created in a list. @param name its name as people see it, if it has one */
export function recordCreation(
  activity: Activity,
  { title }: Create,
  group: GroupNode,
  actor: Actor,
  name: string | undefined,
): Recording {
  return activity.begin({ title: plainTitle(title) }, [
    { subject: group, name: name === undefined ? undefined : plainText(name), actor },
  ]);
}
