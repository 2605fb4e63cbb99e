// On or off. The toolkit has no switch, so this is a button with that role.
import { type Control, describeById, markInvalid } from './controls';
import { make } from './dom';

/** A switch; it answers to Enter and Space by itself. The label beside it is the caller's to draw. */
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
      box.removeAttribute('aria-invalid'); // which a switch can't be
    },
    setRequired: () => undefined,
    setDisabled: disabled => (box.disabled = disabled),
  };
}
