import type { Notice } from '../forms/protocol';
import { button } from './controls';
import { make } from './dom';

/** Draws what is said above the fields, with its button where it has one; it may come to say something else. */
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
