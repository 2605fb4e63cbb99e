import type { Form } from '../forms/protocol';
import { button, progressRing, setButtonDisabled } from './controls';
import { make } from './dom';

/** Draws the buttons below the form, which stay visible while it scrolls. */
export function drawFooter(
  { submitLabel, texts }: Form,
  act: { submit: () => void; preview: () => void; cancel: () => void },
) {
  const submit = button({ text: submitLabel, look: 'primary', onClick: act.submit });
  const preview = button({ text: texts.preview, onClick: act.preview });
  const cancel = button({ text: texts.cancel, onClick: act.cancel });
  const ring = progressRing();
  ring.hidden = true;
  const status = make('span', { className: 'status' });
  status.role = 'status';
  let busy = false;
  return {
    element: make('footer', {}, submit, cancel, preview, ring, status),
    isBusy: () => busy,
    setBusy(now: boolean): void {
      busy = now;
      setButtonDisabled(submit, now);
      setButtonDisabled(preview, now);
      ring.hidden = !now;
      status.textContent = now ? texts.working : '';
    },
    /** Shows a text beside the buttons, unless the form is being submitted. */
    say(text: string): void {
      if (!busy && status.textContent !== text) status.textContent = text;
    },
  };
}
