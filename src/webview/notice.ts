import type { Form } from '../forms/protocol';
import { button } from './controls';
import { make } from './dom';

/** Draws what is said above the fields, with its button where it has one. */
export function drawNotice({ text, button: label }: NonNullable<Form['notice']>, onClick: () => void): HTMLElement {
  const words = make('span', { text });
  return make(
    'div',
    { className: 'notice' },
    words,
    label === undefined ? undefined : button({ text: label, onClick }),
  );
}
