// A switch. The toolkit has none, so this is a button with the role of a switch.
import { type Control, describeById, markInvalid } from './controls';
import { make } from './dom';

/** Creates a switch. Enter and Space toggle it, too. The caller draws the label beside it. */
export function switchBox({ label, onInput }: { label: string; onInput: () => void }): Control<boolean> {
  const box = make('button', { className: 'switch' });
  box.type = 'button';
  box.role = 'switch';
  box.ariaLabel = label;
  const write = (on: boolean): void => void (box.ariaChecked = String(on));
  const read = (): boolean => box.ariaChecked === 'true';
  write(false);
  box.addEventListener('click', () => {
    write(!read());
    onInput();
  });
  return {
    element: box,
    read,
    write,
    describe(by, invalid) {
      describeById(box, by, invalid);
      markInvalid(box, invalid);
      box.removeAttribute('aria-invalid'); // a switch doesn't support it
    },
    setRequired: () => undefined,
    setDisabled: disabled => (box.disabled = disabled),
  };
}
