import type { StateMeaning } from '../../kinds/kind';
import type { Icon } from '../../kinds/names';

/** A codicon and a theme colour. The row also has the state in words, because colour alone is not enough. */
export interface StateIcon {
  readonly icon: Icon;
  readonly color?: string;
}

/** The icon of a resource that an answer lacked. */
export const missingIcon: StateIcon = { icon: 'question', color: 'disabledForeground' };

/** The icon of a resource that runs and that nobody uses. */
export const unusedIcon: StateIcon = { icon: 'debug-disconnect', color: 'disabledForeground' };

const icons: Readonly<Record<Extract<StateMeaning, string>, StateIcon | undefined>> = {
  running: { icon: 'vm-running', color: 'charts.green' },
  done: { icon: 'pass', color: 'charts.green' },
  stopped: { icon: 'vm-outline', color: 'disabledForeground' },
  failed: { icon: 'error', color: 'list.errorForeground' },
  other: undefined,
};

/**
 * The icon of what a state means.
 * @returns undefined if the kind's own icon applies: for a neutral or unknown state
 */
export function stateIcon(meaning: StateMeaning | undefined): StateIcon | undefined {
  if (typeof meaning === 'object') return { icon: 'sync~spin' };
  return meaning && icons[meaning];
}
