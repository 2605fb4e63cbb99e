// The page of a form. It knows nothing about AWS: it draws the fields that the extension sends, validates the input with the same
// code as the extension, and sends the values.
import { openChannel } from './channel';
import { drawForm } from './form';

openChannel((form, channel) => {
  document.title = form.title;
  drawForm(form, channel, document.body);
});
