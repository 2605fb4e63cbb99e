import type { Notice } from '../forms/protocol';
import { button } from './controls';
import { make } from './dom';

/** Draws the notice above the fields, with its button if it has one. `say` changes it. */
export function drawNotice(act: Readonly<Record<'unlock' | 'reopen', () => void>>) {
  const element = make('div', { className: 'notice' });
  element.role = 'status';
  return {
    element,
    say(notice: Notice | undefined): void {
      element.hidden = !notice;
      const { text = '', button: offered } = notice ?? {};
      const parts = [make('span', { text })];
      if (offered) parts.push(button({ text: offered.label, onClick: act[offered.does] }));
      element.replaceChildren(...parts);
    },
  };
}
