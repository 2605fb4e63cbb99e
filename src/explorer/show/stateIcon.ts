/** A codicon and a theme colour. The state stands beside it in words: colour alone tells nobody anything. */
export interface StateIcon {
  readonly icon: string;
  readonly color?: string;
}

const running: StateIcon = { icon: 'vm-running', color: 'charts.green' };
const done: StateIcon = { icon: 'pass', color: 'charts.green' };
const stopped: StateIcon = { icon: 'vm-outline', color: 'disabledForeground' };
const failed: StateIcon = { icon: 'error', color: 'list.errorForeground' };

/** Of what an answer was without: whether it is there is not known. */
export const missingIcon: StateIcon = { icon: 'question', color: 'disabledForeground' };

const icons: Readonly<Record<string, StateIcon>> = {
  RUNNING: running,
  ACTIVE: running,
  AVAILABLE: done,
  COMPLETED: done,
  INSTALLED: done,
  STOPPED: stopped,
  EXPIRED: stopped,
  INACTIVE: stopped,
  FAILED: failed,
  TIMED_OUT: failed,
  FAILED_TO_INSTALL: failed,
  FAILED_TO_UNINSTALL: failed,
  DEPRECATED: failed,
};

/**
 * The icon of a state, by what the state means.
 * @param settling whether it passes by itself
 * @returns undefined for a state that is not known (yet): the kind's own icon then stands
 */
export function stateIcon(state: string | undefined, settling: boolean): StateIcon | undefined {
  if (settling) return { icon: 'sync~spin' };
  return state === undefined ? undefined : icons[state];
}
