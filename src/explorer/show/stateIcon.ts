import type { StateMeaning } from '../../kinds/kind';
import type { Icon } from '../../kinds/names';

/** A codicon and a theme colour. The state stands beside it in words: colour alone tells nobody anything. */
export interface StateIcon {
  readonly icon: Icon;
  readonly color?: string;
}

/** Of what an answer was without: whether it is there is not known. */
export const missingIcon: StateIcon = { icon: 'question', color: 'disabledForeground' };

const icons: Readonly<Record<Extract<StateMeaning, string>, StateIcon | undefined>> = {
  running: { icon: 'vm-running', color: 'charts.green' },
  done: { icon: 'pass', color: 'charts.green' },
  stopped: { icon: 'vm-outline', color: 'disabledForeground' },
  failed: { icon: 'error', color: 'list.errorForeground' },
  other: undefined,
};

/**
 * The icon of what a state means.
 * @returns undefined where the kind's own icon stands: for a state that means nothing much, or is not known (yet)
 */
export function stateIcon(meaning: StateMeaning | undefined): StateIcon | undefined {
  if (typeof meaning === 'object') return { icon: 'sync~spin' };
  return meaning && icons[meaning];
}
